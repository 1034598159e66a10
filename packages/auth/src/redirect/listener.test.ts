import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, onTestFinished, test } from 'vitest'

import { expectState } from './callback.ts'
import { bindFailure, listenForRedirect } from './listener.ts'
import { parseRegistered } from './registered.ts'

const state = 'state-of-this-sign-in'
const judgeFor = (redirectUri: string) => expectState(state, parseRegistered(redirectUri))

const start = async (path = '/oauth/redirect') => {
  const port = await findFreePort()
  const foreign: string[] = []
  const redirectUri = `http://localhost:${port}${path}`
  const listener = await listenForRedirect({
    redirectUri,
    judge: judgeFor(redirectUri),
    onForeign: (reason) => foreign.push(reason),
  })
  onTestFinished(() => listener.close())
  let answered: URLSearchParams | undefined
  void listener.answer.then((query) => {
    answered = query
  })
  return { listener, port, foreign, redirectUri, answer: () => answered }
}

interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A request with nothing tidied up, as fetch would do. */
const ask = async (
  port: number,
  target: string,
  init: { method?: string; host?: string; body?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Asked> => {
  const { method = 'GET', host = `localhost:${port}`, body } = init
  const sent = httpRequest({
    host: '127.0.0.1',
    port,
    path: target,
    method,
    headers: { ...init.headers, host },
    agent: false,
  })
  sent.end(body)
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('the one right callback is answered with a page and ends the wait', async () => {
  const { listener, port, foreign } = await start()
  const page = await ask(port, `/oauth/redirect?code=c-1&state=${state}`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('You can close this window and go back to the terminal')
  expect(page.headers).toMatchObject({
    connection: 'close',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect((await listener.answer).get('code')).toBe('c-1')
  expect(foreign).toEqual([])
})

test('both loopback addresses are listened on', async () => {
  const { listener, port } = await start()
  expect(listener.addresses).toEqual([`127.0.0.1:${port}`, `[::1]:${port}`])
  const response = await fetch(`http://[::1]:${port}/`, { headers: { host: `localhost:${port}` } })
  expect([400, 404]).toContain(response.status)
})

test.each([
  ['a wrong state', '/oauth/redirect?code=x&state=wrong', 400, 'another state'],
  ['no state', '/oauth/redirect?code=x', 400, 'no state'],
  ['an empty state', '/oauth/redirect?code=x&state=', 400, 'another state'],
  ['two states', `/oauth/redirect?code=x&state=${state}&state=${state}`, 400, 'another state'],
  ['two codes', `/oauth/redirect?code=x&code=y&state=${state}`, 400, 'neither one code nor one error'],
  ['no code', `/oauth/redirect?state=${state}`, 400, 'neither one code nor one error'],
  ['a code and an error', `/oauth/redirect?code=x&error=y&state=${state}`, 400, 'neither one code nor one error'],
  ['a query over 8 KB', `/oauth/redirect?code=x&state=${state}&pad=${'p'.repeat(8200)}`, 414, 'a query over 8 KB'],
])('a callback with %s gets a page and changes nothing', async (_, target, status, reason) => {
  const { listener, port, foreign, answer } = await start()
  const page = await ask(port, target)
  expect(page.status).toBe(status)
  expect(page.body).not.toContain('wrong')
  expect(foreign).toEqual([reason])
  expect(answer()).toBeUndefined()
  expect((await ask(port, `/oauth/redirect?code=right&state=${state}`)).status).toBe(200)
  expect((await listener.answer).get('code')).toBe('right')
})

test.each([
  ['an image of another page', { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' }, 'not opened as a page'],
  ['a frame in another page', { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' }, 'not opened as a page'],
  ['a script of another page', { 'sec-fetch-dest': 'empty', origin: 'https://evil.example' }, 'not opened as a page'],
  ['a page with an origin', { origin: 'https://evil.example' }, 'sent by another page'],
])('%s changes nothing, even with the right state', async (_, headers, reason) => {
  const { port, foreign, answer } = await start()
  const page = await ask(port, `/oauth/redirect?code=stolen&state=${state}`, { headers })
  expect(page.status).toBe(400)
  expect(foreign).toEqual([reason])
  expect(answer()).toBeUndefined()
  const own = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' }
  expect((await ask(port, `/oauth/redirect?code=right&state=${state}`, { headers: own })).status).toBe(200)
})

const right = `/oauth/redirect?code=x&state=${state}`

test.each([
  ['another path', `/oauth/redirect/?code=x&state=${state}`, {}, 404],
  ['a path in other letters', `/OAuth/redirect?code=x&state=${state}`, {}, 404],
  ['a detour in the path', `/oauth/./redirect?code=x&state=${state}`, {}, 404],
  ['the icon', '/favicon.ico', {}, 404],
  ['a whole address as target', `http://localhost${right}`, {}, 404],
  ['POST', right, { method: 'POST', body: 'code=x' }, 405],
  ['HEAD', right, { method: 'HEAD' }, 405],
  ['OPTIONS', right, { method: 'OPTIONS' }, 405],
  ['a rebound host', right, { host: 'evil.example' }, 400],
  ['the host without its port', right, { host: 'localhost' }, 400],
  ['another loopback name', right, { host: '127.0.0.1:1' }, 400],
])('%s changes nothing', async (_, target, init, status) => {
  const { port, foreign, answer } = await start()
  expect((await ask(port, target, init)).status).toBe(status)
  expect(answer()).toBeUndefined()
  expect(foreign).toEqual([])
  expect((await ask(port, right)).status).toBe(200)
})

test('no page shows anything from the query', async () => {
  const { port } = await start()
  const pages = [
    await ask(port, '/oauth/redirect?code=echo-me&state=echo-me'),
    await ask(port, '/echo-me?echo-me'),
    await ask(port, `/oauth/redirect?error=echo-me&error_description=%3Cscript%3Eecho-me&state=${state}`),
  ]
  expect(pages.map((page) => page.status)).toEqual([400, 404, 200])
  for (const page of pages) expect(page.body).not.toContain('echo-me')
})

test('a refusal ends the wait, and its page says so', async () => {
  const { listener, port } = await start()
  const page = await ask(port, `/oauth/redirect?error=access_denied&state=${state}`)
  expect(page.body).toContain('did not give access')
  expect((await listener.answer).get('error')).toBe('access_denied')
})

test('after the answer nothing listens any more, and idle connections are cut', async () => {
  const { listener, port } = await start()
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  const cut = once(idle, 'close')
  idle.on('error', () => undefined)
  await ask(port, right)
  await cut
  await listener.close()
  await expect(ask(port, right)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a replayed or second callback finds nobody', async () => {
  const { listener, port } = await start()
  await ask(port, `/oauth/redirect?code=first&state=${state}`)
  await ask(port, `/oauth/redirect?code=second&state=${state}`).catch(() => undefined)
  expect((await listener.answer).get('code')).toBe('first')
})

test('a registered query has to come back', async () => {
  const { port, listener } = await start('/cb?tenant=7')
  expect((await ask(port, `/cb?code=x&state=${state}`)).status).toBe(400)
  expect((await ask(port, `/cb?tenant=7&code=x&state=${state}`)).status).toBe(200)
  expect((await listener.answer).get('code')).toBe('x')
})

test.each(['127.0.0.1', '::1'])('a port that another program has on %s is reported', async (host) => {
  const port = await findFreePort()
  const other = createServer().listen(port, host)
  await once(other, 'listening')
  const redirectUri = `http://localhost:${port}/`
  const options = { redirectUri, judge: judgeFor(redirectUri), onForeign: () => undefined }
  await expect(listenForRedirect(options)).rejects.toMatchObject({ code: 'port-taken', detail: String(port) })
  other.close()
  await once(other, 'close')
  // The address that was free has been given back.
  await (await listenForRedirect(options)).close()
})

test.each([
  ['EACCES', 'port-privileged'],
  ['EADDRINUSE', 'port-taken'],
  ['EMFILE', 'port-taken'],
])('%s means %s', (code, expected) => {
  expect(bindFailure(code, 80)).toMatchObject({ code: expected, detail: '80' })
})

test('a missing address family is no failure', () => {
  expect(bindFailure('EAFNOSUPPORT', 80)).toBeUndefined()
  expect(bindFailure('EADDRNOTAVAIL', 80)).toBeUndefined()
})

test.each(['https://localhost/cb', 'http://jira.example.com/cb', 'https://example.com/'])(
  'nothing listens for %s',
  async (redirectUri) => {
    const listening = listenForRedirect({ redirectUri, judge: judgeFor(redirectUri), onForeign: () => undefined })
    await expect(listening).rejects.toMatchObject({ code: 'bad-site' })
  },
)
