import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultKind } from '../faults.ts'
import { ask, basic, mira, type Said, sending, startTestCloud, type TestCloud } from './testing.ts'

let client: TestCloud
let authorization: Readonly<Record<'site' | 'app' | 'system', string>>

const scopes = [
  'read:jira-work',
  'read:jira-user',
  'read:me',
  'search:confluence',
  'read:servicedesk-request',
  'read:board-scope:jira-software',
  'read:project:jira',
  'read:issue-details:jira',
]

beforeAll(async () => {
  client = await startTestCloud({}, { scopes })
  const { cloud } = client
  const { access_token } = await client.signIn({ scope: scopes.join(' ') })
  const { clientId, clientSecret } = cloud.registerOAuthCredentials({ name: 'ci', permissions: ['builds'] })
  const asked = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const system = await ask(`${cloud.apiUrl}/oauth/token`, sending('POST', asked))
  authorization = {
    site: basic(mira.email, cloud.issueApiToken(mira.email)),
    app: `Bearer ${access_token}`,
    system: `Bearer ${system.json.access_token}`,
  }
})
afterEach(() => client.cloud.faults.clear())
afterAll(() => client.cloud.close())

interface FacePath {
  readonly as?: 'site' | 'app' | 'system'
  /** Behind the origin; `ID` stands for the id of the site. */
  readonly path: string
  readonly kind: 'auth' | 'api' | 'site'
  /** What nobody is answered; default 401 where a credential is sent. */
  readonly nobody?: number
}

const faces: readonly FacePath[] = [
  { path: '/auth/login', kind: 'auth' },
  { path: '/api/oauth/token/accessible-resources', kind: 'api', as: 'app' },
  { path: '/api/me', kind: 'api', as: 'app' },
  { path: '/api/ex/jira/ID/rest/api/3/myself', kind: 'api', as: 'app' },
  { path: '/api/ex/jira/ID/rest/agile/1.0/board', kind: 'api', as: 'app' },
  { path: '/api/ex/jira/ID/rest/software/1.0/board/1/issue', kind: 'api', as: 'app' },
  { path: '/api/ex/jira/ID/rest/servicedeskapi/servicedesk', kind: 'api', as: 'app' },
  { path: '/api/ex/confluence/ID/wiki/rest/api/search?cql=type%3Dpage', kind: 'api', as: 'app' },
  { path: '/api/jira/builds/0.1/cloud/ID/pipelines/none/builds/1', kind: 'api', as: 'system' },
  { path: '/site/_edge/tenant_info', kind: 'site' },
  { path: '/site/rest/api/3/search/jql?jql=project%3DPAY', kind: 'site', as: 'site', nobody: 200 },
  { path: '/site/rest/dev-status/1.0/issue/summary?issueId=10101', kind: 'site', as: 'site', nobody: 404 },
  { path: '/site/wiki/rest/api/search?cql=type%3Dpage', kind: 'site', as: 'site' },
  { path: '/site2/rest/api/2/serverInfo', kind: 'site', as: 'site', nobody: 200 },
]

const placeOf = (path: string): string => path.replace('ID', client.cloud.cloudId)

const send = ({ path, as }: FacePath): Promise<Said> =>
  ask(`http://localhost:${client.cloud.port}${placeOf(path)}`, {
    headers: as === undefined ? {} : { Authorization: authorization[as] },
  })

const statusShapes = {
  auth: { error: 'temporarily_unavailable', error_description: 'Down' },
  api: { code: 503, message: 'Down' },
  site: { errorMessages: ['Down'], errors: {} },
} as const

type Check = (said: Said, face: FacePath, healthy: Said) => void

const is =
  (status: number, header?: string, value?: RegExp): Check =>
  (said) => {
    expect(said.status).toBe(status)
    if (header !== undefined) expect(said.headers.get(header)).toMatch(value ?? /./u)
  }

const kinds: readonly (readonly [FaultKind, Check])[] = [
  [
    { kind: 'status', status: 503, message: 'Down' },
    (said, { kind }) => expect([said.status, said.json]).toEqual([503, statusShapes[kind]]),
  ],
  [{ kind: 'status', status: 500, text: 'Oops' }, is(500, 'content-type', /plain/u)],
  [{ kind: 'html' }, is(502, 'content-type', /html/u)],
  [{ kind: 'sso' }, is(200, 'content-type', /html/u)],
  [{ kind: 'rate-limit', retryAfter: 0 }, is(429, 'retry-after', /^0$/u)],
  [
    { kind: 'rate-limit' },
    (said, { kind }) => {
      expect([said.status, said.headers.get('retry-after')]).toEqual([429, null])
      expect(said.headers.has('x-failure-category')).toBe(kind === 'api')
    },
  ],
  [{ kind: 'captcha' }, is(403, 'x-seraph-loginreason')],
  [{ kind: 'xsrf' }, is(403, 'content-type', /plain/u)],
  [{ kind: 'stack-trace' }, is(500)],
  [{ kind: 'negotiate' }, is(401, 'www-authenticate', /Negotiate/u)],
  [{ kind: 'redirect-login' }, is(302, 'location', /\/auth\/login$/u)],
  [{ kind: 'redirect', location: 'https://idp.example.test/' }, is(302, 'location', /idp/u)],
  [{ kind: 'slow', delayMs: 1 }, (said, _, healthy) => expect(said.status).toBe(healthy.status)],
  [
    { kind: 'anonymous' },
    (said, { as, nobody = 401 }, healthy) => expect(said.status).toBe(as === undefined ? healthy.status : nobody),
  ],
  [{ kind: 'bad-json' }, (said, _, healthy) => expect(said.text.length).toBe(Math.floor(healthy.text.length / 2))],
]

describe.each(faces.map((face) => [face.path, face] as const))('%s', (_, face) => {
  test.each(kinds)('can be wished $kind, once', async (kind, check) => {
    const healthy = await send(face)
    expect([200, 404]).toContain(healthy.status)
    const path = placeOf(face.path).split('?')[0] ?? ''
    client.cloud.faults.add({ ...kind, match: { path }, times: 1 })
    check(await send(face), face, healthy)
    expect((await send(face)).status).toBe(healthy.status)
  })

  test.each(['drop', 'drop-after'] as const)('can be wished %s, once', async (kind) => {
    client.cloud.faults.add({ kind, match: { path: placeOf(face.path).split('?')[0] ?? '' }, times: 1 })
    await expect(send(face)).rejects.toThrow(TypeError)
    expect([200, 404]).toContain((await send(face)).status)
  })
})

test('The media service misbehaves as well', async () => {
  const { cloud } = client
  const [attachment] = cloud.world.issues.flatMap(({ attachments }) => attachments)
  const address = `${cloud.siteUrl}/rest/api/3/attachment/content/${attachment?.id ?? ''}`
  const { headers } = await ask(address, { headers: { Authorization: authorization.site } })
  const location = headers.get('location') ?? ''
  cloud.faults.add({ kind: 'html', status: 504, match: { path: '/media/' }, times: 1 })
  expect([(await ask(location)).status, (await ask(location)).status]).toEqual([504, 200])
})
