import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeOAuth1 } from './authorize.ts'
import { parsePrivateKey } from './key-pair.ts'
import { parseOAuthHeader } from './oauth-header.ts'
import { signatureBaseString } from './signature.ts'
import { publishedCertificate, publishedKey } from './testing.ts'

const consumer = {
  consumerKey: 'mmd & co',
  privateKey: parsePrivateKey(publishedKey),
  now: () => 1_790_000_000_999,
}
const token = 'access/token'
const url = new URL('https://jira.example/jira/rest/api/2/search?jql=project%20%3D%20PAY&fields=a%2Cb&fields=+c')

test('a request of the REST API is signed with its query', async () => {
  const header = await authorizeOAuth1(consumer, token)({ method: 'GET', url })
  const parameters = parseOAuthHeader(header) ?? []
  expect(Object.fromEntries(parameters)).toEqual({
    oauth_consumer_key: 'mmd & co',
    oauth_token: 'access/token',
    oauth_signature_method: 'RSA-SHA1',
    oauth_timestamp: '1790000000',
    oauth_nonce: expect.stringMatching(/^[0-9a-f]{32}$/u),
    oauth_version: '1.0',
    oauth_signature: expect.any(String),
  })
  const signature = Buffer.from(new Map(parameters).get('oauth_signature') ?? '', 'base64')
  const baseString = Buffer.from(signatureBaseString({ method: 'GET', url }, parameters))
  expect(verify('RSA-SHA1', baseString, createPublicKey(publishedCertificate), signature)).toBe(true)
})

test('the same request gets another nonce each time', async () => {
  const authorize = authorizeOAuth1(consumer, token)
  const headers = await Promise.all(Array.from({ length: 20 }, () => authorize({ method: 'GET', url })))
  const nonces = headers.map((header) => new Map(parseOAuthHeader(header) ?? []).get('oauth_nonce'))
  expect(new Set(nonces).size).toBe(20)
})

test('the time is asked for each request', async () => {
  let now = 1000
  const authorize = authorizeOAuth1({ ...consumer, now: () => now }, token)
  const timeOf = async (): Promise<string | undefined> =>
    new Map(parseOAuthHeader(await authorize({ method: 'GET', url })) ?? []).get('oauth_timestamp')
  expect(await timeOf()).toBe('1')
  now = 61_999
  expect(await timeOf()).toBe('61')
})
