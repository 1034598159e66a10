import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { issueUrl, joinUrl, normaliseBaseUrl } from './base-url.ts'

test.each([
  ['https://jira.example.test', 'https://jira.example.test'],
  ['https://jira.example.test/', 'https://jira.example.test'],
  ['https://JIRA.example.test:443/jira//?a=1#b', 'https://jira.example.test/jira'],
])('normalises %s', (text, expected) => {
  expect(normaliseBaseUrl(text)).toBe(expected)
})

test('keeps the context path and stays on the site, whatever a segment holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (segment) => {
      fc.pre(segment !== '.' && segment !== '..' && segment.isWellFormed())
      const url = joinUrl('https://jira.example.test/jira', ['rest', segment])
      expect(url.origin).toBe('https://jira.example.test')
      expect(url.pathname).toBe(`/jira/rest/${encodeURIComponent(segment)}`)
      expect([url.search, url.hash]).toEqual(['', ''])
    }),
  )
})

test.each(['', '.', '..', '\ud800'])('refuses the segment %j', (segment) => {
  expect(() => joinUrl('https://jira.example.test', ['rest', segment])).toThrow(TypeError)
})

test.each([
  'https://evil.test/x',
  '//evil.test',
  '\\\\evil.test',
  '%2e%2e',
  '..\\..',
  '\t//evil.test',
  '?a#b',
  ';@evil.test',
])('takes %j for a name', (segment) => {
  const url = joinUrl('https://jira.example.test/jira', ['rest', segment, 'x'])
  expect([url.host, url.username]).toEqual(['jira.example.test', ''])
  expect(url.pathname).toBe(`/jira/rest/${encodeURIComponent(segment)}/x`)
})

test('refuses a base URL that is none', () => {
  expect(() => joinUrl('https://jira.example.test/jira/../..', ['rest'])).toThrow(TypeError)
})

test('leaves out parameters without a value', () => {
  expect(joinUrl('https://a.test', ['x'], { jql: 'a = "b c"', startAt: 0, gone: undefined }).search).toBe(
    '?jql=a+%3D+%22b+c%22&startAt=0',
  )
})

test('names the page of an issue', () => {
  expect(issueUrl('https://jira.example.test/jira/', 'PAY-1412')).toBe('https://jira.example.test/jira/browse/PAY-1412')
})
