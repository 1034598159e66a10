import { expect, test } from 'vitest'
import { expectState, type JudgeCallback } from '../callback.ts'
import { judgeNavigation, type Navigation, redirectPattern } from './judge-navigation.ts'

const registered = new URL('http://localhost/oauth/redirect')
const judge = expectState('s-1', registered)
const good = 'http://localhost/oauth/redirect?code=c-1&state=s-1'

const judged = (url: string, change: Partial<Navigation> = {}) =>
  judgeNavigation({ method: 'GET', url, isTopLevel: true, ...change }, registered, judge)

test('the redirect with the right state is the answer', () => {
  const reply = judged(good)
  expect(reply).toMatchObject({ status: 200, page: 'done' })
  expect(reply?.answer?.get('code')).toBe('c-1')
})

test('a refusal by the site is an answer too', () => {
  const reply = judged('http://localhost/oauth/redirect?error=access_denied&state=s-1')
  expect(reply).toMatchObject({ status: 200, page: 'refused' })
  expect(reply?.answer?.get('error')).toBe('access_denied')
})

test.each([
  ['another state', 'http://localhost/oauth/redirect?code=c-1&state=other'],
  ['no state', 'http://localhost/oauth/redirect?code=c-1'],
  ['no state', 'http://localhost/oauth/redirect'],
  ['another state', `${good}&state=s-1`],
  ['neither one code nor one error', `${good}&code=c-2`],
  ['neither one code nor one error', 'http://localhost/oauth/redirect?state=s-1'],
])('%s: %s is foreign', (foreign, url) => {
  expect(judged(url)).toEqual({ status: 400, page: 'foreign', foreign })
})

test('a query over 8 KB is not even looked at', () => {
  const neverAsked: JudgeCallback = () => {
    throw new Error('asked')
  }
  const url = `${good}&pad=${'p'.repeat(8200)}`
  expect(judgeNavigation({ method: 'GET', url, isTopLevel: true }, registered, neverAsked)).toEqual({
    status: 414,
    page: 'foreign',
    foreign: 'a query over 8 KB',
  })
})

test('a frame inside a page cannot answer', () => {
  expect(judged(good, { isTopLevel: false })).toEqual({ status: 400, page: 'foreign', foreign: 'inside a frame' })
})

test.each([
  'http://localhost/oauth/redirect/?code=c-1&state=s-1',
  'http://localhost/OAuth/redirect?code=c-1&state=s-1',
  'http://localhost/?code=c-1&state=s-1',
  'http://localhost:8080/oauth/redirect?code=c-1&state=s-1',
  'https://localhost/oauth/redirect?code=c-1&state=s-1',
  'http://127.0.0.1/oauth/redirect?code=c-1&state=s-1',
  'http://localhost.evil.example/oauth/redirect?code=c-1&state=s-1',
  'http://localhost@evil.example/oauth/redirect?code=c-1&state=s-1',
  `data:text/html,${good}`,
  'not an address',
  '',
])('%s goes its way', (url) => {
  expect(judged(url)).toBeUndefined()
})

test('a form that is sent there goes its way', () => {
  expect(judged(good, { method: 'POST' })).toBeUndefined()
})

test('the port of the scheme may be written', () => {
  expect(judged('http://localhost:80/oauth/redirect?code=c-1&state=s-1')?.page).toBe('done')
})

test.each([
  ['http://localhost:80/oauth/redirect', 'http://localhost/*'],
  ['http://localhost:8734/cb?x=1', 'http://localhost:8734/*'],
  ['http://[::1]:9/', 'http://[::1]:9/*'],
])('for %s the browser stops at %s', (redirectUri, pattern) => {
  expect(redirectPattern(new URL(redirectUri))).toBe(pattern)
})
