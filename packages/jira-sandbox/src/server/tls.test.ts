import { once } from 'node:events'
import { request } from 'node:https'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { approveConsent } from '../approve-consent.ts'
import { redirectUri, startTestClient } from '../oauth2/testing.ts'
import type { RobotTls } from '../robot/robot.ts'
import { startTestSite, testCertificates } from '../testing.ts'
import type { ServeTls } from './tls.ts'

const { ca, otherCa, client } = testCertificates
const tls: ServeTls = testCertificates.server

/** The status of an https answer, or the code of what went wrong before there was one. */
const statusOf = (url: string, trust: RobotTls): Promise<number | string | undefined> =>
  new Promise((resolve) => {
    request(url, { agent: false, ...trust }, (answer) => resolve(answer.resume().statusCode))
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .end()
  })

test('With a certificate the site is https and answers on all names of the machine', async () => {
  await using site = await startTestSite({ tls })
  const { baseUrl, port } = site.sandbox
  expect(baseUrl).toBe(`https://localhost:${port}/jira`)
  expect(await statusOf(`${baseUrl}/status`, { ca })).toBe(200)
  expect(await statusOf(`https://127.0.0.1:${port}/jira/status`, { ca })).toBe(200)
})

test('Whoever does not know its authority does not trust it', async () => {
  await using site = await startTestSite({ tls })
  const url = `${site.sandbox.baseUrl}/status`
  expect(await statusOf(url, {})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  expect(await statusOf(url, { ca: otherCa })).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
})

test('An old certificate is noticed', async () => {
  await using site = await startTestSite({ tls: testCertificates.expiredServer })
  expect(await statusOf(`${site.sandbox.baseUrl}/status`, { ca })).toBe('CERT_HAS_EXPIRED')
})

test('Plain http to the port of an https site gets no answer', async () => {
  await using site = await startTestSite({ tls })
  await expect(fetch(`http://localhost:${site.sandbox.port}/jira/status`)).rejects.toThrow(TypeError)
  expect(site.sandbox.journal.entries).toEqual([])
})

test('A site that asks for a client certificate lets in who has one of its authority', async () => {
  await using site = await startTestSite({ tls: { ...tls, ca, requestClientCertificate: true } })
  expect(await statusOf(`${site.sandbox.baseUrl}/status`, { ca, ...client })).toBe(200)
})

test('A site that asks for a client certificate never hears of a request that came without', async () => {
  await using site = await startTestSite({ tls: { ...tls, ca, requestClientCertificate: true } })
  expect(await statusOf(`${site.sandbox.baseUrl}/status`, { ca })).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
  expect(site.sandbox.journal.entries).toEqual([])
})

test('A client certificate of another authority is refused too', async () => {
  await using site = await startTestSite({ tls: { ...tls, ca: otherCa, requestClientCertificate: true } })
  const end = await statusOf(`${site.sandbox.baseUrl}/status`, { ca, ...client })
  expect(['ECONNRESET', 'EPIPE']).toContain(end)
  expect(site.sandbox.journal.entries).toEqual([])
})

test('Asking for client certificates of no authority is a mistake', async () => {
  await expect(startTestSite({ tls: { ...tls, requestClientCertificate: true } })).rejects.toThrow(TypeError)
})

test('A certificate that is none, or not of the key, is named as the problem', async () => {
  const bad = { code: 'bad-certificate' }
  await expect(startTestSite({ tls: { ...tls, cert: 'no PEM' } })).rejects.toMatchObject(bad)
  await expect(startTestSite({ tls: { ...tls, key: client.key } })).rejects.toMatchObject(bad)
})

test('The session cookie of an https site never travels over http', async () => {
  await using site = await startTestSite({ tls })
  const cookies = await new Promise((resolve) => {
    const { name, password } = site.user
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    request(`${site.sandbox.baseUrl}/login.jsp`, { method: 'POST', ca, headers, agent: false }, (answer) =>
      resolve(answer.resume().headers['set-cookie']),
    ).end(new URLSearchParams({ os_username: name, os_password: password }).toString())
  })
  expect(cookies).toEqual([expect.stringMatching(/; HttpOnly; Secure$/u)])
})

test('The consent robot walks an https site that it is told to trust', async () => {
  await using client = await startTestClient({ tls })
  const { name: username, password } = client.site.user
  const person = { username, password, tls: { ca } }
  const { finalUrl } = await approveConsent(client.authorizeUrl(), person)
  expect(finalUrl.startsWith(`${redirectUri}?code=`)).toBe(true)
  await expect(approveConsent(client.authorizeUrl(), { username, password })).rejects.toThrow(/certificate/u)
})

test('An https site closes although somebody connected and never said a word', async () => {
  const site = await startTestSite({ tls })
  const silent = connect(site.sandbox.port, '127.0.0.1')
  await once(silent, 'connect')
  // The server has the connection once it has answered another one that came later.
  await statusOf(`https://127.0.0.1:${site.sandbox.port}/jira/status`, { ca })
  const cut = once(silent, 'close')
  await site.sandbox.close()
  await cut
  expect(silent.destroyed).toBe(true)
})
