import { testCertificates } from '@mmd/jira-sandbox/testing'
import { describe, expect, test } from 'vitest'
import { givenSite, givenSubject, judged, startHttps } from '../testing.ts'
import { clientCertificateCheck, judgeClientCertificate } from './client-certificate.ts'

describe('the client certificate', () => {
  const { ca, server, otherCa, files } = testCertificates
  const own = { ca, certFile: files.clientCert, keyFile: files.clientKey }
  const askFor = { ...server, ca, requestCert: true, rejectUnauthorized: true }

  const examine = async (options: object, tls: object) => {
    await using site = await startHttps(options, (_request, response) => response.end('{}'))
    const subject = givenSubject(givenSite({ baseUrl: `https://localhost:${site.port}`, tls }))
    return judged(await clientCertificateCheck.run(subject))
  }

  test.each(['TLSv1.3', 'TLSv1.2'] as const)('is missed where the server wants one in %s', async (maxVersion) => {
    expect(await examine({ ...askFor, maxVersion }, { ca })).toMatchObject({
      state: 'failed',
      exit: 6,
      who: 'network',
      found: 'none is set',
    })
  })

  test.each(['TLSv1.3', 'TLSv1.2'] as const)('is taken, or not, in %s', async (maxVersion) => {
    expect(await examine({ ...askFor, maxVersion }, own)).toEqual({
      state: 'ok',
      found: `${files.clientCert}, until 2120-01-01`,
    })
    expect(await examine({ ...askFor, ca: otherCa, maxVersion }, own)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('probably not accepted'),
    })
  })

  test('that a proxy asks for in words is understood', async () => {
    await using site = await startHttps(server, (_request, response) =>
      response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>No required SSL certificate was sent</h1>'),
    )
    const subject = givenSubject(givenSite({ baseUrl: `https://localhost:${site.port}`, tls: { ca } }))
    expect(await clientCertificateCheck.run(subject)).toMatchObject({ state: 'failed', found: 'none is set' })
  })

  test('is no matter where nobody asks for one', async () => {
    expect(await examine(server, { ca })).toEqual({
      state: 'skipped',
      found: 'none is set, and the site asks for none',
    })
  })

  test('that ends soon, or has ended unnoticed, is worth a word', async () => {
    const day = 86_400_000
    const facts = { site: 'acme', file: '/x.pem', refused: 'no' as const, now: 100 * day }
    expect(judgeClientCertificate({ ...facts, validTo: 200 * day })).toMatchObject({ state: 'ok' })
    expect(await judged(judgeClientCertificate({ ...facts, validTo: 105 * day }))).toMatchObject({
      state: 'warning',
      problem: 'Our client certificate ends in 5 days.',
    })
    expect(await judged(judgeClientCertificate({ ...facts, validTo: 99 * day }))).toMatchObject({ state: 'warning' })
    const refused = { ...facts, validTo: 99 * day, refused: 'yes' as const }
    expect(await judged(judgeClientCertificate(refused))).toMatchObject({
      problem: 'Our client certificate has ended.',
    })
  })
})
