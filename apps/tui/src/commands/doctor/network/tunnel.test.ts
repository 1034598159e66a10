import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { startForwardProxy } from '@mmd/jira-sandbox/testing'
import { expect, test } from 'vitest'
import { startHttp, startTcp } from '../testing.ts'
import { openTunnel } from './tunnel.ts'

const signal = new AbortController().signal

test('A proxy that lets us through gives a connection', async () => {
  await using site = await startTcp((socket) => socket.end('hello'))
  await using proxy = await startForwardProxy()
  const tunnel = await openTunnel(new URL(proxy.url), `127.0.0.1:${site.port}`, signal)
  if (tunnel.kind !== 'open') throw new Error(`It is ${tunnel.kind}`)
  expect(String(await tunnel.socket.toArray())).toBe('hello')
})

test('One that wants a login says 407 without it, and takes it with blanks and colons in it', async () => {
  await using site = await startTcp((socket) => socket.end())
  await using proxy = await startForwardProxy({ username: 'mi ra', password: 'a:b@c' })
  const target = `127.0.0.1:${site.port}`
  expect(await openTunnel(new URL(proxy.url), target, signal)).toEqual({ kind: 'refused', status: 407 })
  const withLogin = new URL(proxy.url)
  withLogin.username = 'mi ra'
  withLogin.password = 'a:b@c'
  const tunnel = await openTunnel(withLogin, target, signal)
  if (tunnel.kind === 'open') tunnel.socket.destroy()
  expect(tunnel.kind).toBe('open')
})

test('A server that is no proxy, or nobody at all, is not taken for one', async () => {
  await using other = await startHttp((_request, response) => response.writeHead(405).end())
  const there = await openTunnel(new URL(`http://127.0.0.1:${other.port}`), 'jira.test:443', signal)
  expect(there.kind).not.toBe('open')
  const nowhere = new URL(`http://127.0.0.1:${await findFreePort()}`)
  expect(await openTunnel(nowhere, 'jira.test:443', signal)).toEqual({ kind: 'closed', code: 'ECONNREFUSED' })
})

test('One that says nothing is left when the run is cancelled', async () => {
  const controller = new AbortController()
  await using mute = await startTcp((socket) => socket.once('data', () => controller.abort(new Error('Ctrl-C'))))
  const proxy = new URL(`http://127.0.0.1:${mute.port}`)
  await expect(openTunnel(proxy, 'jira.test:443', controller.signal)).rejects.toThrow('Ctrl-C')
})
