import { signInMethods } from '@mmd/auth'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editText } from '../../input/text-edit.ts'
import { testSite } from '../testing.ts'
import { signInAdvice } from './advice.ts'
import { type SignInProgress, signInKeys } from './keys.ts'

const oauth2 = { clientId: 'id', redirectUri: 'http://localhost:8734/cb', scope: 'WRITE' }
const site = testSite('work', { method: 'oauth2', oauth2 })

const progress = (more: Partial<SignInProgress>): SignInProgress => ({
  site,
  phase: 'running',
  way: undefined,
  hasUrl: false,
  failure: '',
  ...more,
})

const letters = (more: Partial<SignInProgress>): string =>
  signInKeys(progress(more))
    .map(({ chord }) => chord)
    .join('')

test('the keys are those that are of use now', () => {
  expect(letters({})).toBe('')
  expect(letters({ way: 'listener', hasUrl: true })).toBe('oypt')
  expect(letters({ way: 'browser', hasUrl: true })).toBe('pl')
  expect(letters({ way: 'paste', hasUrl: true })).toBe('oytl')
  expect(letters({ phase: 'ready' })).toBe('ptl')
  expect(letters({ phase: 'failed' })).toBe('ptlce')
  expect(letters({ site: testSite('work') })).toBe('o')
  expect(letters({ site: testSite('work', { method: 'basic' }), phase: 'failed' })).toBe('e')
  expect(letters({ site: testSite('work', { method: 'basic' }), phase: 'failed', failure: 'login-denied' })).toBe('oe')
  const oauth1 = { consumerKey: 'k', callback: 'oob' }
  expect(letters({ site: testSite('work', { method: 'oauth1', oauth1 }), way: 'paste', hasUrl: true })).toBe('oy')
  expect(letters({ site: testSite('work', { method: 'oauth1', oauth1 }), phase: 'failed' })).toBe('ke')
})

test('no key means two things, and none that is of use while one types edits the text', () => {
  const some = fc.record({
    site: fc.constantFrom(...signInMethods.map((method) => testSite('work', { method }))),
    phase: fc.constantFrom('ready' as const, 'running' as const, 'failed' as const),
    way: fc.constantFrom(undefined, 'listener' as const, 'browser' as const, 'paste' as const),
    hasUrl: fc.boolean(),
    failure: fc.constantFrom('', 'login-denied'),
  })
  fc.assert(
    fc.property(some, (at) => {
      const chords = signInKeys(at).map(({ chord }) => chord)
      expect(new Set(chords).size).toBe(chords.length)
      if (at.phase !== 'running') return
      const edits = chords.filter((chord) => editText({ text: 'abc', cursor: 1 }, `ctrl-${chord}`) !== undefined)
      expect(edits).toEqual([])
    }),
  )
})

test('refusals are told apart, each with what to do here and no command to type', () => {
  const codes = ['consent-refused', 'code-expired', 'invalid-client', 'invalid-scope', 'timed-out', 'login-denied']
  const said = codes.map((code) => signInAdvice(code, site))
  expect(new Set(said).size).toBe(codes.length)
  for (const words of said) {
    expect(words).not.toBe('')
    expect(words).not.toMatch(/mmd-tui|--\w/)
  }
  expect(signInAdvice('invalid-scope', site)).toContain('“WRITE”')
  expect(signInAdvice('nothing that is known', site)).toBe('')
})
