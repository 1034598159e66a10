import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAuthError } from '../errors.ts'
import { parseBaseUrl } from './base-url.ts'

test.each([
  ['  https://Jira.Example.COM/  ', 'https://jira.example.com'],
  ['jira.example.com', 'https://jira.example.com'],
  ['jira.example.com:8443/jira/', 'https://jira.example.com:8443/jira'],
  ['https://example.com:443/jira', 'https://example.com/jira'],
  ['https://example.com/jira/secure/Dashboard.jspa?x=1#top', 'https://example.com/jira'],
  ['https://example.com/secure/RapidBoard.jspa?rapidView=3', 'https://example.com'],
  ['https://example.com/jira/browse/PAY-1?focusedId=2', 'https://example.com/jira'],
  ['https://example.com/login.jsp?os_destination=%2F', 'https://example.com'],
  ['https://example.com/jira/projects/PAY/issues/PAY-1', 'https://example.com/jira'],
  ['https://example.com/issues/?jql=assignee%3Dme', 'https://example.com'],
  ['https://example.com/issues', 'https://example.com/issues'],
  ['https://example.com/tools//jira/rest/api/2/myself', 'https://example.com/tools/jira'],
  ['https://example.com/jira/plugins/servlet/sso', 'https://example.com/jira'],
  ['http://localhost:2990/jira', 'http://localhost:2990/jira'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
])('%s is understood as %s', (text, baseUrl) => {
  expect(parseBaseUrl(text)).toBe(baseUrl)
})

const codeOf = (text: string): string => {
  try {
    return parseBaseUrl(text)
  } catch (error) {
    return isAuthError(error) ? error.code : 'another error'
  }
}

test.each([
  '',
  '   ',
  'https://',
  'ftp://example.com',
  'javascript:alert(1)',
  'https://a b.com',
  'https://mira:pw@example.com',
  'mira@example.com',
  'https://ex\u0000ample.com',
  'file:///etc/passwd',
  'https://example.com:99999',
])('%j is not taken for a site', (text) => {
  expect(codeOf(text)).toBe('bad-site')
})

test.each(['http://jira.example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'http://[::2]/'])(
  '%s is refused unless plain http is allowed',
  (text) => {
    expect(codeOf(text)).toBe('insecure-url')
    expect(parseBaseUrl(text, { insecureHttp: true })).toMatch(/^http:/u)
  },
)

test('what was understood once is understood as itself, and never ends in a slash', () => {
  const pages = fc.constantFrom(
    '',
    '/',
    '/browse/A-1',
    '/secure/Dashboard.jspa',
    '/login.jsp?a=b',
    '/issues/?jql=x',
    '#x',
    '?y=z',
  )
  const address = fc.webUrl({ validSchemes: ['https', 'http'], withQueryParameters: true })
  fc.assert(
    fc.property(address, pages, (url, page) => {
      const baseUrl = parseBaseUrl(`${url}${page}`, { insecureHttp: true })
      expect(parseBaseUrl(baseUrl, { insecureHttp: true })).toBe(baseUrl)
      expect(baseUrl).not.toMatch(/[/?#]$/u)
      expect(new URL(baseUrl).search).toBe('')
    }),
  )
})

test('any text gives a base URL or an AuthError', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(codeOf(text)).not.toBe('another error')
    }),
  )
})
