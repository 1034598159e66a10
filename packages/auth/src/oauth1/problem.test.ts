import { expect, test } from 'vitest'
import { problemError, problemInChallenge, type Step } from './problem.ts'

const now = Date.parse('Thu, 01 Oct 2026 12:00:00 GMT')
const around = { clocks: { now, serverDate: null }, secrets: [] }

test.each<[string, Step, string, string]>([
  ['consumer_key_unknown', 'request-token', 'invalid-client', 'does not know this consumer key'],
  ['consumer_key_rejected', 'request-token', 'invalid-client', 'any more'],
  ['consumer_key_refused', 'access-token', 'invalid-client', 'now'],
  ['signature_invalid', 'request-token', 'invalid-client', 'another public key'],
  ['signature_invalid', 'access-token', 'invalid-client', 'another public key'],
  ['signature_method_rejected', 'request-token', 'invalid-client', 'no public key'],
  ['timestamp_refused', 'access-token', 'clock-skew', 'clock'],
  ['token_rejected', 'access-token', 'code-expired', 'no longer takes this code'],
  ['token_used', 'access-token', 'code-expired', 'no longer takes this code'],
  ['token_expired', 'access-token', 'code-expired', 'no longer takes this code'],
  ['token_revoked', 'access-token', 'code-expired', 'no longer takes this code'],
  ['permission_denied', 'access-token', 'consent-refused', 'refused in the browser'],
  ['user_refused', 'access-token', 'consent-refused', 'refused in the browser'],
  ['permission_unknown', 'access-token', 'consent-refused', 'not given in the browser'],
  ['token_rejected', 'request-token', 'bad-answer', 'refused the request'],
  ['nonce_used', 'request-token', 'bad-answer', 'refused the request'],
  ['toString', 'access-token', 'bad-answer', 'refused the request'],
  ['__proto__', 'access-token', 'bad-answer', 'refused the request'],
])('%s for %s means %s', (name, step, code, words) => {
  expect(problemError({ name }, step, around)).toMatchObject({
    name: 'AuthError',
    code,
    message: expect.stringContaining(words),
    detail: name,
  })
})

test.each([
  ['Thu, 01 Oct 2026 11:48:00 GMT', 'is 720 seconds ahead of its own'],
  ['Thu, 01 Oct 2026 12:07:01 GMT', 'is 421 seconds behind its own'],
  ['Thu, 01 Oct 2026 11:59:58 GMT', 'is 2 seconds ahead of its own'],
  ['Thu, 01 Oct 2026 11:59:59 GMT', 'and the one of this machine differ'],
  ['Thu, 01 Oct 2026 12:00:01 GMT', 'and the one of this machine differ'],
  ['yesterday', 'and the one of this machine differ'],
  [null, 'and the one of this machine differ'],
])('with the date %s the clock of this machine %s', (serverDate, words) => {
  const error = problemError({ name: 'timestamp_refused' }, 'request-token', { ...around, clocks: { now, serverDate } })
  expect(error.message).toContain(words)
})

test('what the provider says is cleaned, and secrets in it are masked', () => {
  const problem = { name: 'token_rejected', advice: 'verifier\u001b[2J 4711-secret is\nwrong' }
  const error = problemError(problem, 'access-token', { ...around, secrets: ['4711-secret'] })
  expect(error.detail).toBe('token_rejected: verifier [2J [secret] is wrong')
})

test('a problem is found in a challenge', () => {
  const challenge =
    'OAuth realm="https%3A%2F%2Fjira.example", oauth_problem="nonce_used", oauth_problem_advice="Try%20again"'
  expect(problemInChallenge(challenge)).toEqual({ name: 'nonce_used', advice: 'Try again' })
})

test.each(['Basic realm="x"', 'OAuth realm="https%3A%2F%2Fjira.example"', 'OAuth oauth_problem=""', 'Negotiate'])(
  'the challenge %s tells of no problem',
  (challenge) => {
    expect(problemInChallenge(challenge)).toBeUndefined()
  },
)
