import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import { connectDevOps, type DevOpsClient } from './connect-devops.ts'
import type { Build } from './entities.ts'

let cloud: CloudSandbox
let client: DevOpsClient

const tokenFor = async (
  permissions: Parameters<CloudSandbox['registerOAuthCredentials']>[0]['permissions'],
): Promise<string> => {
  const { clientId, clientSecret } = cloud.registerOAuthCredentials({ name: 'CI', permissions })
  const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const answer = await fetch(`${cloud.apiUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fields, audience: 'api.atlassian.com' }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const connect = (token: string): DevOpsClient =>
  connectDevOps({ baseUrl: cloud.apiUrl, cloudId: cloud.cloudId, authorize: async () => `Bearer ${token}` })

beforeAll(async () => {
  cloud = await startCloudSandbox()
  client = connect(await tokenFor(['builds', 'deployments', 'feature-flags']))
})

afterAll(() => cloud.close())

const build = (buildNumber: number, issues: readonly string[] = ['PAY-1201']): Build => ({
  pipelineId: 'main',
  buildNumber,
  sequence: 1,
  name: `main #${buildNumber}`,
  url: 'https://ci.example/1',
  state: 'successful',
  updated: '2026-11-22T08:00:00.000Z',
  issues,
})

describe('builds', () => {
  test('are sent with everything that is known of them', async () => {
    const full: Build = {
      ...build(1),
      description: 'd',
      label: 'l',
      tests: { total: 3, passed: 2, failed: 1 },
      commit: { id: 'abc', repositoryUrl: 'https://git.example/r' },
      ref: { name: 'main', url: 'https://git.example/r/main' },
    }
    expect(await client.sendBuilds([full])).toEqual([
      { name: 'main #1', state: 'accepted', reasons: [], unknownIssues: [] },
    ])
  })

  test('each have a result: some taken, some not, unknown issues named', async () => {
    const sent = await client.sendBuilds([
      build(2, ['PAY-1201', 'NO-7']),
      { ...build(3), url: 'odd' },
      build(4, ['NO-8']),
    ])
    expect(sent.map(({ state }) => state)).toEqual(['accepted', 'rejected', 'rejected'])
    expect(sent[0]?.unknownIssues).toEqual(['NO-7'])
    expect(sent[1]?.reasons).toEqual(["'url' must be a URL"])
    expect(sent[2]).toMatchObject({ unknownIssues: ['NO-8'] })
  })

  test('go in requests of a hundred, and each part is told', async () => {
    const before = cloud.journal.entries.length
    const parts: number[] = []
    const sent = await client.sendBuilds(
      Array.from({ length: 250 }, (_, index) => build(1000 + index)),
      { onSent: (part) => parts.push(part.length) },
    )
    expect(sent).toHaveLength(250)
    expect(parts).toEqual([100, 100, 50])
    expect(cloud.journal.entries.length - before).toBe(3)
  })

  test('are refused as a whole to credentials for something else', async () => {
    const other = connect(await tokenFor(['deployments']))
    await expect(other.sendBuilds([build(1)])).rejects.toSatisfy((error) => isJiraApiError(error, 'scope-missing'))
  })
})

test('a deployment is sent and its gate is asked', async () => {
  const deployment = {
    pipeline: { id: 'main', name: 'main', url: 'https://ci.example' },
    environment: { id: 'prod', name: 'Production', type: 'production' },
    number: 4,
    sequence: 1,
    name: 'main 4',
    url: 'https://ci.example/4',
    description: 'to production',
    state: 'pending',
    updated: '2026-11-22T08:00:00.000Z',
    gated: true,
    issues: ['PAY-1201'],
  } as const
  expect(await client.sendDeployments([deployment])).toMatchObject([{ name: 'main 4 → Production', state: 'accepted' }])
  expect(await client.gatingStatus({ pipelineId: 'main', environmentId: 'prod', number: 4 })).toBe('awaiting')
})

test('a feature flag is sent with its environments', async () => {
  const status = { enabled: true, rollout: { percentage: 5 } }
  const updated = '2026-11-22T08:00:00.000Z'
  const flag = { id: 'f1', key: 'new-checkout', sequence: 1, updated, status, issues: ['PAY-1201'] }
  const environments = [{ name: 'prod', type: 'production', url: 'https://flags.example', updated, status }] as const
  expect(await client.sendFeatureFlags([{ ...flag, environments }])).toMatchObject([
    { name: 'new-checkout', state: 'accepted' },
  ])
})

test('what was sent is found again on the issue, by a person', async () => {
  const fresh = { ...build(77), pipelineId: 'read-back' }
  const email = 'mira@acme.example'
  const basic = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  const site = connectSite({
    baseUrl: cloud.siteUrl,
    deployment: 'cloud',
    authorize: async () => `Basic ${basic}`,
  })
  const { id } = await site.issue('PAY-1201')
  const before = await site.development(id)
  await client.sendBuilds([fresh])
  const after = await site.development(id)
  expect(after?.counts.builds).toBe((before?.counts.builds ?? 0) + 1)
  const [source = ''] = after?.sources.build ?? []
  const { builds } = await site.developmentDetail({ issueId: id, type: 'build', source })
  expect(builds).toContainEqual(expect.objectContaining({ name: 'read-back #77', state: 'SUCCESSFUL' }))
})
