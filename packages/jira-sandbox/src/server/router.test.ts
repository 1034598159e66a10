import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import type { SiteRoute } from '../site.ts'
import { createRouter } from './router.ts'

const route = (method: SiteRoute['method'], path: string): SiteRoute => ({
  method,
  path,
  handle: () => ({ status: 200 }),
})
const routes = [
  route('GET', '/rest/api/2/issue/:key'),
  route('GET', '/rest/api/2/issue/createmeta'),
  route('GET', '/rest/api/2/issue/:key/comment/:id'),
  route('PUT', '/rest/api/2/issue/:key'),
]
const pathOf = (method: string, path: string): string | undefined => {
  const match = createRouter(routes).match(method, path)
  return match.kind === 'found' ? match.route.path : match.kind
}

test('A literal segment wins over a parameter, whatever the order of the table', () => {
  expect(pathOf('GET', '/rest/api/2/issue/createmeta')).toBe('/rest/api/2/issue/createmeta')
  expect(pathOf('GET', '/rest/api/2/issue/DEMO-1')).toBe('/rest/api/2/issue/:key')
})

test('A literal path does not hide another method of the parameter', () => {
  expect(pathOf('PUT', '/rest/api/2/issue/createmeta')).toBe('/rest/api/2/issue/:key')
})

test('Any text survives the way through a parameter, unless it is empty or has a slash', () => {
  const text = string({ minLength: 1, unit: 'grapheme' }).filter((value) => !/[/\\]/u.test(value))
  assert(
    property(text, text, (key, id) => {
      const path = `/rest/api/2/issue/${encodeURIComponent(key)}/comment/${encodeURIComponent(id)}`
      const match = createRouter(routes).match('GET', path)
      expect(match).toMatchObject({ kind: 'found', params: { key, id } })
    }),
  )
})

test.each([
  ['/rest/api/2/issue/', 'unknown'],
  ['/rest/api/2/issue/A/', 'unknown'],
  ['/rest/api/2/issue/A%2FB', 'malformed'],
  ['/rest/api/2/issue/A%5cB', 'malformed'],
  ['/rest/api/2/issue/%E0%A4%A', 'malformed'],
])('%s is %s', (path, kind) => {
  expect(pathOf('GET', path)).toBe(kind)
})

test('HEAD is served where GET is', () => {
  expect(pathOf('HEAD', '/rest/api/2/issue/A')).toBe('/rest/api/2/issue/:key')
})
