import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import { type Reply, startOddServer } from '../testing.ts'
import { readErrorBody } from './read-error-body.ts'

const SECRET = 'c2VjcmV0LXRva2VuLTQyMTc='
const QUERY = 'salary-of-the-boss'

/** Everything that can be reached from a value, as text: own members, hidden ones, symbols, prototypes, causes. */
const everythingOf = (value: unknown, seen = new Set<unknown>()): string => {
  if (typeof value === 'function') return ''
  if (typeof value !== 'object' || value === null) return String(value)
  if (seen.has(value) || value === Object.prototype || value === Error.prototype) return ''
  seen.add(value)
  const own = Reflect.ownKeys(value).map((key) => {
    const { value: member, get } = Reflect.getOwnPropertyDescriptor(value, key) ?? {}
    return `${String(key)}=${everythingOf(get === undefined ? member : get.call(value), seen)}`
  })
  return `${own.join('\n')}\n${everythingOf(Object.getPrototypeOf(value), seen)}`
}

const echo = `Bad request: Authorization: Bearer ${SECRET}`

test.each<[string, Reply]>([
  ['echoes the request as text', { status: 400, body: echo }],
  ['echoes the request as JSON', { status: 400, json: { errorMessages: [echo], errors: { a: echo } } }],
  ['echoes it with a success', { status: 200, headers: { 'content-type': 'text/plain' }, body: echo }],
  ['echoes it on a page', { status: 500, headers: { 'content-type': 'text/html' }, body: `<html>${echo}</html>` }],
  ['echoes it in the name of the request', { status: 500, headers: { 'x-arequestid': SECRET }, json: {} }],
  ['leads away with it', { status: 302, headers: { location: `https://x.test/?token=${SECRET}` } }],
  ['hangs up', (response) => response.destroy()],
  [
    'breaks off',
    (response) => void (response.writeHead(200, { 'content-length': '9' }), response.write('['), response.destroy()),
  ],
  ['speaks no HTTP', (response) => void response.socket?.end(`${SECRET}\r\n\r\n`)],
  ['packs badly', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(SECRET)],
])('no secret is in the error of a site that %s', async (_, reply) => {
  await using server = await startOddServer(() => reply)
  const site = connectSite({
    baseUrl: server.origin,
    authorize: async () => `Bearer ${SECRET}`,
    pause: async () => undefined,
  })
  const error: unknown = await site.search({ jql: `text ~ "${QUERY}"` }).catch((reason: unknown) => reason)
  expect(isJiraApiError(error)).toBe(true)
  for (const text of [everythingOf(error), inspect(error, { depth: 20, showHidden: true })]) {
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(SECRET.replace(/=+$/, ''))
    expect(text).not.toContain(QUERY)
  }
})

test('a credential that no header can hold is not in the error', async () => {
  await using server = await startOddServer(() => ({ json: [] }))
  const site = connectSite({ baseUrl: server.origin, authorize: async () => `Bearer ${SECRET}\n` })
  const error: unknown = await site.priorities().catch((reason: unknown) => reason)
  expect(isJiraApiError(error)).toBe(true)
  expect(everythingOf(error)).not.toContain(SECRET)
})

test('each part of a signature is taken out of what a site echoes', async () => {
  const authorization = 'OAuth oauth_token="9aBcDeFgHiJkLm", oauth_signature="abc%2Bdef%2Fghi%3D"'
  await using server = await startOddServer(() => ({ status: 401, json: { message: `bad: ${authorization}` } }))
  const site = connectSite({ baseUrl: server.origin, authorize: async () => authorization })
  const error: unknown = await site.priorities().catch((reason: unknown) => reason)
  expect(isJiraApiError(error, 'signed-out')).toBe(true)
  expect(everythingOf(error)).not.toMatch(/9aBcDeFgHiJkLm|abc%2Bdef/)
})

test('of a refused signature only the problem is told, not what was signed', () => {
  const body =
    'oauth_problem=signature_invalid&oauth_debug=GET%26https%3A%2F%2Fjira.test%26oauth_token%3D9aBcDeFgHiJkLm%26jql%3Dx'
  expect(readErrorBody(body).messages).toEqual(['oauth_problem=signature_invalid'])
  expect(readErrorBody('oauth_token=9aBcDeFgHiJkLm&oauth_problem=token_rejected').messages).toEqual([
    'oauth_problem=token_rejected',
  ])
})

test('whatever is around it, a credential is not told', async () => {
  let body = ''
  await using server = await startOddServer(() => ({ status: 400, headers: { 'content-type': 'text/plain' }, body }))
  const site = connectSite({ baseUrl: server.origin, authorize: async () => `Bearer ${SECRET}` })
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (before, after) => {
      body = `${before}${SECRET}${after}`
      const error: unknown = await site.priorities().catch((reason: unknown) => reason)
      expect(everythingOf(error)).not.toContain(SECRET)
    }),
    { numRuns: 30 },
  )
})
