import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterEach, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import type { DevelopmentOverview, DevelopmentType } from './development.ts'

type Place = readonly [SiteClient, Sandbox | CloudSandbox]

const open: (Sandbox | CloudSandbox)[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

const dataCenter = async (overrides: Parameters<typeof startSandbox>[0] = {}, user = 'mira'): Promise<Place> => {
  const sandbox = await startSandbox(overrides)
  open.push(sandbox)
  const token = sandbox.issuePat(user)
  return [connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` }), sandbox]
}

const cloud = async (): Promise<Place> => {
  const sandbox = await startCloudSandbox()
  open.push(sandbox)
  const email = 'mira@acme.example'
  const token = Buffer.from(`${email}:${sandbox.issueApiToken(email)}`).toString('base64')
  const authorize = async (): Promise<string> => `Basic ${token}`
  return [connectSite({ baseUrl: sandbox.siteUrl, deployment: 'cloud', authorize }), sandbox]
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['8.20', () => dataCenter({ persona: '8.20' })],
  ['11.3', () => dataCenter({ persona: '11.3' })],
  ['Cloud', cloud],
]

/** The first issue whose overview has something of every kind that is asked for. */
const findRich = async (
  [client, { world }]: Place,
  kinds: readonly DevelopmentType[],
): Promise<{ readonly id: string; readonly overview: DevelopmentOverview }> => {
  for (const { id } of world.issues.filter(({ resolved, projectKey }) => resolved !== null && projectKey === 'PAY')) {
    const overview = await client.development(String(id))
    if (overview !== null && kinds.every((kind) => (overview.sources[kind] ?? []).length > 0))
      return { id: String(id), overview }
  }
  throw new Error('the world has no such issue')
}

const kinds = ['pullrequest', 'branch', 'repository', 'build', 'deployment-environment'] as const

describe.each(places)('on %s', (name, start) => {
  test('an issue tells what there is of each kind, and where it is from', async () => {
    const place = await start()
    const [client] = place
    const { id, overview } = await findRich(place, kinds)
    const { counts, sources } = overview
    const details = await Promise.all(
      kinds.map(async (type) => {
        const parts = await Promise.all(
          (sources[type] ?? []).map((source) => client.developmentDetail({ issueId: id, type, source })),
        )
        return parts
      }),
    )
    const all = details.flat()
    expect({
      pullRequests: all.flatMap(({ pullRequests }) => pullRequests).length,
      branches: all.flatMap(({ branches }) => branches).length,
      commits: all.flatMap(({ commits }) => commits).length,
      builds: all.flatMap(({ builds }) => builds).length,
      deployments: all.flatMap(({ deployments }) => deployments).length,
    }).toEqual({
      pullRequests: counts.pullRequests,
      branches: counts.branches,
      commits: counts.commits,
      builds: counts.builds,
      deployments: counts.deployments,
    })
    const [request] = all.flatMap(({ pullRequests }) => pullRequests)
    expect(request).toMatchObject({
      status: expect.stringMatching(/^(?:OPEN|MERGED|DECLINED)$/),
      url: expect.stringMatching(/^https:/),
      source: expect.any(String),
      destination: 'main',
      updated: expect.stringMatching(/Z$/),
    })
    const [commit] = all.flatMap(({ commits }) => commits)
    expect(commit).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{11}$/), time: expect.stringMatching(/Z$/) })
    const [deployment] = all.flatMap(({ deployments }) => deployments)
    expect(deployment?.environment).toMatch(/^(?:Staging|Production)$/)
    expect(name === 'Cloud').toBe(!(sources.build ?? []).includes('bamboo'))
  })

  test('an issue without any has zeros, and one that is not there nothing', async () => {
    const [client, { world }] = await start()
    const bare = world.issues.find(({ projectKey }) => projectKey === 'SUP')
    expect(await client.development(String(bare?.id))).toMatchObject({
      counts: { pullRequests: 0, pullRequestState: null, branches: 0, commits: 0, builds: 0, deployments: 0 },
      sources: {},
      problems: [],
    })
    expect(await client.development('99999999')).toBeNull()
  })

  test('a source that is spelt otherwise has nothing', async () => {
    const place = await start()
    const { id } = await findRich(place, ['branch'])
    const found = await place[0].developmentDetail({ issueId: id, type: 'branch', source: 'STASH' }).catch(() => null)
    expect(found?.branches ?? []).toEqual([])
  })
})

describe('on Data Center', () => {
  test('the field of an issue counts the same', async () => {
    const place = await dataCenter()
    const { id, overview } = await findRich(place, ['pullrequest', 'build'])
    const issue = await place[0].issueWithFields({ key: id, customFields: ['customfield_10000'] })
    expect(issue.fields[0]?.value).toEqual({ kind: 'development', development: overview.counts })
  })

  test('without the plugin, or without the right to look, there is nothing', async () => {
    const [absent, { world }] = await dataCenter({ overrides: { development: { installed: false } } })
    const id = String(world.issues.find(({ projectKey }) => projectKey === 'PAY')?.id)
    expect(await absent.development(id)).toBeNull()
    const [outsider, other] = await dataCenter({ overrides: { development: { audience: 'team' } } }, 'rachel.stein')
    const issue = other.world.issues.find(({ projectKey, number }) => projectKey === 'PAY' && number > 300)
    expect(await outsider.development(String(issue?.id))).toBeNull()
  })

  test.each(['unauthorised', 'misconfigured'] as const)('a build server that is %s is told of', async (buildServer) => {
    const place = await dataCenter({ overrides: { development: { buildServer } } })
    const { id, overview } = await findRich(place, ['branch'])
    expect(overview.problems).toEqual([expect.stringContaining('Bamboo')])
    const detail = await place[0].developmentDetail({ issueId: id, type: 'build', source: 'bamboo' })
    expect([detail.builds, detail.problems]).toEqual([[], [expect.stringContaining('Bamboo')]])
  })
})
