import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Site } from '../site.ts'
import { createAttempt, requireOAuth2 } from './attempt.ts'

const site: Site = {
  name: 'acme',
  baseUrl: 'https://jira.example/jira',
  deployment: 'datacenter',
  method: 'oauth2',
  oauth2: { clientId: 'client 1', redirectUri: 'http://localhost/cb?x=1&y', scope: 'WRITE READ' },
}

const queryOf = (url: string): Record<string, string> => Object.fromEntries(new URL(url).searchParams)

test('Data Center’s authorize address has every parameter, letter by letter', async () => {
  const { url, state, codeVerifier } = await createAttempt(site)
  expect(url.startsWith('https://jira.example/jira/rest/oauth2/latest/authorize?')).toBe(true)
  expect(queryOf(url)).toEqual({
    response_type: 'code',
    client_id: 'client 1',
    redirect_uri: 'http://localhost/cb?x=1&y',
    scope: 'WRITE READ',
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
})

test('the cloud’s authorize address also names the audience and asks for consent', async () => {
  const { url } = await createAttempt({ ...site, deployment: 'cloud', method: 'oauth2-cloud' })
  expect(url.startsWith('https://auth.atlassian.com/authorize?')).toBe(true)
  expect(queryOf(url)).toMatchObject({ audience: 'api.atlassian.com', prompt: 'consent', response_type: 'code' })
})

test('the hosts of another cloud of Atlassian’s are used', async () => {
  const elsewhere: Site = { ...site, deployment: 'cloud', cloud: { authUrl: 'https://auth.gov.example' } }
  expect((await createAttempt(elsewhere)).url.startsWith('https://auth.gov.example/authorize?')).toBe(true)
})

test('a site without client settings is refused by name', () => {
  const { oauth2: _, ...bare } = site
  const refusal = { code: 'bad-site', message: expect.stringContaining('"acme"') }
  expect(() => requireOAuth2(bare)).toThrow(expect.objectContaining(refusal))
})
