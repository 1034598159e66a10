import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cloudChoicesIn } from './cloud-choices.ts'

const acme = { id: 'c-1', name: 'Acme', url: 'https://acme.atlassian.net', scopes: ['read:jira-work'] }
const choice = { id: 'c-1', name: 'Acme', url: 'https://acme.atlassian.net' }

test('sites are listed in the order in which they come, each once', () => {
  const other = { ...acme, id: 'c-2', name: 'Other', url: 'https://other.atlassian.net/' }
  expect(cloudChoicesIn([acme, other, acme])).toEqual([
    choice,
    { id: 'c-2', name: 'Other', url: 'https://other.atlassian.net' },
  ])
})

test('of a site whose products have addresses of their own, the one of Jira is taken', () => {
  const wiki = { ...acme, url: 'https://wiki.acme.example', scopes: ['read:confluence-content.summary'] }
  const jira = { ...acme, url: 'https://jira.acme.example', scopes: ['read:me', 'read:jira-work'] }
  const expected = [{ ...choice, url: 'https://jira.acme.example' }]
  expect(cloudChoicesIn([wiki, jira])).toEqual(expected)
  expect(cloudChoicesIn([jira, wiki])).toEqual(expected)
  const unknown = { ...wiki, scopes: null }
  expect(cloudChoicesIn([unknown, jira, wiki])).toEqual(expected)
})

test('a site without a name goes by its host, and no name can play with the screen', () => {
  expect(cloudChoicesIn([{ ...acme, name: null }])).toEqual([{ ...choice, name: 'acme.atlassian.net' }])
  expect(cloudChoicesIn([{ ...acme, name: 'A\u001b[2Jb' }])).toEqual([{ ...choice, name: 'A [2Jb' }])
})

test.each([
  ['a number for its id', { ...acme, id: 7 }],
  ['an id that leaves the path', { ...acme, id: '../x' }],
  ['an id that goes on behind it', { ...acme, id: 'c-1/../x' }],
  ['no address', { id: 'c-1' }],
  ['an address in the clear', { ...acme, url: 'http://acme.example' }],
  ['an address with a password', { ...acme, url: 'https://a:b@acme.example' }],
  ['nothing in it', null],
  ['no shape', 'acme'],
])('an entry with %s costs the others nothing', (_, odd) => {
  expect(cloudChoicesIn([odd, acme])).toEqual([choice])
  expect(cloudChoicesIn([odd])).toEqual([])
})

test.each([undefined, null, {}, 'x', 7])('%j is no list', (value) => {
  expect(cloudChoicesIn(value)).toBeUndefined()
})

test('whatever the answer, only https addresses and ids for a path are offered', () => {
  const entry = fc.oneof(fc.jsonValue(), fc.record({ id: fc.string(), url: fc.webUrl(), name: fc.string() }))
  fc.assert(
    fc.property(fc.array(entry), (list) => {
      for (const { id, url } of cloudChoicesIn(list) ?? []) {
        expect(id).toMatch(/^[\w-]{1,100}$/u)
        expect(url).toMatch(/^https:|^http:\/\/(?:localhost|127\.|\[::1\])/u)
      }
    }),
  )
})
