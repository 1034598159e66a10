import { expect, test } from 'vitest'
import type { ClientRegistration } from './clients.ts'
import { createClientBook } from './clients.ts'

const registration: ClientRegistration = { name: 'mmd-tui', redirectUri: 'http://localhost:8734/x', scope: 'WRITE' }
const register = (changes: Partial<ClientRegistration>): unknown =>
  createClientBook().register({ ...registration, ...changes })
const refusal = (field: string): object => ({ code: 'registration-refused', field })

test('A client gets an id of 32 characters and a secret', () => {
  const { clientId, clientSecret } = createClientBook().register(registration)
  expect(clientId).toMatch(/^[0-9a-f]{32}$/u)
  expect(clientSecret.length).toBeGreaterThanOrEqual(32)
})

test.each([
  ['http on 127.0.0.1', 'http://127.0.0.1:8734/x'],
  ['http on ::1', 'http://[::1]:8734/x'],
  ['http on another host', 'http://example.test/x'],
  ['a fragment', 'https://example.test/x#part'],
  ['an empty fragment', 'https://example.test/x#'],
  ['a relative address', '/oauth/redirect'],
  ['451 characters', `https://example.test/${'x'.repeat(430)}`],
])('A redirect URL with %s is refused', (_what, redirectUri) => {
  expect(() => register({ redirectUri })).toThrow(expect.objectContaining(refusal('redirects')))
})

test.each([
  ['http on localhost in any case', 'http://LOCALHOST:8734/x'],
  ['https', 'https://example.test/x'],
  ['450 characters', `https://example.test/${'x'.repeat(429)}`],
  ['a private scheme', 'mmd-tui://redirect'],
])('A redirect URL with %s is accepted', (_what, redirectUri) => {
  expect(() => register({ redirectUri })).not.toThrow()
})

test('A name must be there, and only once', () => {
  const book = createClientBook()
  book.register(registration)
  expect(() => book.register(registration)).toThrow(expect.objectContaining(refusal('name')))
  expect(() => register({ name: ' ' })).toThrow(expect.objectContaining(refusal('name')))
})

test('A scope of the cloud is refused', () => {
  expect(() => register({ scope: 'read:jira-work' as 'READ' })).toThrow(expect.objectContaining(refusal('scope')))
})
