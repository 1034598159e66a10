import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { judgeWrite } from './verdict.ts'

const graces = { broken: 1, timeout: 2, orphan: 3, stumble: 0 }

test.each([
  ['a broken line', new JiraApiError('network', 'reset', { reason: 'ECONNRESET' })],
  ['a site that failed', new JiraApiError('server-error', 'failed', { status: 500 })],
])('%s means that the site is done with it soon', (_what, error) => {
  expect(judgeWrite(error, graces)).toEqual({ kind: 'unknown', graceMs: graces.broken })
})

test.each([
  ['a time-out', new JiraApiError('timeout', 'too late', { reason: 'ETIMEDOUT' })],
  ['a request that we gave up', new JiraApiError('cancelled', 'given up')],
  ['a proxy that could not reach the site', new JiraApiError('server-error', 'bad gateway', { status: 502 })],
  ['a proxy that was turned away', new JiraApiError('server-error', 'unavailable', { status: 503 })],
  ['a proxy that waited in vain', new JiraApiError('not-jira', 'gateway time-out', { status: 504 })],
])('%s means that the site may be at work on it for longer', (_what, error) => {
  expect(judgeWrite(error, graces)).toEqual({ kind: 'unknown', graceMs: graces.timeout })
})

test('a connection that was never made, and a refusal, leave no doubt', () => {
  expect(judgeWrite(new JiraApiError('network', 'refused', { reason: 'ECONNREFUSED' }), graces).kind).toBe('wait')
  expect(judgeWrite(new JiraApiError('refused', 'no', { status: 400 }), graces).kind).toBe('refused')
})
