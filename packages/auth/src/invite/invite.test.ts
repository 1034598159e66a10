import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { type CreateInviteOptions, createInvite, createInviteAt } from './create-invite.ts'
import type { InviteFile } from './invite-file.ts'
import { openInvite } from './open-invite.ts'
import { readInvite, readInviteFrom } from './read-invite.ts'
import { seal } from './seal.ts'

const cost = { N: 2, r: 8, p: 1 }
const passphrase = 'correct horse'
const now = Date.UTC(2026, 10, 22)
const [authority = '', otherAuthority = ''] = rootCertificates
  .slice(0, 2)
  .map((pem) => new X509Certificate(pem).toString())

const acme: Site = {
  name: 'acme',
  baseUrl: 'https://jira.acme.example',
  deployment: 'datacenter',
  method: 'oauth2',
  oauth2: { clientId: 'client-1', redirectUri: 'http://localhost/oauth/redirect', scope: 'WRITE' },
}
const byToken: Site = { name: 'acme', baseUrl: acme.baseUrl, deployment: 'datacenter', method: 'pat' }
const cloud = { cloudId: 'c-1', apiUrl: 'https://api.atlassian.com' }
const onCloud: Site = { ...byToken, baseUrl: 'https://acme.atlassian.net', deployment: 'cloud', cloud }

const invite = (overrides: Partial<CreateInviteOptions> = {}): Promise<string> =>
  createInviteAt(cost, { site: acme, secret: new Secret('geheim'), passphrase, now, ...overrides })

const tokenInvite = (overrides: Partial<CreateInviteOptions> = {}): Promise<string> =>
  createInviteAt(cost, { site: byToken, now, ...overrides })

const fileOf = (text: string): InviteFile => JSON.parse(text) as InviteFile

const opened = async (text: string, words: string | undefined = passphrase): Promise<string | undefined> =>
  (await openInvite(readInviteFrom(text, cost), words)).secret?.reveal()

describe('an invite', () => {
  test('to a Confluence is of the second version, which those who know the first alone refuse', async () => {
    const site: Site = { ...acme, product: 'confluence' }
    const text = await invite({ site })
    expect(fileOf(text).version).toBe(2)
    expect(readInviteFrom(text, cost).site).toEqual(site)
    expect(fileOf(await invite()).version).toBe(1)
  })

  test.each<Site>([
    acme,
    { ...onCloud, method: 'oauth2-cloud', oauth2: acme.oauth2 ?? { clientId: '', redirectUri: '', scope: '' } },
    { ...byToken, method: 'oauth1', oauth1: { consumerKey: 'mmd', callback: 'oob' } },
    { ...onCloud, method: 'client-credentials', oauth2: { clientId: 'c', redirectUri: '', scope: '' } },
  ])('carries a site and its shared secret: $method', async (site) => {
    const text = await invite({ site })
    expect(readInviteFrom(text, cost)).toMatchObject({ isSealed: true, site })
    expect(text).not.toContain('geheim')
    expect(await opened(text)).toBe('geheim')
  })

  test.each<Site>([byToken, { ...onCloud, method: 'api-token' }, { ...byToken, method: 'basic' }])(
    'needs no passphrase where each has his own secret: $method',
    async (site) => {
      const read = readInviteFrom(await tokenInvite({ site }), cost)
      expect(read).toMatchObject({ isSealed: false, site })
      expect(await openInvite(read, undefined)).toEqual({})
    },
  )

  test('may be sealed around no secret, so that the passphrase vouches for it', async () => {
    const read = readInviteFrom(await tokenInvite({ passphrase }), cost)
    expect(read.isSealed).toBe(true)
    expect(await openInvite(read, passphrase)).toEqual({})
    await expect(openInvite(read, 'wrong horse')).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  test('opens at the cost that everybody pays', async () => {
    const views = [{ name: 'Überfällig', jql: 'due < now()' }]
    const text = await createInvite({ site: acme, secret: new Secret('geheim'), passphrase, views, note: 'Hallo', now })
    const read = readInvite(text)
    expect(read).toMatchObject({ views, note: 'Hallo', createdAt: now })
    expect(fileOf(text).sealed?.kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 })
    expect((await openInvite(read, passphrase)).secret?.reveal()).toBe('geheim')
  })

  test('is never twice the same', async () => {
    const [one, two] = [fileOf(await invite()).sealed, fileOf(await invite()).sealed]
    expect(one?.kdf.salt).not.toBe(two?.kdf.salt)
    expect(one?.nonce).not.toBe(two?.nonce)
    expect(one?.content).not.toEqual(two?.content)
  })

  test('leaves out whose it was and what this version does not know', async () => {
    const site = {
      ...acme,
      login: 'mira',
      version: '10.3.1',
      defaultView: 'Mira’s',
      user: { id: 'mira', name: 'Mira' },
      tls: { certFile: '/home/mira/mira.p12', keyFile: '/home/mira/mira.key' },
      colourOfTheSky: 'blue',
    }
    const text = await invite({ site })
    expect(readInviteFrom(text, cost).site).toEqual(acme)
    expect(text).not.toMatch(/mira|colour|10\.3/iu)
  })

  test('takes nothing but certificates from the list of authorities', async () => {
    const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n'
    const ca = `# ACME root\r\n${authority.replaceAll('\n', '\r\n')}${privateKey}${otherAuthority}end`
    const text = await invite({ site: { ...acme, tls: { ca, systemCa: true } } })
    expect(text).not.toMatch(/PRIVATE|ACME root/u)
    expect(readInviteFrom(text, cost).site.tls).toEqual({
      ca: authority + otherAuthority,
      systemCa: true,
    })
  })

  test('has one line for JQL and note that span several', async () => {
    const views = [{ name: 'Mine', jql: 'assignee = currentUser()\r\n\tORDER BY key' }]
    const read = readInviteFrom(await invite({ views, note: 'one\ntwo' }), cost)
    expect(read.views[0]?.jql).toBe('assignee = currentUser() ORDER BY key')
    expect(read.note).toBe('one two')
  })

  test('can be mailed: ASCII, short lines, a line feed at the end', async () => {
    const secret = new Secret('k'.repeat(3000))
    const text = await invite({ secret, site: { ...acme, tls: { ca: authority } }, note: 'Grüße 👩‍💻' })
    expect(text).toMatch(/^[\n\x20-\x7e]+\}\n$/u)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(100)
    expect(readInviteFrom(text, cost).note).toBe('Grüße 👩‍💻')
    expect(await opened(text)).toBe(secret.reveal())
  })
})

describe('creating an invite is refused', () => {
  const badAuthority = { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }
  const manyViews = Array.from({ length: 150 }, () => ({ name: 'x', jql: 'y'.repeat(4000) }))

  test.each<[string, Partial<CreateInviteOptions>, string, RegExp]>([
    ['for a proxy with a password', { site: { ...acme, proxy: 'http://u:hunter2@p:1' } }, 'bad-site', /site\.proxy/u],
    [
      'for a view with a control character',
      { views: [{ name: '\u001b[2J', jql: 'x' }] },
      'bad-site',
      /views\[0\]\.name/u,
    ],
    ['without the settings of the method', { site: { ...byToken, method: 'oauth1' } }, 'bad-site', /lacks settings/u],
    [
      'without a redirect URL',
      { site: { ...acme, oauth2: { clientId: 'c', redirectUri: '', scope: '' } } },
      'bad-site',
      /lacks/u,
    ],
    ['for what would be too long', { views: manyViews }, 'bad-site', /too long/u],
    ['for authorities that are none', { site: { ...acme, tls: badAuthority } }, 'bad-certificate', /PEM/u],
    ['for a short passphrase', { passphrase: 'hunter2' }, 'weak-passphrase', /at least 8/u],
    ['for a passphrase of blanks', { passphrase: `hunter2${' '.repeat(9)}` }, 'weak-passphrase', /at least 8/u],
  ])('%s', async (_, overrides, code, message) => {
    const failure = await invite(overrides).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'AuthError', code, message: expect.stringMatching(message) })
    expect(String(failure)).not.toContain('hunter2')
  })

  test('without the shared secret, or without a passphrase for it', async () => {
    await expect(createInviteAt(cost, { site: acme, passphrase, now })).rejects.toMatchObject({ code: 'bad-site' })
    const bare = createInviteAt(cost, { site: acme, secret: new Secret('geheim'), now })
    await expect(bare).rejects.toMatchObject({ code: 'weak-passphrase' })
  })

  test('for a secret that is one person’s own', async () => {
    await expect(tokenInvite({ secret: new Secret('my token'), passphrase })).rejects.toThrow(TypeError)
  })
})

describe('a passphrase', () => {
  test('of eight characters is long enough', async () => {
    expect(await opened(await invite({ passphrase: '👩👩👩👩👩👩👩👩' }), '👩👩👩👩👩👩👩👩')).toBe('geheim')
    await expect(invite({ passphrase: '👩👩👩👩👩👩👩' })).rejects.toMatchObject({ code: 'weak-passphrase' })
  })

  test('is the same however it was typed', async () => {
    expect(await opened(await invite({ passphrase: 'Fußball-Übung' }), 'Fußball-U\u0308bung')).toBe('geheim')
    expect(await opened(await invite(), 'ｃｏｒｒｅｃｔ horse')).toBe('geheim')
  })

  test.each(['Correct horse', 'correct horse ', '', '\ud800'])('that is another one is refused: %j', async (words) => {
    const failure = await opened(await invite(), words).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'AuthError', code: 'wrong-passphrase' })
  })

  test('is missed when there is none, and never quoted', async () => {
    const read = readInviteFrom(await invite(), cost)
    await expect(openInvite(read, undefined)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    const failure: unknown = await openInvite(read, 'hunter2 hunter2').catch((error: unknown) => error)
    expect(JSON.stringify([failure, String(failure)])).not.toContain('hunter2')
  })
})

describe('an invite that somebody changed', () => {
  const elsewhere = 'https://jira.acme.example.evil.example'

  test.each<[string, (file: InviteFile) => object]>([
    ['baseUrl', (file) => ({ site: { ...file.site, baseUrl: elsewhere } })],
    ['name', (file) => ({ site: { ...file.site, name: 'other' } })],
    ['client id', (file) => ({ site: { ...file.site, oauth2: { ...acme.oauth2, clientId: 'client-2' } } })],
    ['a proxy', (file) => ({ site: { ...file.site, proxy: 'http://evil.example:1' } })],
    ['an authority', (file) => ({ site: { ...file.site, tls: { ca: authority.trim().split('\n') } } })],
    ['plain http', (file) => ({ site: { ...file.site, insecureHttp: true } })],
    ['the other deployment', (file) => ({ site: { ...file.site, deployment: 'cloud' } })],
    ['a method that shares as much', (file) => ({ site: { ...file.site, method: 'client-credentials' } })],
    ['a note', () => ({ note: 'Use the proxy below' })],
    ['a view', () => ({ views: [{ name: 'x', jql: 'y' }] })],
    ['the date', () => ({ created: '2020-01-01T00:00:00.000Z' })],
    ['the nonce', (file) => ({ sealed: { ...file.sealed, nonce: 'AAAAAAAAAAAAAAAA' } })],
    ['the tag', (file) => ({ sealed: { ...file.sealed, content: ['AAAAAAAAAAAAAAAAAAAAAA=='] } })],
  ])('%s: opens no more', async (_, edit) => {
    const file = fileOf(await invite())
    const changed = JSON.stringify({ ...file, ...edit(file) })
    await expect(opened(changed)).rejects.toMatchObject({ name: 'AuthError', code: 'invite-tampered' })
  })

  test.each([{ N: 4 }, { p: 2 }, { salt: 'AAAAAAAAAAAAAAAAAAAAAA==' }])(
    'in how the key is derived is a seal that the passphrase does not open: %j',
    async (kdf) => {
      const file = fileOf(await invite())
      const changed = JSON.stringify({ ...file, sealed: { ...file.sealed, kdf: { ...file.sealed?.kdf, ...kdf } } })
      await expect(opened(changed)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    },
  )

  test('does not open with the seal of another one of the same passphrase', async () => {
    const { sealed } = fileOf(await invite({ site: { ...acme, baseUrl: elsewhere } }))
    const grafted = JSON.stringify({ ...fileOf(await invite()), sealed })
    await expect(opened(grafted)).rejects.toMatchObject({ code: 'invite-tampered' })
  })

  test('by cutting the seal off is noticed on reading', async () => {
    const { sealed: _, ...rest } = fileOf(await invite())
    expect(() => readInvite(JSON.stringify(rest))).toThrow(expect.objectContaining({ code: 'invite-tampered' }))
  })

  test('by cutting off a seal around nothing is noticed by who has a passphrase', async () => {
    const { sealed: _, ...rest } = fileOf(await tokenInvite({ passphrase }))
    const read = readInvite(JSON.stringify(rest))
    expect(read.isSealed).toBe(false)
    await expect(openInvite(read, passphrase)).rejects.toMatchObject({ code: 'invite-tampered' })
  })

  test('to a method without a secret does not open with its old seal, nor pass for sealed without it', async () => {
    const { sealed, ...rest } = fileOf(await invite())
    const { oauth2: _, ...site } = rest.site
    const changed = { ...rest, site: { ...site, method: 'pat' } }
    await expect(opened(JSON.stringify({ ...changed, sealed }))).rejects.toMatchObject({ code: 'invite-tampered' })
    await expect(opened(JSON.stringify(changed))).rejects.toMatchObject({ code: 'invite-tampered' })
  })

  test.each([
    ['no secret where one is needed', acme, '{}'],
    ['a secret where none is shared', byToken, '{"secret":"x"}'],
    ['an empty secret', acme, '{"secret":""}'],
    ['something else', acme, '["secret"]'],
    ['no JSON', acme, 'geheim'],
  ])('by who knows the passphrase, with %s sealed, is no invite', async (_, site, content) => {
    const text = await createInviteAt(cost, {
      site,
      now,
      ...(site === acme ? { secret: new Secret('x'), passphrase } : {}),
    })
    const { sealed: __, ...header } = fileOf(text)
    const sealed = await seal(header, content, { passphrase, cost })
    const failure = await opened(JSON.stringify({ ...header, sealed })).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'AuthError', code: 'not-an-invite' })
  })
})
