import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

// The names are those of the sorting example in RFC 8785 section 3.2.3.
test('members are sorted by UTF-16 code units, at every depth', () => {
  const names = ['€', '\r', '\ufb33', '1', '😀', '\u0080', 'ö']
  const sorted = ['\r', '1', '\u0080', 'ö', '€', '😀', '\ufb33']
  const object = Object.fromEntries(names.map((name) => [name, { b: [2, { d: 1, c: null }], a: true }]))
  const members = sorted.map((name) => `${JSON.stringify(name)}:{"a":true,"b":[2,{"c":null,"d":1}]}`)
  expect(canonicalJson(object)).toBe(`{${members.join(',')}}`)
})

test('a member that is undefined is one that is not there', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }))
})
