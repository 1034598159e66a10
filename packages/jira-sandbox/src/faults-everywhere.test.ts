import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startConfluenceSandbox } from './confluence/start-confluence.ts'
import type { FaultKind } from './faults.ts'
import type { Sandbox } from './serve-world.ts'
import { startSandbox } from './start-sandbox.ts'

let jira: Sandbox
let wiki: Sandbox

beforeAll(async () => {
  jira = await startSandbox({ issues: 60 })
  wiki = await startConfluenceSandbox()
})
afterEach(() => {
  jira.faults.clear()
  wiki.faults.clear()
})
afterAll(() => Promise.all([jira.close(), wiki.close()]))

interface FacePath {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly on?: 'wiki'
  readonly body?: object
  /** What a healthy site answers. */
  readonly status?: number
}

const faces: readonly FacePath[] = [
  { path: '/rest/api/2/myself' },
  { path: '/rest/api/latest/search?jql=order+by+created' },
  { path: '/rest/api/2/search', method: 'POST', body: { jql: 'project = PAY' } },
  { path: '/rest/api/2/status/page' },
  { path: '/rest/api/2/issue/PAY-102?expand=changelog' },
  { path: '/rest/api/2/issue/PAY-102', method: 'PUT', body: { fields: { summary: 'x' } }, status: 204 },
  { path: '/rest/api/2/issue/PAY-102/subtask' },
  { path: '/rest/api/2/issue/createmeta/PAY/issuetypes' },
  { path: '/rest/api/1.0/labels/suggest?query=a' },
  { path: '/rest/agile/1.0/board' },
  { path: '/rest/greenhopper/1.0/rapidviewconfig/editmodel.json?rapidViewId=4' },
  { path: '/rest/servicedeskapi/servicedesk' },
  { path: '/rest/dev-status/1.0/issue/summary?issueId=10102' },
  { path: '/rest/pat/latest/tokens' },
  { path: '/rest/api/search?cql=type%3Dpage', on: 'wiki' },
  { path: '/rest/api/user/current', on: 'wiki' },
]

const ask = async ({ method = 'GET', path, on, body }: FacePath): Promise<Response> => {
  const site = on === 'wiki' ? wiki : jira
  return fetch(`${site.baseUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: { Authorization: `Bearer ${site.issuePat('mira')}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

type Check = (answer: Response, healthy: number) => Promise<void> | void

const says =
  (status: number, header?: string, value?: RegExp): Check =>
  (answer) => {
    expect(answer.status).toBe(status)
    if (header !== undefined) expect(answer.headers.get(header)).toMatch(value ?? /./u)
  }

const kinds: readonly (readonly [FaultKind, Check])[] = [
  [{ kind: 'status', status: 401 }, says(401, 'content-type', /json/u)],
  [{ kind: 'status', status: 403 }, says(403, 'content-type', /json/u)],
  [{ kind: 'status', status: 500, text: 'Oops' }, says(500, 'content-type', /plain/u)],
  [{ kind: 'status', status: 400, json: { warningMessages: ['no'] } }, says(400, 'content-type', /json/u)],
  [{ kind: 'captcha' }, says(403, 'x-authentication-denied-reason', /^CAPTCHA_CHALLENGE/u)],
  [{ kind: 'xsrf' }, says(403, 'content-type', /plain/u)],
  [{ kind: 'html', status: 404 }, says(404, 'content-type', /html/u)],
  [{ kind: 'html', status: 413 }, says(413, 'content-type', /html/u)],
  [{ kind: 'html' }, says(502, 'content-type', /html/u)],
  [{ kind: 'rate-limit', retryAfter: 0 }, says(429, 'retry-after', /^0$/u)],
  [{ kind: 'stack-trace' }, says(500, 'content-type', /json/u)],
  [{ kind: 'redirect-login' }, says(302, 'location', /login\.jsp/u)],
  [{ kind: 'redirect', location: 'https://idp.example.test/' }, says(302, 'location', /idp/u)],
  [{ kind: 'negotiate' }, says(401, 'www-authenticate', /Negotiate/u)],
  [{ kind: 'sso' }, says(200, 'content-type', /html/u)],
  [{ kind: 'slow', delayMs: 1 }, (answer, healthy) => says(healthy)(answer, healthy)],
  [{ kind: 'anonymous' }, (answer) => expect(answer.headers.get('x-ausername')).toBe('anonymous')],
  [{ kind: 'index-lag' }, (answer, healthy) => says(healthy)(answer, healthy)],
  [
    { kind: 'bad-json' },
    async (answer) => {
      const text = await answer.text()
      expect(() => void JSON.parse(text)).toThrow(SyntaxError)
    },
  ],
]

describe.each(faces.map((face) => [`${face.method ?? 'GET'} ${face.path}`, face] as const))('%s', (_, face) => {
  const healthy = face.status ?? 200
  const match = { path: face.path.replace('/latest/search', '/2/search').split('?')[0] ?? '' }
  const faults = () => (face.on === 'wiki' ? wiki : jira).faults

  test('answers when nothing is wrong', async () => {
    expect((await ask(face)).status).toBe(healthy)
  })

  test.each(kinds)('can be wished $kind, once', async (kind, check) => {
    faults().add({ ...kind, match, times: 1 })
    await check(await ask(face), healthy)
    expect((await ask(face)).status).toBe(healthy)
  })

  test.each(['drop', 'drop-after'] as const)('can be wished %s, once', async (kind) => {
    faults().add({ kind, match, times: 1 })
    await expect(ask(face)).rejects.toThrow(TypeError)
    expect((await ask(face)).status).toBe(healthy)
  })
})

test('The body of a status may have any shape', async () => {
  const json = { code: 401, message: 'Unauthorized; scope does not match' }
  jira.faults.add({ kind: 'status', status: 401, json, match: { path: '/rest/' } })
  expect(await (await ask({ path: '/rest/api/2/myself' })).json()).toEqual(json)
})
