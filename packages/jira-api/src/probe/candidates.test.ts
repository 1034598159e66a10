import { expect, test } from 'vitest'
import { baseUrlCandidates, isPlainHttp, parseAddress } from './candidates.ts'

test.each([
  ['jira.example.test', 'https://jira.example.test/'],
  [' https://jira.example.test/jira/ ', 'https://jira.example.test/jira/'],
  ['localhost:8080/jira', 'http://localhost:8080/jira'],
  ['127.0.0.1:2990', 'http://127.0.0.1:2990/'],
  ['http://jira.example.test', 'http://jira.example.test/'],
])('takes %j for %s', (text, href) => {
  expect(parseAddress(text).href).toBe(href)
})

test.each(['', 'https://me:secret@jira.test', 'ftp://jira.test', 'https://'])('refuses %j', (text) => {
  expect(() => parseAddress(text)).toThrow(TypeError)
})

test('tries the address, its parents and the usual context path, each once', () => {
  const bases = baseUrlCandidates(new URL('https://a.test/jira/secure/Dashboard.jspa?x=1#y'))
  expect(bases).toEqual([
    'https://a.test/jira/secure/Dashboard.jspa',
    'https://a.test/jira/secure',
    'https://a.test/jira',
    'https://a.test',
  ])
})

test('tries no more than six, the shortest parents first of all', () => {
  const bases = baseUrlCandidates(new URL('https://a.test/tools/a/b/c/d/e/f/g'))
  expect(bases).toHaveLength(6)
  expect(bases).toContain('https://a.test/tools')
  expect(bases).toContain('https://a.test/jira')
})

test.each([
  ['http://jira.example.test', true],
  ['http://10.0.0.5:8080/jira', true],
  ['http://localhost.example.test', true],
  ['http://127.0.0.1.example.test', true],
  ['https://jira.example.test', false],
  ['http://localhost:8080', false],
  ['http://[::1]:8080', false],
])('knows whether %s shows a sign-in to the network: %s', (url, plain) => {
  expect(isPlainHttp(url)).toBe(plain)
})
