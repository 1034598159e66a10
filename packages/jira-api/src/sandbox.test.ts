import { type Fault, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connectSite } from './connect-site.ts'
import { isJiraApiError } from './errors.ts'
import { probeSite } from './probe/probe-site.ts'
import type { SiteClient } from './site-client.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 40 })
})
afterAll(() => sandbox.close())
afterEach(() => {
  sandbox.faults.clear()
  sandbox.journal.clear()
})

const clientOf = (token: string): SiteClient =>
  connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}`, pause: async () => undefined })

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isJiraApiError(error) ? error.code : `no JiraApiError: ${String(error)}`
}

const SEARCH = { path: '/rest/api/2/search' }

test.each<[string, Fault, number]>([
  ['sso-page', { kind: 'sso', match: SEARCH }, 1],
  ['sso-page', { kind: 'redirect-login', match: SEARCH }, 1],
  ['login-denied', { kind: 'captcha', match: SEARCH }, 1],
  ['rate-limited', { kind: 'rate-limit', retryAfter: 300, match: SEARCH }, 1],
  ['server-error', { kind: 'stack-trace', match: SEARCH }, 1],
  ['server-error', { kind: 'html', match: SEARCH }, 3],
  ['network', { kind: 'drop', match: SEARCH }, 3],
  ['signed-out', { kind: 'anonymous', match: SEARCH }, 1],
  ['forbidden', { kind: 'status', status: 403, match: SEARCH }, 1],
])('a search is %s when the site does %j, after %i requests', async (code, fault, requests) => {
  sandbox.faults.add(fault)
  expect(await codeOf(clientOf(sandbox.issuePat('mira')).search({ jql: '' }))).toBe(code)
  expect(sandbox.journal.count('GET /rest/api/2/search')).toBe(requests)
})

test('a token that the site does not know is signed out', async () => {
  expect(await codeOf(clientOf('unknown').search({ jql: '' }))).toBe('signed-out')
})

test('the probe finds the context path and the ways to sign in', async () => {
  expect(await probeSite({ url: new URL(sandbox.baseUrl).origin })).toMatchObject({
    baseUrl: sandbox.baseUrl,
    deployment: 'datacenter',
    signInMethods: ['oauth2', 'pat', 'oauth1', 'basic'],
    oauth2Reachable: true,
  })
})
