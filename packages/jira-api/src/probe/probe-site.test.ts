import { expect, test } from 'vitest'
import { isJiraApiError, type JiraApiError } from '../errors.ts'
import { type Reply, type SeenRequest, startOddServer } from '../testing.ts'
import { probeSite } from './probe-site.ts'

const HTML = { 'content-type': 'text/html' }
const NOTHING: Reply = { status: 404, headers: HTML, body: '<html>Nothing here</html>' }
const INFO = {
  baseUrl: 'https://jira.example.test/jira',
  version: '10.3.24',
  deploymentType: 'Server',
  serverTitle: 'Example Jira',
}
const MANIFEST = { id: '1', name: 'Example', typeId: 'jira', version: '9.12.38', url: 'https://jira.example.test/jira' }

/** A site below `context`, with these resources. */
const site =
  (context: string, resources: Readonly<Record<string, Reply>>) =>
  ({ url }: SeenRequest): Reply =>
    (url.startsWith(`${context}/`) ? resources[url.slice(context.length)] : undefined) ?? NOTHING

const jira = {
  '/rest/applinks/1.0/manifest': { json: MANIFEST },
  '/rest/api/2/serverInfo': { json: INFO },
  '/rest/oauth2/latest/authorize': { status: 303, headers: { location: '/plugins/servlet/oauth2/error' } },
} as const

const errorOf = async (promise: Promise<unknown>): Promise<JiraApiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isJiraApiError(error)) throw new Error('No JiraApiError was thrown', { cause: error })
  return error
}

test('reports base URL, version, title and the ways to sign in', async () => {
  await using server = await startOddServer(site('', jira))
  expect(await probeSite({ url: server.origin })).toEqual({
    baseUrl: server.origin,
    canonicalUrl: 'https://jira.example.test/jira',
    deployment: 'datacenter',
    product: 'jira',
    version: '10.3.24',
    title: 'Example Jira',
    signInMethods: ['oauth2', 'pat', 'oauth1', 'basic'],
    oauth2Reachable: true,
  })
  expect(server.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true)
})

test.each(['', '/secure/Dashboard.jspa', '/browse/PAY-1?filter=1'])(
  'finds the context path from the page %j',
  async (page) => {
    await using server = await startOddServer(site('/jira', jira))
    const url = page === '' ? server.origin : `${server.origin}/jira${page}`
    expect((await probeSite({ url })).baseUrl).toBe(`${server.origin}/jira`)
  },
)

test('is content with the manifest when serverInfo wants a log-in', async () => {
  const hardened = { ...jira, '/rest/api/2/serverInfo': { status: 401, json: { errorMessages: ['Log in'] } } }
  await using server = await startOddServer(site('', hardened))
  expect(await probeSite({ url: server.origin })).toMatchObject({ version: '9.12.38', title: 'Example' })
})

test('recognises a site that turns everybody away in the manner of Jira', async () => {
  const closed: Reply = { status: 401, headers: { 'x-arequestid': '1' }, json: { errorMessages: ['Log in'] } }
  await using server = await startOddServer(() => closed)
  expect(await probeSite({ url: server.origin })).toMatchObject({ version: null, oauth2Reachable: false })
})

test.each([
  ['7.13.0', ['oauth1', 'basic']],
  ['8.14.0', ['pat', 'oauth1', 'basic']],
  ['8.21.1', ['pat', 'oauth1', 'basic']],
  ['8.22.0', ['oauth2', 'pat', 'oauth1', 'basic']],
  ['11.3.1', ['oauth2', 'pat', 'client-credentials', 'oauth1', 'basic']],
])('offers what version %s can do', async (version, methods) => {
  const old = { ...jira, '/rest/api/2/serverInfo': { json: { ...INFO, version } } }
  await using server = await startOddServer(site('', old))
  expect((await probeSite({ url: server.origin })).signInMethods).toEqual(methods)
})

test('prefers a token where the OAuth 2.0 provider does not answer', async () => {
  const blocked = { ...jira, '/rest/oauth2/latest/authorize': NOTHING }
  await using server = await startOddServer(site('', blocked))
  const probe = await probeSite({ url: server.origin })
  expect(probe).toMatchObject({ signInMethods: ['pat', 'oauth2', 'oauth1', 'basic'], oauth2Reachable: false })
})

test('knows Cloud', async () => {
  const cloud = { '/rest/api/2/serverInfo': { json: { ...INFO, deploymentType: 'Cloud' } } }
  await using server = await startOddServer(site('', cloud))
  expect(await probeSite({ url: server.origin })).toMatchObject({
    deployment: 'cloud',
    signInMethods: ['oauth2-cloud', 'api-token', 'client-credentials'],
  })
})

test('follows redirects on the same host to the context path', async () => {
  const moved = (request: SeenRequest): Reply =>
    request.url.startsWith('/issues/')
      ? site('/issues', jira)(request)
      : { status: 301, headers: { location: `/issues${request.url}` } }
  await using server = await startOddServer(moved)
  expect((await probeSite({ url: server.origin })).baseUrl).toBe(`${server.origin}/issues`)
})

test('learns the context path from a redirect to the dashboard', async () => {
  const moved = (request: SeenRequest): Reply =>
    request.url.startsWith('/issues/')
      ? site('/issues', jira)(request)
      : { status: 302, headers: { location: '/issues/secure/Dashboard.jspa' } }
  await using server = await startOddServer(moved)
  expect((await probeSite({ url: server.origin })).baseUrl).toBe(`${server.origin}/issues`)
})

test('gives up redirects that go round in circles', async () => {
  await using server = await startOddServer(({ url }) => ({ status: 302, headers: { location: url } }))
  expect((await errorOf(probeSite({ url: server.origin }))).code).toBe('not-jira')
})

test('does not follow a redirect to another host', async () => {
  await using elsewhere = await startOddServer(site('', jira))
  const location = elsewhere.origin.replace('127.0.0.1', 'localhost')
  await using server = await startOddServer(({ url }) => ({ status: 302, headers: { location: `${location}${url}` } }))
  expect((await errorOf(probeSite({ url: server.origin }))).code).toBe('not-jira')
  expect(elsewhere.seen).toEqual([])
})

test.each([
  ['not-jira', NOTHING],
  ['not-jira', { headers: HTML, body: '<html>Welcome to nginx</html>' }],
  ['not-jira', { json: { hello: 'world' } }],
  ['sso-page', { headers: HTML, body: '\n<html><input type="password"></html>' }],
  ['sso-page', { status: 302, headers: { location: 'https://idp.example.test/saml2/login' } }],
  ['server-error', { status: 503, headers: HTML, body: '<html>Starting</html>' }],
] as const)('says %s of a host that answers %j', async (code, reply) => {
  await using server = await startOddServer(() => reply)
  expect((await errorOf(probeSite({ url: server.origin }))).code).toBe(code)
})

test('knows a Confluence by its manifest, and what its release can take', async () => {
  const manifest = (version: string) => ({
    '/rest/applinks/1.0/manifest': { json: { ...MANIFEST, typeId: 'confluence', version } },
  })
  await using server = await startOddServer(site('', manifest('7.13.0')))
  expect(await probeSite({ url: server.origin })).toMatchObject({
    product: 'confluence',
    deployment: 'datacenter',
    version: '7.13.0',
    signInMethods: ['pat', 'oauth1', 'basic'],
  })
})

test('does not take another Atlassian product for Jira', async () => {
  const stash = { '/rest/applinks/1.0/manifest': { json: { ...MANIFEST, typeId: 'stash' } } }
  await using server = await startOddServer(site('', stash))
  expect((await errorOf(probeSite({ url: server.origin }))).code).toBe('not-jira')
})

test('can be cancelled', async () => {
  const controller = new AbortController()
  await using server = await startOddServer(() => {
    controller.abort()
    return () => undefined
  })
  expect((await errorOf(probeSite({ url: server.origin, signal: controller.signal }))).code).toBe('cancelled')
})
