import { approveConsent, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { createConsumerKey, publicKeyOf } from '../oauth1/key-pair.ts'
import type { Access, SignInPorts } from '../ports.ts'
import { credentialFor } from '../renewal.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signInByOAuth1 } from './oauth1.ts'

const person = { username: 'mira', password: 'mira' }
const keys = secretKeys('demo')

const register = async (sandbox: Sandbox, oob = false) => {
  const { privateKey } = await createConsumerKey()
  const callback = oob ? 'oob' : `http://localhost:${await findFreePort()}/oauth/redirect`
  sandbox.registerConsumer({ key: 'mmd & co', name: 'mmd-tui', publicKey: publicKeyOf(privateKey) })
  const site: Site = {
    name: 'demo',
    baseUrl: sandbox.baseUrl,
    deployment: 'datacenter',
    method: 'oauth1',
    oauth1: { consumerKey: 'mmd & co', callback },
  }
  return { site, secrets: fakeSecrets({ [keys.privateKey]: privateKey }) }
}

/** Who the site takes us for, asked with a query that is hard to sign. */
const whoIs = async ({ apiBaseUrl, authorize }: Access) => {
  const url = new URL(`${apiBaseUrl}/rest/api/2/myself?expand=groups%2Croles&x=a+b&x=%2B!*'()&y`)
  const { headers } = await fetch(url, { headers: { authorization: await authorize({ method: 'GET', url }) } })
  const name = headers.get('x-ausername') ?? 'anonymous'
  if (name === 'anonymous') throw new Error('taken for nobody')
  return { id: name, name }
}

const verify: SignInPorts['verify'] = whoIs

const consenting =
  (decision: 'allow' | 'deny') =>
  async (url: string): Promise<boolean> => {
    await approveConsent(url, { ...person, decision })
    return true
  }

test('Jira’s own pages lead back to the listener, and what is signed with the token is accepted', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox)
  const signedIn = await signInByOAuth1(site, fakePorts(secrets, consenting('allow'), { verify }))
  expect(signedIn.user.id).toBe('mira')
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  const authorize: Access['authorize'] = (request) => source.authorization(request)
  expect((await whoIs({ apiBaseUrl: site.baseUrl, authorize })).id).toBe('mira')
})

test('a request with a JSON body is accepted, and the body takes no part in the signature', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox)
  let access: Access | undefined
  const ports = fakePorts(secrets, consenting('allow'), { verify: async (given) => whoIs((access = given)) })
  await signInByOAuth1(site, ports)
  const url = new URL(`${site.baseUrl}/rest/api/2/search`)
  const authorization = (await access?.authorize({ method: 'POST', url })) ?? ''
  const body = JSON.stringify({ jql: 'order by key', maxResults: 1 })
  const headers = { authorization, 'content-type': 'application/json', 'x-atlassian-token': 'no-check' }
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
})

test('the code that Jira shows signs in', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox, true)
  let verifier: string | undefined
  const browse = async (url: string): Promise<boolean> => {
    verifier = (await approveConsent(url, person)).verifier
    return true
  }
  const { user } = await signInByOAuth1(site, fakePorts(secrets, browse, { verify, ask: async () => verifier }))
  expect(user.id).toBe('mira')
})

test('the pasted address signs in', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox)
  let shown = ''
  const browse = async (url: string): Promise<boolean> => {
    shown = (await approveConsent(url, person)).finalUrl
    return true
  }
  const ports = fakePorts(secrets, browse, { verify, ask: async () => shown })
  expect((await signInByOAuth1(site, ports, { callback: 'paste' })).user.id).toBe('mira')
})

test('Deny in Jira ends the sign-in', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox)
  const signing = signInByOAuth1(site, fakePorts(secrets, consenting('deny')))
  await expect(signing).rejects.toMatchObject({ code: 'consent-refused' })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('Jira says that it has another public key, and that it does not know the consumer', async () => {
  await using sandbox = await startSandbox()
  const { site } = await register(sandbox)
  const { privateKey } = await createConsumerKey()
  const ports = fakePorts(fakeSecrets({ [keys.privateKey]: privateKey }), consenting('allow'))
  await expect(signInByOAuth1(site, ports)).rejects.toMatchObject({
    code: 'invalid-client',
    detail: 'signature_invalid',
  })
  const stranger = { ...site, oauth1: { consumerKey: 'nobody', callback: 'oob' } }
  await expect(signInByOAuth1(stranger, ports)).rejects.toMatchObject({
    code: 'invalid-client',
    detail: 'consumer_key_unknown',
  })
})

test('Jira tells by how much the clocks differ', async () => {
  await using sandbox = await startSandbox()
  const { site, secrets } = await register(sandbox)
  const ports = fakePorts(secrets, consenting('allow'), { now: () => Date.now() - 3_600_000 })
  await expect(signInByOAuth1(site, ports)).rejects.toMatchObject({
    code: 'clock-skew',
    // The request was on its way for a moment.
    message: expect.stringMatching(/is 3(?:599|6\d\d) seconds behind its own/u),
  })
})
