import { expect, test } from 'vitest'
import { apiBaseUrl, cloudHosts, gatewayUrl } from './api-base-url.ts'
import type { Site } from './site.ts'

const cloud: Site = {
  name: 'acme',
  baseUrl: 'https://acme.atlassian.net',
  deployment: 'cloud',
  method: 'oauth2-cloud',
  cloud: { cloudId: 'c-1' },
}

test('Data Center answers under its own address', () => {
  const site: Site = { ...cloud, baseUrl: 'https://jira.example/jira', deployment: 'datacenter' }
  expect(apiBaseUrl(site)).toBe('https://jira.example/jira')
})

test('the cloud answers at the gateway once the site is known', () => {
  expect(apiBaseUrl(cloud)).toBe('https://api.atlassian.com/ex/jira/c-1')
})

test('without a cloudId the cloud is asked under the site’s own address', () => {
  expect(apiBaseUrl({ ...cloud, cloud: {} })).toBe('https://acme.atlassian.net')
  const { cloud: _, ...bare } = cloud
  expect(apiBaseUrl(bare)).toBe('https://acme.atlassian.net')
})

test('another cloud of Atlassian’s has hosts of its own', () => {
  const hosts = { authUrl: 'https://auth.gov.example', apiUrl: 'https://api.gov.example' }
  expect(cloudHosts(hosts)).toEqual(hosts)
  expect(cloudHosts()).toEqual({ authUrl: 'https://auth.atlassian.com', apiUrl: 'https://api.atlassian.com' })
  expect(apiBaseUrl({ ...cloud, cloud: { ...hosts, cloudId: 'c-1' } })).toBe('https://api.gov.example/ex/jira/c-1')
})

test('a cloudId cannot lead out of its place in the path', () => {
  expect(gatewayUrl(undefined, '../../evil?x')).toBe('https://api.atlassian.com/ex/jira/..%2F..%2Fevil%3Fx')
})
