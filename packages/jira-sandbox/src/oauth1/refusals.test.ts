import { expect, test } from 'vitest'
import { approveConsent } from '../approve-consent.ts'
import { callback, keyPair, makeKeyPair, type SignedCall, startTestConsumer, type TestConsumer } from './testing.ts'

const whoAmI = '/rest/api/2/whoami'
const problemOf = async (answer: Response): Promise<string | null> => {
  expect(answer.status).toBe(401)
  return new URLSearchParams(await answer.text()).get('oauth_problem')
}

/** What comes of a REST request that is right but for one thing. */
const askWith = async (consumer: TestConsumer, call: SignedCall): Promise<string | null> => {
  const { oauth_token = '' } = await consumer.signIn()
  return problemOf(await consumer.call(whoAmI, { ...call, parameters: { oauth_token, ...call.parameters } }))
}

test('A refusal names the problem in the body and beside the realm of the site', async () => {
  await using consumer = await startTestConsumer()
  const answer = await consumer.call(whoAmI, { parameters: { oauth_token: 'guessed' } })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8')
  const realm = encodeURIComponent(consumer.site.sandbox.baseUrl)
  expect(answer.headers.get('www-authenticate')).toBe(`OAuth realm="${realm}", oauth_problem="token_rejected"`)
  expect(await answer.text()).toBe('oauth_problem=token_rejected')
})

test.each(['HMAC-SHA1', 'PLAINTEXT', 'RSA-SHA256', 'rsa-sha1'])('%s is no method here', async (method) => {
  await using consumer = await startTestConsumer()
  const problem = await askWith(consumer, { parameters: { oauth_signature_method: method } })
  expect(problem).toBe('signature_method_rejected')
})

test.each([
  ['an unknown consumer', { oauth_consumer_key: 'stranger' }, 'consumer_key_unknown'],
  ['another version', { oauth_version: '2.0' }, 'version_rejected'],
  ['a signature of nothing', { oauth_signature: 'AAAA' }, 'signature_invalid'],
  ['no signature', { oauth_signature: '' }, 'parameter_absent'],
  ['no nonce', { oauth_nonce: '-' }, 'parameter_absent'],
  ['no token', { oauth_token: '-' }, 'parameter_absent'],
  ['a time that is none', { oauth_timestamp: 'now' }, 'timestamp_refused'],
])('A request with %s is refused', async (_what, parameters: Record<string, string>, problem) => {
  await using consumer = await startTestConsumer()
  expect(await askWith(consumer, { parameters })).toBe(problem)
})

test('The version may be left out', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  expect((await consumer.call(whoAmI, { parameters: { oauth_token, oauth_version: '-' } })).status).toBe(200)
})

test('What is missing is named', async () => {
  await using consumer = await startTestConsumer()
  const { fields } = await consumer.endpoint('request-token', { oauth_timestamp: '-' })
  expect(fields).toEqual({
    oauth_problem: 'parameter_absent',
    oauth_parameters_absent: 'oauth_timestamp&oauth_callback',
  })
})

test.each([
  ['another query', `${whoAmI}?a=2`],
  ['another path', '/rest/api/2/whoami/?a=1'],
])('A signature of %s is invalid', async (_what, signed) => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const signedUrl = `${consumer.site.sandbox.baseUrl}${signed}`
  const answer = await consumer.call(`${whoAmI}?a=1`, { parameters: { oauth_token }, signedUrl })
  expect(await problemOf(answer)).toBe('signature_invalid')
})

test('A signature of another method is invalid', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const call = { method: 'DELETE', signedMethod: 'GET', parameters: { oauth_token } }
  expect(await problemOf(await consumer.call('/rest/api/2/issue/DEMO-1', call))).toBe('signature_invalid')
})

test('Under another name of the machine, a signature of the canonical base URL counts and no other', async () => {
  await using consumer = await startTestConsumer()
  const { baseUrl, port } = consumer.site.sandbox
  const { oauth_token = '' } = await consumer.signIn()
  const origin = `http://127.0.0.1:${port}`
  const call = { origin, parameters: { oauth_token } }
  const asSent = { ...call, signedUrl: `${origin}/jira${whoAmI}` }
  expect(await problemOf(await consumer.call(whoAmI, asSent))).toBe('signature_invalid')
  expect((await consumer.call(whoAmI, { ...call, signedUrl: `${baseUrl}${whoAmI}` })).status).toBe(200)
})

test('A signature with the key of another consumer is invalid', async () => {
  await using consumer = await startTestConsumer()
  const { sandbox } = consumer.site
  sandbox.registerConsumer({ key: 'another', name: 'Another', publicKey: makeKeyPair(1024).publicKey })
  const problem = await askWith(consumer, { parameters: { oauth_consumer_key: 'another' } })
  expect(problem).toBe('signature_invalid')
})

test('A token of one consumer is worthless to another, also one that asks for its renewal', async () => {
  await using consumer = await startTestConsumer()
  consumer.site.sandbox.registerConsumer({ key: 'another', name: 'Another', publicKey: keyPair.publicKey })
  const { oauth_token = '', oauth_session_handle = '' } = await consumer.signIn()
  const parameters = { oauth_token, oauth_consumer_key: 'another' }
  expect(await problemOf(await consumer.call(whoAmI, { parameters }))).toBe('token_rejected')
  const renewal = await consumer.endpoint('access-token', { ...parameters, oauth_session_handle })
  expect(renewal.fields).toEqual({ oauth_problem: 'token_rejected' })
})

test('A request token of one consumer is worthless to another', async () => {
  await using consumer = await startTestConsumer()
  consumer.site.sandbox.registerConsumer({ key: 'another', name: 'Another', publicKey: keyPair.publicKey })
  const allowed = await consumer.allowed()
  const { fields } = await consumer.endpoint('access-token', { ...allowed, oauth_consumer_key: 'another' })
  expect(fields).toEqual({ oauth_problem: 'token_rejected' })
})

test('Two consumers may use the same nonce', async () => {
  await using consumer = await startTestConsumer()
  consumer.site.sandbox.registerConsumer({ key: 'another', name: 'Another', publicKey: keyPair.publicKey })
  const ask = async (oauth_consumer_key: string): Promise<number> => {
    const parameters = { oauth_callback: callback, oauth_nonce: 'same', oauth_consumer_key }
    return (await consumer.endpoint('request-token', parameters)).status
  }
  expect([await ask('mmd-tui'), await ask('another')]).toEqual([200, 200])
})

test('A session handle is over thirty days after its token', async () => {
  let now = 1_790_000_000_000
  await using consumer = await startTestConsumer({ now: () => now })
  const [early, late] = [await consumer.signIn(), await consumer.signIn()]
  const renew = async ({ oauth_token = '', oauth_session_handle = '' }: Readonly<Record<string, string>>) =>
    (await consumer.endpoint('access-token', { oauth_token, oauth_session_handle })).status
  now += 160_272_000_000 - 1000
  expect(await renew(early)).toBe(200)
  now += 1000
  expect(await renew(late)).toBe(401)
})

test('A request token is no access token', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token } = await consumer.allowed()
  expect(await problemOf(await consumer.call(whoAmI, { parameters: { oauth_token } }))).toBe('token_rejected')
})

test('A nonce works once', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const parameters = { oauth_token, oauth_nonce: 'once' }
  expect((await consumer.call(whoAmI, { parameters })).status).toBe(200)
  expect(await problemOf(await consumer.call(whoAmI, { parameters }))).toBe('nonce_used')
})

test('A request with a wrong signature does not use up its nonce', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const parameters = { oauth_token, oauth_nonce: 'once' }
  const forged = { ...parameters, oauth_signature: 'AAAA' }
  expect(await problemOf(await consumer.call(whoAmI, { parameters: forged }))).toBe('signature_invalid')
  expect((await consumer.call(whoAmI, { parameters })).status).toBe(200)
})

test('A request that is recorded is refused for ever: by its nonce, then by its time', async () => {
  let now = 1_790_000_000_000
  await using consumer = await startTestConsumer({ now: () => now })
  const { oauth_token = '' } = await consumer.signIn()
  const recorded = { oauth_token, oauth_nonce: 'once', oauth_timestamp: '1790000000' }
  expect((await consumer.call(whoAmI, { parameters: recorded })).status).toBe(200)
  now += 300_000
  // Another request, so that old nonces are cleared away.
  await consumer.call(whoAmI, { parameters: { oauth_token } })
  expect(await problemOf(await consumer.call(whoAmI, { parameters: recorded }))).toBe('nonce_used')
  now += 1000
  await consumer.call(whoAmI, { parameters: { oauth_token } })
  expect(await problemOf(await consumer.call(whoAmI, { parameters: recorded }))).toBe('timestamp_refused')
})

test.each([-301, 301])('A clock that is %i seconds off is refused, and told what would do', async (offset) => {
  await using consumer = await startTestConsumer({ now: () => 1_790_000_000_999 })
  const timestamp = String(1_790_000_000 + offset)
  const { fields } = await consumer.endpoint('request-token', { oauth_callback: callback, oauth_timestamp: timestamp })
  expect(fields).toEqual({
    oauth_problem: 'timestamp_refused',
    oauth_acceptable_timestamps: '1789999700-1790000300',
  })
})

test.each([-300, 300])('A clock that is %i seconds off is good enough', async (offset) => {
  await using consumer = await startTestConsumer({ now: () => 1_790_000_000_999 })
  const oauth_timestamp = String(1_790_000_000 + offset)
  expect((await consumer.endpoint('request-token', { oauth_callback: callback, oauth_timestamp })).status).toBe(200)
})

test('A parameter that comes in the header and in the query is refused', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const answer = await consumer.call(`${whoAmI}?oauth_token=another`, { parameters: { oauth_token } })
  expect([answer.status, await answer.text()]).toEqual([
    401,
    'oauth_problem=parameter_rejected&oauth_parameters_rejected=oauth_token',
  ])
})

test('A header that is not well formed is refused', async () => {
  await using consumer = await startTestConsumer()
  const answer = await consumer.site.ask(whoAmI, { headers: { Authorization: 'OAuth oauth_token=x' } })
  expect(await problemOf(answer)).toBe('parameter_rejected')
})

test.each(['mmd-tui://callback', '/relative', 'javascript:alert(1)'])('%s is no callback', async (oauth_callback) => {
  await using consumer = await startTestConsumer()
  const { fields } = await consumer.endpoint('request-token', { oauth_callback })
  expect(fields['oauth_problem']).toBe('parameter_rejected')
})

test('With the switch on, the registered callback alone is good', async () => {
  await using consumer = await startTestConsumer({ overrides: { registeredCallbackOnly: true } })
  const registration = { key: 'strict', name: 'Strict', publicKey: keyPair.publicKey, callback }
  consumer.site.sandbox.registerConsumer(registration)
  const ask = async (oauth_callback: string): Promise<number> =>
    (await consumer.endpoint('request-token', { oauth_callback, oauth_consumer_key: 'strict' })).status
  expect(await ask(callback)).toBe(200)
  expect(await ask(`${callback}/`)).toBe(401)
  expect(await ask('oob')).toBe(200)
})

test('An access token wants the right verifier', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token, oauth_verifier } = await consumer.allowed()
  const ask = async (verifier: string) =>
    (await consumer.endpoint('access-token', { oauth_token, oauth_verifier: verifier })).fields['oauth_problem']
  expect(await ask('guessed')).toBe('token_rejected')
  expect(await ask('-')).toBe('parameter_absent')
  expect(await ask(oauth_verifier)).toBeUndefined()
})

test('A request token is exchanged once', async () => {
  await using consumer = await startTestConsumer()
  const allowed = await consumer.allowed()
  await consumer.endpoint('access-token', allowed)
  expect((await consumer.endpoint('access-token', allowed)).fields).toEqual({ oauth_problem: 'token_used' })
})

test('A request token lives ten minutes', async () => {
  let now = 1_790_000_000_000
  await using consumer = await startTestConsumer({ now: () => now })
  const [early, late] = [await consumer.allowed(), await consumer.allowed()]
  const undecided = await consumer.requestToken()
  now += 600_000 - 1
  expect((await consumer.endpoint('access-token', early)).status).toBe(200)
  now += 1
  expect((await consumer.endpoint('access-token', late)).fields).toEqual({ oauth_problem: 'token_expired' })
  expect((await consumer.consent(undecided)).status).toBe(400)
})

test('An unknown request token ends at a page, not at a login that leads nowhere', async () => {
  await using consumer = await startTestConsumer()
  const { sandbox, user } = consumer.site
  const url = `${sandbox.baseUrl}/plugins/servlet/oauth/authorize?oauth_token=guessed`
  expect((await approveConsent(url, { username: user.name, password: user.password })).status).toBe(400)
})

test('The endpoints take POST alone', async () => {
  await using consumer = await startTestConsumer()
  expect((await consumer.call('/plugins/servlet/oauth/request-token')).status).toBe(405)
})
