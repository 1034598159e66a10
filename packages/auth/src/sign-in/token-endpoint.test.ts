import { inspect } from 'node:util'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakePorts, fakeSecrets, startTinyServer, type TinyServer, willingBrowser } from '../testing.ts'
import { signIn } from './sign-in.ts'

const keys = secretKeys('tiny')

const given = async (server: TinyServer) => ({
  site: server.site(`http://localhost:${await findFreePort()}/cb`),
  secrets: fakeSecrets({ [keys.clientSecret]: server.clientSecret }),
})

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }

test.each([
  ['a used code', { status: 400, headers: json, body: '{"error":"invalid_grant"}' }, 'code-expired'],
  ['a forgotten code', { status: 400, headers: json, body: '{"error":"invalid_request"}' }, 'code-expired'],
  [
    'a wrong client',
    { status: 401, headers: { ...json, 'www-authenticate': 'Basic' }, body: '{"error":"invalid_client"}' },
    'invalid-client',
  ],
  [
    'a scope with a blank in its error',
    { status: 400, headers: json, body: '{"error":"invalid scope"}' },
    'invalid-scope',
  ],
  ['an unknown error', { status: 400, headers: json, body: '{"error":"teapot"}' }, 'bad-answer'],
  ['a page', { status: 200, headers: html, body: '<html>Log in' }, 'bad-answer'],
  ['a page for an error', { status: 400, headers: html, body: '<html>No' }, 'bad-answer'],
  ['nothing', { status: 200, headers: json, body: '' }, 'bad-answer'],
  ['a list', { status: 200, headers: json, body: '[]' }, 'bad-answer'],
  ['no token', { status: 200, headers: json, body: '{"token_type":"bearer"}' }, 'bad-answer'],
  [
    'another type of token',
    { status: 200, headers: json, body: '{"access_token":"t-0","token_type":"mac"}' },
    'bad-answer',
  ],
  [
    'a token with a line break',
    { status: 200, headers: json, body: '{"access_token":"t\\r\\nx: y","token_type":"bearer"}' },
    'bad-answer',
  ],
  ['a redirect', { status: 302, headers: { location: 'https://sso.example/login?secret=1' } }, 'bad-answer'],
  ['a redirect to plain http', { status: 308, headers: { location: 'http://evil.example/' } }, 'bad-answer'],
  [
    'too much',
    { status: 200, headers: json, body: `${' '.repeat(300_000)}{"access_token":"t-0","token_type":"bearer"}` },
    'bad-answer',
  ],
  ['a server in trouble', { status: 502, headers: html, body: 'Bad gateway' }, 'network'],
  ['too many requests', { status: 429 }, 'network'],
  ['a lost answer', 'lost' as const, 'network'],
])('%s from the token endpoint becomes an AuthError without secrets', async (_, answer, code) => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  server.misbehaviour.answers.push(answer)
  const failure: unknown = await signIn(site, fakePorts(secrets, willingBrowser)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'AuthError', code })
  const form = server.forms[0]?.form
  const shown = `${inspect(failure, { depth: 9, showHidden: true })} ${JSON.stringify(failure)}`
  for (const name of ['code', 'code_verifier', 'client_secret']) expect(shown).not.toContain(form?.get(name))
  expect(shown).not.toContain('secret=1')
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test.each([
  [
    'no scope, refresh token or lifetime',
    ({ access_token, token_type }: Record<string, unknown>) => ({ access_token, token_type }),
  ],
  [
    'nulls and an id token',
    (answer: Record<string, unknown>) => ({
      ...answer,
      refresh_token: null,
      expires_in: null,
      scope: null,
      id_token: 'x',
    }),
  ],
])('an answer with %s is enough', async (_, reshape) => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  server.misbehaviour.reshape = reshape
  const signedIn = await signIn(site, fakePorts(secrets, willingBrowser))
  expect(signedIn).toEqual({ user: { id: 'mira', name: 'Mira Example' }, where: 'memory', refreshable: false })
})

test('a token type in any letters and a lifetime as text are understood', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  server.misbehaviour.reshape = (answer) => ({ ...answer, token_type: 'BEARER', expires_in: '60' })
  const signedIn = await signIn(site, fakePorts(secrets, willingBrowser, { now: () => 1000 }))
  expect(signedIn.expiresAt).toBe(61_000)
})
