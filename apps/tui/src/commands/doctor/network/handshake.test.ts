import { once } from 'node:events'
import { connect } from 'node:net'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { expect, test } from 'vitest'
import { startHttp, startHttps, startTcp } from '../testing.ts'
import { type HandshakeTarget, shakeHands } from './handshake.ts'

const { ca, server, expiredServer, client } = testCertificates
const signal = new AbortController().signal

const shake = async (port: number, target: Partial<HandshakeTarget> = {}) => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return shakeHands({ socket, host: 'localhost', material: { ca: [ca] }, signal, ...target })
}

test('A certificate of a known authority is accepted, and its chain is read to the root', async () => {
  await using site = await startHttps(server, () => undefined)
  const handshake = await shake(site.port)
  expect(handshake).toMatchObject({
    kind: 'done',
    protocol: 'TLSv1.3',
    problem: undefined,
    chain: [
      {
        subject: 'localhost',
        issuer: 'Sandbox ca',
        selfIssued: false,
        names: ['localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
      },
      { subject: 'Sandbox ca', issuer: 'Sandbox ca', selfIssued: true },
    ],
  })
})

test.each([
  ['of an unknown authority', server, { material: {} }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['of another authority', server, { material: { ca: [testCertificates.otherCa] } }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['that has ended', expiredServer, {}, 'CERT_HAS_EXPIRED'],
  ['for another host', server, { host: 'jira.example.com' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('A certificate %s is looked at, and why it is not accepted', async (_what, keyPair, target, problem) => {
  await using site = await startHttps(keyPair, () => undefined)
  const handshake = await shake(site.port, target)
  expect(handshake).toMatchObject({ kind: 'done', problem })
  expect(handshake.kind === 'done' ? handshake.chain[0]?.issuer : '').toBe('Sandbox ca')
})

test('A certificate that is for itself alone has one link', async () => {
  await using site = await startHttps(server, () => undefined)
  const handshake = await shake(site.port, { material: {} })
  expect(handshake.kind === 'done' ? handshake.chain.length : 0).toBe(1)
})

test('The certificate that we show is known afterwards', async () => {
  await using site = await startHttps({ ...server, ca, requestCert: true }, () => undefined)
  expect(await shake(site.port, { material: { ca: [ca], ...client } })).toMatchObject({ own: { subject: 'mira' } })
})

test('A server that wants one and speaks TLS 1.2 says so in the handshake', async () => {
  await using site = await startHttps(
    { ...server, ca, requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
    () => undefined,
  )
  const handshake = await shake(site.port)
  expect(handshake).toMatchObject({ kind: 'broken', code: expect.stringMatching(/ALERT_HANDSHAKE_FAILURE/) })
})

test('A key that is not the certificate’s breaks before anything is sent', async () => {
  await using site = await startHttps(server, () => undefined)
  const material = { ca: [ca], cert: client.cert, key: server.key }
  expect(await shake(site.port, { material })).toMatchObject({ kind: 'broken', code: expect.stringMatching(/^ERR_/) })
})

test('What is no TLS is told from what is', async () => {
  await using site = await startHttp((_request, response) => response.end())
  expect(await shake(site.port)).toMatchObject({ kind: 'broken', code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
})

test('A connection that is cut is a reset', async () => {
  await using site = await startTcp((socket) => socket.destroy())
  expect(await shake(site.port)).toMatchObject({ kind: 'broken', code: expect.stringMatching(/^E(CONNRESET|PIPE)$/) })
})

test('A server that says nothing is left when the run is cancelled', async () => {
  const controller = new AbortController()
  await using site = await startTcp((socket) => socket.once('data', () => controller.abort(new Error('Ctrl-C'))))
  await expect(shake(site.port, { signal: controller.signal })).rejects.toThrow('Ctrl-C')
})
