import { signInMethods } from '@mmd/auth'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answers, type FoundSite, neighbour, noAnswers, stepsFor, toSite, withFound } from './answers.ts'

const found: FoundSite = {
  baseUrl: 'https://jira.example.com/jira',
  deployment: 'datacenter',
  version: '10.3.0',
  methods: ['oauth2', 'pat', 'oauth1', 'basic'],
  oauth2Reachable: true,
}

const given = (more: Partial<Answers>): Answers => ({ ...withFound(noAnswers, found), name: 'work', ...more })

test.each([
  [{ method: 'oauth2' }, ['redirectUri', 'clientId', 'clientSecret', 'scope']],
  [{ method: 'oauth1' }, ['consumerKey', 'callback']],
  [{ method: 'basic' }, ['login']],
  [{ method: 'client-credentials' }, ['clientId', 'clientSecret', 'scope']],
  [{ method: 'pat' }, ['token']],
  [{ method: 'pat', tokenBy: 'password' }, ['token', 'login', 'days']],
  [{ method: 'pat', tokenBy: 'login' }, ['token', 'redirectUri', 'clientId', 'clientSecret', 'scope', 'days']],
] as const)('%j asks only for what it needs', (more, steps) => {
  expect(stepsFor(given(more))).toEqual(['address', 'method', ...steps, 'name', 'badge'])
})

test('every step but the first and the last has one before and one after it', () => {
  const some = fc.record({
    method: fc.constantFrom(...signInMethods),
    tokenBy: fc.constantFrom('paste' as const, 'password' as const, 'login' as const),
  })
  fc.assert(
    fc.property(some, (more) => {
      const answers = given(more)
      const walked = [...stepsFor(answers)]
      expect(neighbour(answers, 'address', -1)).toBeUndefined()
      expect(neighbour(answers, 'badge', 1)).toBeUndefined()
      for (const [at, step] of walked.slice(0, -1).entries()) {
        const next = walked[at + 1]
        expect(neighbour(answers, step, 1)).toBe(next)
        expect(next && neighbour(answers, next, -1)).toBe(step)
      }
    }),
  )
})

test('what was typed stays when the same kind of site is found again, and not when another kind is', () => {
  const typed = given({ method: 'oauth2', redirectUri: 'http://localhost/cb', scope: 'READ' })
  expect(withFound(typed, found)).toMatchObject({ method: 'oauth2', redirectUri: 'http://localhost/cb', name: 'work' })
  expect(withFound(typed, { ...found, baseUrl: 'https://other.example.com' }).name).toBe('')
  const cloud = withFound(typed, { ...found, deployment: 'cloud', methods: ['oauth2-cloud'] })
  expect(cloud).toMatchObject({ method: null, redirectUri: 'http://127.0.0.1:8734/oauth/redirect' })
  expect(cloud.scope).toContain('offline_access')
})

test('a site has the settings of its method and of the sign-in that makes its token, and no other', () => {
  expect(toSite(given({ method: 'pat', clientId: 'id', login: 'mia' }))).toEqual({
    name: 'work',
    baseUrl: found.baseUrl,
    deployment: 'datacenter',
    version: '10.3.0',
    method: 'pat',
  })
  expect(toSite(given({ method: 'pat', tokenBy: 'password', login: 'mia' }))).toMatchObject({
    method: 'pat',
    login: 'mia',
  })
  expect(toSite(given({ method: 'pat', tokenBy: 'login', clientId: 'id' }))).toMatchObject({
    method: 'pat',
    oauth2: { clientId: 'id', scope: 'WRITE' },
  })
  expect(toSite(given({ method: 'client-credentials', clientId: 'id' })).oauth2).toMatchObject({ redirectUri: '' })
  expect(() => toSite(noAnswers)).toThrow(TypeError)
})
