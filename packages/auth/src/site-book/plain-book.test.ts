import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { readPlainBook, toPlainBook } from './plain-book.ts'
import { parseStoredBook } from './schema.ts'

const whole = {
  name: 'acme',
  baseUrl: 'https://jira.acme.example/jira',
  deployment: 'datacenter',
  version: '10.3.1',
  method: 'oauth2',
  oauth2: { clientId: 'c', redirectUri: '', scope: 'WRITE', later: 1 },
  oauth1: { consumerKey: 'k', callback: 'oob' },
  cloud: { cloudId: 'x', authUrl: 'https://auth.atlassian.com', apiUrl: 'http://localhost:1' },
  login: 'mia',
  oauth: 'refresh',
  tls: { ca: '-----BEGIN CERTIFICATE-----\nx', systemCa: true, certFile: '/c', keyFile: '/k' },
  proxy: 'http://proxy.example:3128',
  badge: 'red',
  defaultView: 'Größeres',
  insecureHttp: false,
  user: { id: 'mia', name: '' },
  later: ['kept'],
}
const wiki = { name: 'wiki', baseUrl: 'http://localhost:1', deployment: 'cloud', method: 'pat', product: 'confluence' }
const book = { version: 1, default: 'acme', sites: [whole, wiki], later: true }

const strictly = (text: string): unknown => {
  try {
    return parseStoredBook(JSON.parse(text), 'sites.json')
  } catch {
    return undefined
  }
}

test('a book with every field is read as the schema reads it', () => {
  const text = JSON.stringify(book)
  expect(toPlainBook(text)).toEqual(book)
  expect(toPlainBook(text)).toEqual(strictly(text))
})

const odd = fc.constantFrom<unknown>(
  null,
  0,
  true,
  '',
  ' ',
  'a',
  'none',
  '\u001B[2J',
  '\u202E',
  [],
  {},
  { id: 'x' },
  'http://jira.example',
  'acme',
  'ACME',
  'cloud',
)
const path = fc.oneof(
  fc.constantFrom('version', 'default', 'sites').map((name) => [name]),
  fc.tuple(fc.constantFrom('sites'), fc.constantFrom('0', '1'), fc.constantFrom(...Object.keys(whole), 'product')),
  fc
    .constantFrom<keyof typeof whole>('oauth2', 'oauth1', 'cloud', 'tls', 'user')
    .chain((name) => fc.tuple(fc.constantFrom(...Object.keys(whole[name])), fc.constant(name)))
    .map(([field, name]) => ['sites', '0', name, field]),
)

/** The book with another value, or without one, at a path. */
const changed = (value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown => {
  if (name === undefined) return to
  if (typeof value !== 'object' || value === null) return value
  const inner = changed((value as Record<string, unknown>)[name], rest, to)
  return Array.isArray(value) ? Object.assign([...value], { [name]: inner }) : { ...value, [name]: inner }
}

test('whatever one field is changed to, the book is read as the schema reads it or not at all', () => {
  fc.assert(
    fc.property(path, fc.option(odd, { nil: undefined }), (at, to) => {
      const text = JSON.stringify(changed(book, at, to))
      expect(toPlainBook(text)).toEqual(strictly(text))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '',
  'oops',
  '[]',
  'null',
  '{"__proto__":1}',
  JSON.stringify({ ...book, sites: [whole, { ...whole, name: 'Acme' }] }),
])('%j is left to the schema', (text) => {
  expect(toPlainBook(text)).toBeUndefined()
})

test('a file is read only where nobody else may read it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mmd-plain-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  expect(readPlainBook(dir)).toBeUndefined()
  const file = join(dir, 'sites.json')
  writeFileSync(file, JSON.stringify(book), { mode: 0o600 })
  expect(readPlainBook(dir)).toEqual(book)
  chmodSync(file, 0o644)
  if (process.platform !== 'win32') expect(readPlainBook(dir)).toBeUndefined()
})
