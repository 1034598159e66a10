import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSiteName, suggestSiteName } from './site-name.ts'

test.each([
  ['https://jira.acme.example', [], 'acme'],
  ['https://jira.acme.co.uk/jira', [], 'acme'],
  ['https://acme.atlassian.net', [], 'acme'],
  ['https://jira.acme.example', ['ACME', 'acme-2'], 'acme-3'],
  ['http://localhost:2990/jira', [], 'local'],
  ['http://127.0.0.1:8080', [], 'local'],
  ['https://tracker', [], 'tracker'],
])('%s with %j taken is called %s', (baseUrl, taken, name) => {
  expect(suggestSiteName(baseUrl, taken)).toBe(name)
})

test.each(['', '.', '..', 'a/b', 'a b', 'con', 'NUL.x', 'x'.repeat(33), 'ä', '-x', 'x.'])(
  '%j is no site name',
  (name) => {
    expect(isSiteName(name)).toBe(false)
  },
)

test('a suggestion is always a free site name', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.array(fc.constantFrom('local', 'site', 'site-2', 'com')), (url, taken) => {
      const name = suggestSiteName(url, taken)
      expect(isSiteName(name)).toBe(true)
      expect(taken).not.toContain(name)
    }),
  )
})
