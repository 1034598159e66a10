import { expect, test } from 'vitest'
import { startTestSite } from '../testing.ts'

const json = { 'Content-Type': 'application/json' }
const browser = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
const post = (headers: Readonly<Record<string, string>>): RequestInit => ({ method: 'POST', headers, body: '{}' })

test.each([
  ['a browser', browser],
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['an opaque Origin', { Origin: 'null' }],
  ['a foreign Referer', { Referer: 'https://evil.example/page' }],
])('A write from %s fails the XSRF check unless it carries the header', async (_what, headers) => {
  await using site = await startTestSite()
  const refused = await site.ask('/rest/api/2/issue', post({ ...json, ...headers }))
  expect(refused.status).toBe(403)
  expect(await refused.text()).toBe('XSRF check failed')
  const passed = await site.ask('/rest/api/2/issue', post({ ...json, ...headers, 'X-Atlassian-Token': 'no-check' }))
  expect(passed.status).toBe(201)
})

test('DELETE is a write too, GET is not', async () => {
  await using site = await startTestSite()
  expect((await site.ask('/rest/api/2/issue/DEMO-1', { method: 'DELETE', headers: browser })).status).toBe(403)
  expect((await site.ask('/rest/api/2/issue/DEMO-1', { headers: browser })).status).toBe(200)
})

test('An upload needs the header whoever sends it', async () => {
  await using site = await startTestSite()
  const upload = (headers: Record<string, string>): Promise<Response> => {
    const body = new FormData()
    body.append('file', new Blob(['x']), 'x.txt')
    return site.ask('/rest/api/2/issue/DEMO-1/attachments', { method: 'POST', body, headers })
  }
  expect((await upload({})).status).toBe(403)
  expect((await upload({ 'X-Atlassian-Token': 'nocheck' })).status).toBe(200)
})

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json', 'multipart/form-data'])(
  'A body of type %s is an unsupported media type',
  async (type) => {
    await using site = await startTestSite()
    const headers = { 'Content-Type': type, 'X-Atlassian-Token': 'no-check' }
    expect((await site.ask('/rest/api/2/issue', post(headers))).status).toBe(415)
  },
)

test('JSON may name its charset', async () => {
  await using site = await startTestSite()
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  expect((await site.ask('/rest/api/2/issue', post(headers))).status).toBe(201)
})

test('JSON is no upload', async () => {
  await using site = await startTestSite()
  expect((await site.ask('/rest/api/2/issue/DEMO-1/attachments', post(json))).status).toBe(415)
})

test('A path that no resource has is a 404, in JSON only inside a module that exists', async () => {
  await using site = await startTestSite()
  const [inside, outside] = [await site.ask('/rest/api/2/nothing'), await site.ask('/rest/agile/1.0/board')]
  expect([inside.status, inside.headers.get('content-type')]).toEqual([404, 'application/json;charset=UTF-8'])
  expect([outside.status, outside.headers.get('content-type')]).toEqual([404, 'text/html;charset=UTF-8'])
  expect((await site.ask('/plugins/nothing')).headers.get('content-type')).toBe('text/html;charset=UTF-8')
})

test('Outside of the context path there is nothing', async () => {
  await using site = await startTestSite()
  const { origin } = new URL(site.sandbox.baseUrl)
  for (const path of ['/', '/rest/api/2/whoami', '/jirax/rest/api/2/whoami']) {
    expect((await fetch(`${origin}${path}`)).status).toBe(404)
    expect(site.sandbox.journal.entries.at(-1)).toMatchObject({ path, status: 404 })
  }
})

test('There is no version 3, and latest means version 2', async () => {
  await using site = await startTestSite()
  expect((await site.ask('/rest/api/3/whoami')).status).toBe(404)
  expect((await site.ask('/rest/api/latest/whoami')).status).toBe(200)
})

test('A method that a resource lacks is a 405 that names the others', async () => {
  await using site = await startTestSite()
  const answer = await site.ask('/rest/api/2/issue/DEMO-1', { method: 'PUT', headers: json, body: '{}' })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, DELETE, OPTIONS'])
})

test('A request that is too large is a 413', async () => {
  await using site = await startTestSite({ maxBodyBytes: 100 })
  const body = JSON.stringify({ summary: 'x'.repeat(100) })
  expect((await site.ask('/rest/api/2/issue', { method: 'POST', headers: json, body })).status).toBe(413)
})

test('The context path may be empty', async () => {
  await using site = await startTestSite({ contextPath: '' })
  expect(new URL(site.sandbox.baseUrl).pathname).toBe('/')
  expect((await site.ask('/rest/api/2/whoami')).status).toBe(200)
})

test('The site answers on both addresses of the machine', async () => {
  await using site = await startTestSite()
  const { port } = site.sandbox
  expect((await fetch(`http://127.0.0.1:${port}/jira/status`)).status).toBe(200)
  // A machine without IPv6 has the first address alone.
  const six = await fetch(`http://[::1]:${port}/jira/status`).catch(() => undefined)
  expect([200, undefined]).toContain(six?.status)
})

test('Every answer waits for the latency', async () => {
  await using site = await startTestSite({ latencyMs: 60 })
  const start = performance.now()
  await site.ask('/status')
  expect(performance.now() - start).toBeGreaterThan(55)
})
