import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Site } from '../site.ts'
import { createConsumerKey, parsePrivateKey } from './key-pair.ts'
import { consumerKey, publishedKey, startTinyProvider, type TinyProvider } from './testing.ts'
import { askAccessToken, askRequestToken, type Provider } from './token-requests.ts'

const given = (server: TinyProvider, site: Site = server.site('oob')): Provider => ({
  site,
  consumer: { consumerKey, privateKey: parsePrivateKey(publishedKey), now: Date.now },
})

const consentTo = (server: TinyProvider, requestToken: string): Promise<Response> =>
  fetch(`${server.baseUrl}/plugins/servlet/oauth/authorize?oauth_token=${requestToken}`)

test('a request token and a verifier become an access token', async () => {
  await using server = await startTinyProvider()
  const provider = { ...given(server), consumer: { ...given(server).consumer, now: () => Date.now() - 1000 } }
  const requestToken = await askRequestToken(provider, 'oob')
  await consentTo(server, requestToken)
  const verifier = server.verifierOf(requestToken) ?? ''
  const before = Date.now() - 1000
  const token = await askAccessToken(provider, { requestToken, verifier })
  expect(token).toMatchObject({ method: 'oauth1', sessionHandle: expect.any(String), tokenSecret: expect.any(String) })
  expect(token.obtainedAt).toBeGreaterThanOrEqual(before)
  expect(token.expiresAt).toBe(token.obtainedAt + 157_680_000_000)
})

test('all of the protocol goes in the header, and nothing in the body', async () => {
  await using server = await startTinyProvider()
  const callback = 'http://localhost:8734/oauth/redirect?tenant=7&x=%2F'
  await askRequestToken(given(server), callback)
  expect(server.received).toMatchObject([{ endpoint: 'request-token', method: 'POST', body: '' }])
  expect(server.received[0]?.oauth.get('oauth_callback')).toBe(callback)
})

test('a provider that does not confirm the callback is refused', async () => {
  await using server = await startTinyProvider()
  server.reshape = ({ oauth_callback_confirmed: _, ...form }) => form
  await expect(askRequestToken(given(server), 'oob')).rejects.toMatchObject({
    code: 'bad-answer',
    message: expect.stringContaining('not safe'),
  })
})

test('an access token without a life or a session handle is enough', async () => {
  await using server = await startTinyProvider()
  const requestToken = await askRequestToken(given(server), 'oob')
  await consentTo(server, requestToken)
  server.reshape = ({ oauth_token, oauth_token_secret }) => ({
    oauth_token: oauth_token ?? '',
    oauth_token_secret: oauth_token_secret ?? '',
  })
  const verifier = server.verifierOf(requestToken) ?? ''
  const token = await askAccessToken(given(server), { requestToken, verifier })
  expect(Object.keys(token).sort()).toEqual(['method', 'obtainedAt', 'token', 'tokenSecret'])
})

test('a wrong verifier, and one that is used twice, are told as such', async () => {
  await using server = await startTinyProvider()
  const wrong = await askRequestToken(given(server), 'oob')
  await consentTo(server, wrong)
  await expect(askAccessToken(given(server), { requestToken: wrong, verifier: 'guessed' })).rejects.toMatchObject({
    code: 'code-expired',
    detail: 'token_rejected',
  })
  const requestToken = await askRequestToken(given(server), 'oob')
  await consentTo(server, requestToken)
  const verifier = server.verifierOf(requestToken) ?? ''
  await askAccessToken(given(server), { requestToken, verifier })
  await expect(askAccessToken(given(server), { requestToken, verifier })).rejects.toMatchObject({
    code: 'code-expired',
  })
})

test.each([
  ['ahead of', 600_000],
  ['behind', -600_000],
])('a clock that is %s the provider’s is told with the difference', async (word, difference) => {
  await using server = await startTinyProvider()
  const now = Date.parse('Thu, 01 Oct 2026 12:00:00 GMT')
  server.now = () => now
  const provider = { ...given(server), consumer: { ...given(server).consumer, now: () => now + difference } }
  await expect(askRequestToken(provider, 'oob')).rejects.toMatchObject({
    code: 'clock-skew',
    message: expect.stringContaining(`600 seconds ${word} its own`),
  })
})

test('a key that the provider does not have is told as such', async () => {
  await using server = await startTinyProvider()
  const privateKey = parsePrivateKey((await createConsumerKey()).privateKey)
  const provider = { ...given(server), consumer: { ...given(server).consumer, privateKey } }
  await expect(askRequestToken(provider, 'oob')).rejects.toMatchObject({
    code: 'invalid-client',
    detail: 'signature_invalid',
  })
})

test('a consumer key that the provider does not know is told as such', async () => {
  await using server = await startTinyProvider()
  const provider = { ...given(server), consumer: { ...given(server).consumer, consumerKey: 'stranger' } }
  await expect(askRequestToken(provider, 'oob')).rejects.toMatchObject({
    code: 'invalid-client',
    detail: 'consumer_key_unknown',
  })
})

const html = { 'content-type': 'text/html' }
const challenge = (name: string) => ({ 'www-authenticate': `OAuth realm="x", oauth_problem="${name}"` })

test.each([
  ['a page', { status: 200, headers: html, body: '<html>Log in</html>' }, 'bad-answer'],
  ['a page for an error', { status: 401, headers: html, body: '<html>No</html>' }, 'bad-answer'],
  [
    'a problem in the header alone',
    { status: 401, headers: { ...html, ...challenge('consumer_key_unknown') }, body: '<p>' },
    'invalid-client',
  ],
  ['a problem in the body alone', { status: 401, body: 'oauth_problem=signature_invalid' }, 'invalid-client'],
  ['a problem with a good status', { status: 200, body: 'oauth_problem=signature_method_rejected' }, 'invalid-client'],
  ['a problem of time', { status: 400, body: 'oauth_problem=timestamp_refused' }, 'clock-skew'],
  ['an unknown problem', { status: 400, body: 'oauth_problem=teapot' }, 'bad-answer'],
  ['a challenge without a problem', { status: 401, headers: { 'www-authenticate': 'OAuth realm="x"' } }, 'bad-answer'],
  ['a page that is not there', { status: 404, headers: html, body: 'Not found' }, 'bad-answer'],
  ['a token with another status', { status: 201, body: 'oauth_token=t&oauth_token_secret=s' }, 'bad-answer'],
  ['nothing', { status: 200, body: '' }, 'bad-answer'],
  ['JSON', { status: 200, body: '{"oauth_token":"secret-t","oauth_token_secret":"s"}' }, 'bad-answer'],
  ['no token', { status: 200, body: 'oauth_token_secret=s&oauth_callback_confirmed=true' }, 'bad-answer'],
  ['an empty token', { status: 200, body: 'oauth_token=&oauth_token_secret=s' }, 'bad-answer'],
  ['two tokens', { status: 200, body: 'oauth_token=secret-t&oauth_token=u&oauth_token_secret=s' }, 'bad-answer'],
  [
    'a token with a line break',
    { status: 200, body: 'oauth_token=secret-t%0D%0Ax&oauth_token_secret=s' },
    'bad-answer',
  ],
  [
    'an answer over 8 KB',
    { status: 200, body: `oauth_token=secret-t&oauth_token_secret=${'s'.repeat(8192)}` },
    'bad-answer',
  ],
  ['an endless answer', { status: 200, body: `oauth_token=secret-t&pad=${'s'.repeat(300_000)}` }, 'bad-answer'],
  ['a redirect', { status: 302, headers: { location: 'https://sso.example/login?secret-1' } }, 'bad-answer'],
  ['a redirect to plain http', { status: 307, headers: { location: 'http://evil.example/' } }, 'bad-answer'],
  ['a redirect to nowhere', { status: 303, headers: { location: '::' } }, 'bad-answer'],
  ['a server in trouble', { status: 502, headers: html, body: 'Bad gateway' }, 'network'],
  ['too many requests', { status: 429 }, 'network'],
  ['a lost answer', 'lost' as const, 'network'],
])('%s becomes an AuthError that quotes nothing', async (_, answer, code) => {
  await using server = await startTinyProvider()
  server.answers.push(answer, answer)
  const asking = [
    askRequestToken(given(server), 'oob'),
    askAccessToken(given(server), { requestToken: 'secret-request', verifier: 'secret-verifier' }),
  ]
  for (const failure of await Promise.allSettled(asking)) {
    expect(failure).toMatchObject({ status: 'rejected', reason: { name: 'AuthError', code } })
    const shown = `${inspect(failure, { depth: 9, showHidden: true })} ${JSON.stringify(failure)}`
    expect(shown).not.toMatch(/secret-|oauth_signature=|PRIVATE/u)
  }
})

test.each([
  [300, { location: 'https://sso.example/login?secret-1' }, 'answered with a redirect to sso.example; the base URL'],
  [399, { location: '/login.jsp' }, 'answered with a redirect; the base URL'],
  [302, {}, 'answered with a redirect; the base URL'],
  [500, {}, 'cannot serve the request now'],
  [429, {}, 'cannot serve the request now'],
  [404, {}, 'did not answer as an OAuth 1.0a provider does'],
])('an answer with status %i and %j says what is the matter', async (status, headers, words) => {
  await using server = await startTinyProvider()
  server.answers.push({ status, headers })
  const failure: unknown = await askRequestToken(given(server), 'oob').catch((error: unknown) => error)
  expect(failure).toMatchObject({
    message: expect.stringContaining(words),
    detail: expect.stringContaining(String(status)),
  })
})

test('what the provider says of the callback can be read', async () => {
  await using server = await startTinyProvider()
  const callback = 'http://localhost:8734/oauth/redirect'
  const advice = `${callback} is not allowed`
  const body = new URLSearchParams({ oauth_problem: 'parameter_rejected', oauth_problem_advice: advice }).toString()
  server.answers.push({ status: 400, body })
  await expect(askRequestToken(given(server), callback)).rejects.toMatchObject({
    detail: `parameter_rejected: ${advice}`,
  })
})

test('a verifier that the provider sends back is masked', async () => {
  await using server = await startTinyProvider()
  server.answers.push({
    status: 401,
    body: 'oauth_problem=token_rejected&oauth_problem_advice=no+4711-verifier+of+r-token',
  })
  await expect(
    askAccessToken(given(server), { requestToken: 'r-token', verifier: '4711-verifier' }),
  ).rejects.toMatchObject({ code: 'code-expired', detail: 'token_rejected: no [secret] of [secret]' })
})

test('nothing goes out in plain http, unless that was allowed', async () => {
  await using server = await startTinyProvider()
  const site = { ...server.site('oob'), baseUrl: 'http://jira.invalid' }
  await expect(askRequestToken(given(server, site), 'oob')).rejects.toMatchObject({ code: 'insecure-url' })
  await expect(askRequestToken(given(server, { ...site, insecureHttp: true }), 'oob')).rejects.toMatchObject({
    code: 'network',
  })
})

test('asking can be cancelled', async () => {
  await using server = await startTinyProvider()
  const provider = { ...given(server), signal: AbortSignal.abort() }
  await expect(askRequestToken(provider, 'oob')).rejects.toMatchObject({ code: 'cancelled' })
})
