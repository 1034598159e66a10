import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CloudSandbox, startCloudSandbox } from '../../start-cloud-sandbox.ts'
import type { OAuthPermission } from '../clients.ts'
import { ask, type Said, sending } from '../testing.ts'

let cloud: CloudSandbox
let token: string
let cloudId: string

const tokenFor = async (permissions: readonly OAuthPermission[]): Promise<string> => {
  const { clientId, clientSecret } = cloud.registerOAuthCredentials({ name: 'CI', permissions })
  const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const said = await ask(`${cloud.apiUrl}/oauth/token`, sending('POST', { ...fields, audience: 'api.atlassian.com' }))
  return said.json.access_token
}

beforeAll(async () => {
  cloud = await startCloudSandbox()
  token = await tokenFor(['builds', 'deployments', 'feature-flags'])
  cloudId = cloud.cloudId
})

afterAll(() => cloud.close())

const call = (api: string, path: string, method: string, body?: unknown, bearer = token): Promise<Said> =>
  ask(`${cloud.apiUrl}/jira/${api}/0.1/cloud/${cloudId}${path}`, {
    ...(body === undefined ? { method } : sending(method, body)),
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
  })

const build = (number: number, more: object = {}): object => ({
  schemaVersion: '1.0',
  pipelineId: 'main',
  buildNumber: number,
  updateSequenceNumber: 1,
  displayName: `main #${number}`,
  url: `https://ci.example/${number}`,
  state: 'successful',
  lastUpdated: '2026-02-03T10:00:00Z',
  issueKeys: ['PAY-1201'],
  ...more,
})

describe('builds', () => {
  test('are taken one by one: the rest is rejected with reasons, and unknown issues are named', async () => {
    const builds = [
      build(1, { issueKeys: ['PAY-1201', 'OPS-999999'] }),
      build(2, { url: undefined }),
      build(3, { issueKeys: ['NO-1'] }),
    ]
    const said = await call('builds', '/bulk', 'POST', { builds })
    expect(said.status).toBe(202)
    expect(said.json.acceptedBuilds).toEqual([{ pipelineId: 'main', buildNumber: 1 }])
    expect(said.json.rejectedBuilds).toEqual([
      { key: { pipelineId: 'main', buildNumber: 2 }, errors: [{ message: "'url' is required" }] },
      { key: { pipelineId: 'main', buildNumber: 3 }, errors: [{ message: 'No valid issues found for the entity.' }] },
    ])
    expect(said.json.unknownIssueKeys).toEqual(['OPS-999999', 'NO-1'])
  })

  test('are read back and deleted', async () => {
    await call('builds', '/bulk', 'POST', { builds: [build(7)], properties: { run: 'a' } })
    expect((await call('builds', '/pipelines/main/builds/7', 'GET')).json.displayName).toBe('main #7')
    expect((await call('builds', '/pipelines/main/builds/7', 'DELETE')).status).toBe(202)
    expect((await call('builds', '/pipelines/main/builds/7', 'GET')).status).toBe(404)
    await call('builds', '/bulk', 'POST', { builds: [build(8)], properties: { run: 'b' } })
    await call('builds', '/bulkByProperties?run=b', 'DELETE')
    expect((await call('builds', '/pipelines/main/builds/8', 'GET')).status).toBe(404)
  })

  test('with an older number are taken and change nothing', async () => {
    await call('builds', '/bulk', 'POST', { builds: [build(9, { updateSequenceNumber: 5, state: 'failed' })] })
    const said = await call('builds', '/bulk', 'POST', { builds: [build(9, { updateSequenceNumber: 5 })] })
    expect(said.json.acceptedBuilds).toHaveLength(1)
    expect((await call('builds', '/pipelines/main/builds/9', 'GET')).json.state).toBe('failed')
  })

  test.each([
    [{ builds: [] }, 400],
    [{ builds: Array.from({ length: 101 }, (_, index) => build(index)) }, 413],
    [{ builds: [build(1)], odd: 1 }, 400],
    [{ builds: [build(1)], properties: { 'a:b': 'c' } }, 400],
    [[], 400],
  ])('are refused as a whole when the request is wrong (%#)', async (body, status) => {
    const said = await call('builds', '/bulk', 'POST', body)
    expect(said.status).toBe(status)
    expect(said.json[0].message).toEqual(expect.any(String))
  })
})

test('a deployment has a gate', async () => {
  const deployment = {
    deploymentSequenceNumber: 4,
    updateSequenceNumber: 1,
    displayName: 'main 4',
    url: 'https://ci.example/d/4',
    description: 'to production',
    lastUpdated: '2026-02-03T10:00:00Z',
    state: 'pending',
    pipeline: { id: 'main', displayName: 'main', url: 'https://ci.example' },
    environment: { id: 'prod', displayName: 'Production', type: 'production' },
    associations: [{ associationType: 'issueIdOrKeys', values: ['PAY-1201'] }],
    commands: [{ command: 'initiate_deployment_gating' }],
  }
  const said = await call('deployments', '/bulk', 'POST', { deployments: [deployment] })
  expect(said.json.acceptedDeployments).toEqual([
    { pipelineId: 'main', environmentId: 'prod', deploymentSequenceNumber: 4 },
  ])
  const gate = await call('deployments', '/pipelines/main/environments/prod/deployments/4/gating-status', 'GET')
  expect(gate.json.gatingStatus).toBe('awaiting')
})

test('a feature flag says where it is on', async () => {
  const status = { enabled: true }
  const flag = {
    id: 'f1',
    key: 'new-checkout',
    updateSequenceId: 1,
    issueKeys: ['PAY-1201'],
    summary: { status, lastUpdated: '2026-02-03T10:00:00Z' },
    details: [
      { url: 'https://flags.example/f1', lastUpdated: '2026-02-03T10:00:00Z', environment: { name: 'prod' }, status },
    ],
  }
  const said = await call('featureflags', '/bulk', 'POST', { flags: [flag, { ...flag, summary: undefined }] })
  expect(said.json).toMatchObject({ acceptedFeatureFlags: [{ id: 'f1' }], failedFeatureFlags: [{ key: { id: 'f1' } }] })
})

describe('what is let in', () => {
  test('credentials made for something else are not', async () => {
    const other = await tokenFor(['deployments'])
    expect((await call('builds', '/bulk', 'POST', { builds: [build(1)] }, other)).json.message).toContain('scope')
  })

  test('nobody and nonsense are not', async () => {
    expect((await call('builds', '/bulk', 'POST', { builds: [build(1)] }, 'x')).status).toBe(401)
  })
})
