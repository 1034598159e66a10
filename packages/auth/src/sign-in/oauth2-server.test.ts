import { expect, test } from 'vitest'
import type { Site } from '../site.ts'
import { extraParameters, serverOf } from './oauth2-server.ts'

const site: Site = { name: 'a', baseUrl: 'https://jira.example/jira', deployment: 'datacenter', method: 'oauth2' }

test('Data Center is its own authorization server', () => {
  expect(serverOf(site)).toEqual({
    issuer: 'https://jira.example/jira',
    authorization_endpoint: 'https://jira.example/jira/rest/oauth2/latest/authorize',
    token_endpoint: 'https://jira.example/jira/rest/oauth2/latest/token',
    revocation_endpoint: 'https://jira.example/jira/rest/oauth2/latest/revoke',
  })
  expect(extraParameters(site)).toEqual({})
})

test('the cloud has one for all sites', () => {
  const cloud: Site = { ...site, deployment: 'cloud' }
  expect(serverOf(cloud)).toEqual({
    issuer: 'https://auth.atlassian.com',
    authorization_endpoint: 'https://auth.atlassian.com/authorize',
    token_endpoint: 'https://auth.atlassian.com/oauth/token',
    revocation_endpoint: 'https://auth.atlassian.com/oauth/revoke',
  })
  expect(extraParameters(cloud)).toEqual({ audience: 'api.atlassian.com', prompt: 'consent' })
})
