import { startForwardProxy, testCertificates } from '@mmd/jira-sandbox/testing'
import { describe, expect, test } from 'vitest'
import type { CertificateFacts, Handshake } from '../../network/handshake.ts'
import { givenSite, givenSubject, judged, startHttp, startHttps } from '../../testing.ts'
import { judgeTls, tlsCheck } from './tls.ts'

const { ca, server, expiredServer } = testCertificates
const day = 86_400_000
const now = Date.UTC(2027, 0, 1)

const own: CertificateFacts = {
  subject: 'jira.example.com',
  issuer: 'Example Issuing CA',
  validFrom: now - 100 * day,
  validTo: now + 61 * day,
  names: ['jira.example.com'],
  selfIssued: false,
}
const root: CertificateFacts = {
  ...own,
  subject: 'Example Root CA',
  issuer: 'Example Root CA',
  validTo: now + 3000 * day,
  selfIssued: true,
}

const judge = (handshake: Partial<Extract<Handshake, { kind: 'done' }>>, systemTrusts?: boolean) =>
  judged(
    judgeTls({
      site: 'acme',
      host: 'jira.example.com',
      handshake: {
        kind: 'done',
        protocol: 'TLSv1.3',
        problem: undefined,
        chain: [own, root],
        own: undefined,
        ...handshake,
      },
      systemTrusts,
      now,
    }),
  )

describe('a certificate', () => {
  test('that is good is named with its issuer, its end and the version of TLS', async () => {
    expect(await judge({})).toEqual({
      state: 'ok',
      found: 'by “Example Issuing CA”, until 2027-03-03 (61 days), TLSv1.3',
    })
  })

  test('that ends within two weeks, or stands on one that does, is worth a word', async () => {
    expect(await judge({ chain: [{ ...own, validTo: now + 5 * day }, root] })).toMatchObject({
      state: 'warning',
      who: 'jira-admin',
      problem: expect.stringContaining('ends in 5 days'),
    })
    expect(await judge({ chain: [own, { ...root, validTo: now + day }] })).toMatchObject({ state: 'warning' })
  })

  test('of an authority that is sent along names that one', async () => {
    const verdict = await judge({ problem: 'SELF_SIGNED_CERT_IN_CHAIN' })
    expect(verdict).toMatchObject({
      state: 'failed',
      exit: 6,
      who: 'you',
      problem: 'The authority “Example Root CA” is not known here.',
      remedy: expect.stringContaining('mmd-tui site edit acme --ca FILE'),
    })
  })

  test('of an authority that is not sent along names whoever signed the last one', async () => {
    const middle = { ...own, subject: 'Example Issuing CA', issuer: 'Example Root CA' }
    expect(await judge({ problem: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', chain: [own, middle] })).toMatchObject({
      problem: expect.stringContaining('“Example Root CA”'),
    })
    expect(await judge({ problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', chain: [own] })).toMatchObject({
      problem: expect.stringContaining('“Example Issuing CA”, which signed it'),
    })
  })

  test('that the operating system trusts needs one flag', async () => {
    expect(await judge({ problem: 'SELF_SIGNED_CERT_IN_CHAIN' }, true)).toMatchObject({
      remedy: 'mmd-tui site edit acme --system-ca',
    })
  })

  test.each([
    ['CERT_HAS_EXPIRED', { chain: [{ ...own, validTo: now - 3 * day }] }, /ended 3 days ago/, 'jira-admin'],
    ['CERT_HAS_EXPIRED', {}, /clock of this machine/, 'jira-admin'],
    ['CERT_NOT_YET_VALID', { chain: [{ ...own, validFrom: now + day }] }, /not valid before 2027-01-02/, 'you'],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      { chain: [{ ...own, names: ['www.example.com'] }] },
      /www\.example\.com/,
      'jira-admin',
    ],
    ['ERR_TLS_CERT_ALTNAME_INVALID', { chain: [{ ...own, names: [] }] }, /no host at all/, 'jira-admin'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, /vouches for itself/, 'jira-admin'],
    ['CERT_REVOKED', {}, /CERT_REVOKED/, 'jira-admin'],
  ] as const)('with %s is explained', async (problem, change, words, who) => {
    expect(await judge({ problem, ...change })).toMatchObject({
      state: 'failed',
      exit: 6,
      who,
      problem: expect.stringMatching(words),
    })
  })

  test.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 6, /does not speak TLS/, 'you'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 6, /no version of TLS in common/, 'jira-admin'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 6, /client certificate/, 'network'],
    ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 2, /do not fit each other/, 'you'],
    ['ERR_OSSL_BAD_DECRYPT', 2, /passphrase/, 'you'],
    ['ECONNRESET', 6, /firewalls/, 'network'],
    ['ETIMEDOUT', 6, /10 seconds/, 'network'],
    ['EWEIRD', 6, /EWEIRD/, 'jira-admin'],
  ] as const)('that is never seen, for %s, is explained too', async (code, exit, words, who) => {
    const verdict = judgeTls({
      site: 'acme',
      host: 'h',
      handshake: { kind: 'broken', code },
      systemTrusts: undefined,
      now,
    })
    expect(await judged(verdict)).toMatchObject({ state: 'failed', exit, who, problem: expect.stringMatching(words) })
  })
})

describe('at a real server', () => {
  const examine = async (port: number, tls: object = {}, env: Record<string, string> = {}) => {
    const site = givenSite({ baseUrl: `https://localhost:${port}`, tls })
    return judged(await tlsCheck.run(givenSubject(site, { env })))
  }

  test('the authority of a company is asked for, then trusted', async () => {
    await using site = await startHttps(server, () => undefined)
    expect(await examine(site.port)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('“Sandbox ca”'),
    })
    expect(await examine(site.port, { ca })).toMatchObject({ state: 'ok' })
  })

  test('an end in the past is dated', async () => {
    await using site = await startHttps(expiredServer, () => undefined)
    expect(await examine(site.port, { ca })).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('2020-02-01'),
    })
  })

  test('a tunnel through the proxy shows the site’s certificate', async () => {
    await using site = await startHttps(server, () => undefined)
    await using proxy = await startForwardProxy()
    expect(await examine(site.port, { ca }, { HTTPS_PROXY: proxy.url })).toMatchObject({ state: 'ok' })
    expect(proxy.journal).toEqual([`localhost:${site.port}`])
  })

  test('plain http behind the port is found out', async () => {
    await using site = await startHttp((_request, response) => response.end())
    expect(await examine(site.port)).toMatchObject({ problem: expect.stringContaining('does not speak TLS') })
  })

  test('nothing is ever said to a server that is not trusted', async () => {
    let heard = 0
    await using site = await startHttps(server, () => {
      heard += 1
    })
    await examine(site.port)
    expect(heard).toBe(0)
  })
})
