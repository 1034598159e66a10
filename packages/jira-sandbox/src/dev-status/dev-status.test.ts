import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '../exchange.ts'
import { restRoutes } from '../rest/routes.ts'
import { type Sandbox, serveWorld } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'
import { createWorld } from '../world/create-world.ts'
import { developmentOf } from '../world/development.ts'
import type { SandboxIssue } from '../world/world.ts'
import { devStatusRoutes } from './dev-status-routes.ts'
import type { DevelopmentSwitches } from './switches.ts'

const world = createWorld()
const startWith = (routes: readonly Route[]): Promise<Sandbox> => serveWorld(world, [...restRoutes, ...routes])
const start = (switches: Partial<DevelopmentSwitches> = {}): Promise<Sandbox> =>
  startWith(devStatusRoutes({ isCloud: false }, switches))

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start()
})
afterAll(() => sandbox.close())

const read = async (site: Sandbox, path: string, as: string | null = 'mira') => {
  const headers: Record<string, string> = as === null ? {} : { Authorization: `Bearer ${site.issuePat(as)}` }
  const answer = await fetch(`${site.baseUrl}/rest/dev-status/${path}`, { headers })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return { status: answer.status, text, json: isJson ? JSON.parse(text) : undefined }
}

const find = (isWanted: (issue: SandboxIssue) => boolean): SandboxIssue => {
  const issue = world.issues.find(isWanted)
  if (issue === undefined) throw new TypeError('the world has no such issue')
  return issue
}

const withRequest = find((issue) => developmentOf(issue).works.some(({ pullRequest }) => pullRequest !== undefined))
const withBuilds = find((issue) => developmentOf(issue).builds.length > 0)
const isOpen = ({ projectKey, securityLevelId }: SandboxIssue): boolean =>
  projectKey === 'PAY' && (securityLevelId ?? null) === null
const withoutAny = find((issue) => isOpen(issue) && developmentOf(issue).works.length === 0)
const summaryOf = (issue: SandboxIssue): string => `1.0/issue/summary?issueId=${issue.id}`
const detailOf = (issue: SandboxIssue, source: string, type: string): string =>
  `1.0/issue/detail?issueId=${issue.id}&applicationType=${source}&dataType=${type}`

test('every count of the summary is the number of details that its sources give', async () => {
  const members: Readonly<Record<string, string>> = {
    pullrequest: 'pullRequests',
    branch: 'branches',
    build: 'builds',
    'deployment-environment': 'deployments',
  }
  let checked = 0
  for (const issue of world.issues.filter((one) => developmentOf(one).works.length > 0).slice(0, 12)) {
    const { json } = await read(sandbox, summaryOf(issue))
    for (const [type, member] of Object.entries(members)) {
      const { overall, byInstanceType } = json.summary[type]
      let sum = 0
      for (const [source, { count }] of Object.entries<{ count: number }>(byInstanceType)) {
        const { json: told } = await read(sandbox, detailOf(issue, source, type))
        const list = told.detail.flatMap((part: Record<string, unknown[]>) => part[member])
        expect(list).toHaveLength(count)
        sum += list.length
      }
      expect(overall.count).toBe(sum)
      checked += sum
    }
  }
  expect(checked).toBeGreaterThan(20)
})

test('a summary has all six kinds, and an issue that nobody wrote code for has zeros', async () => {
  const { status, json } = await read(sandbox, summaryOf(withoutAny))
  expect(status).toBe(200)
  expect(json).toMatchObject({ errors: [], configErrors: [] })
  expect(Object.keys(json.summary)).toEqual([
    'pullrequest',
    'build',
    'review',
    'deployment-environment',
    'repository',
    'branch',
  ])
  for (const { overall, byInstanceType } of Object.values<{ overall: { count: number }; byInstanceType: unknown }>(
    json.summary,
  )) {
    expect([overall.count, byInstanceType]).toEqual([0, {}])
  }
})

test('a pull request tells its branches, its people and its time, and the host that it is from', async () => {
  const { summary } = (await read(sandbox, summaryOf(withRequest))).json
  const [source = ''] = Object.keys(summary.pullrequest.byInstanceType)
  const { detail } = (await read(sandbox, detailOf(withRequest, source, 'pullrequest'))).json
  expect(detail[0]._instance).toMatchObject({ type: source, baseUrl: expect.stringMatching(/^https:/u) })
  expect(detail[0].pullRequests[0]).toMatchObject({
    name: expect.stringContaining(withRequest.key),
    status: expect.stringMatching(/^(?:OPEN|MERGED|DECLINED)$/u),
    source: { branch: expect.stringContaining(withRequest.key) },
    destination: { branch: 'main' },
    lastUpdate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+\+0000$/u),
  })
})

test('there are issues with two hosts of one kind, whose details come apart', async () => {
  const issue = find((one) => new Set(developmentOf(one).works.map(({ host }) => host.id)).size === 2)
  const { summary } = (await read(sandbox, summaryOf(issue))).json
  const parts = await Promise.all(
    Object.keys(summary.branch.byInstanceType).map((source) => read(sandbox, detailOf(issue, source, 'branch'))),
  )
  const ids = parts.flatMap(({ json }) => json.detail.map((part: { _instance: { id: string } }) => part._instance.id))
  expect(new Set(ids).size).toBe(2)
  const both = find((one) => developmentOf(one).works.filter(({ host }) => host.type === 'stash').length === 2)
  expect((await read(sandbox, detailOf(both, 'stash', 'branch'))).json.detail.length).toBeGreaterThan(0)
})

test('what is told of an issue stays when the issue changes', async () => {
  const before = await read(sandbox, summaryOf(withRequest))
  const { updated, resolutionId } = withRequest
  withRequest.updated += 86_400_000
  withRequest.resolutionId = resolutionId === null ? '1' : null
  expect((await read(sandbox, summaryOf(withRequest))).json).toEqual(before.json)
  Object.assign(withRequest, { updated, resolutionId })
})

test('latest is another name of 1.0', async () => {
  const { json } = await read(sandbox, summaryOf(withRequest))
  expect((await read(sandbox, summaryOf(withRequest).replace('1.0', 'latest'))).json).toEqual(json)
})

test('only the number of an issue will do, and kinds must be known', async () => {
  expect((await read(sandbox, `1.0/issue/summary?issueId=${withRequest.key}`)).status).toBe(404)
  expect((await read(sandbox, '1.0/issue/summary')).status).toBe(400)
  expect((await read(sandbox, '1.0/issue/summary?issueId=99999999')).status).toBe(404)
  expect((await read(sandbox, detailOf(withRequest, 'stash', 'PullRequest'))).status).toBe(400)
  expect((await read(sandbox, detailOf(withRequest, '', 'branch'))).status).toBe(400)
})

test('an application type in the wrong case finds nothing, or is a 500', async () => {
  const [{ host } = { host: undefined }] = developmentOf(withRequest).works
  const wrong = host?.type === 'GitHub' ? 'github' : 'Stash'
  expect(await read(sandbox, detailOf(withRequest, wrong, 'branch'))).toMatchObject({
    status: 200,
    json: { errors: [], detail: [] },
  })
  await using strict = await start({ wrongCase: 'error' })
  expect((await read(strict, detailOf(withRequest, wrong, 'branch'))).status).toBe(500)
  expect((await read(strict, detailOf(withRequest, 'gitlabselfmanaged', 'branch'))).json.detail).toEqual([])
})

test('without View Development Tools it is a 403, for anonymous readers too', async () => {
  const open = find(({ projectKey }) => projectKey === 'SUP')
  expect((await read(sandbox, summaryOf(open), null)).status).toBe(403)
  await using narrow = await start({ audience: 'team' })
  expect((await read(narrow, summaryOf(withoutAny), 'pim@vendor.example')).status).toBe(403)
  expect((await read(narrow, summaryOf(withoutAny), 'tomasz.w')).status).toBe(200)
})

test('an issue that the caller may not see is a 404', async () => {
  const inHiddenProject = find(({ projectKey }) => projectKey === 'OPS')
  const secured = find((issue) => issue.projectKey === 'PAY' && !isOpen(issue))
  for (const hidden of [inHiddenProject, secured]) {
    expect((await read(sandbox, summaryOf(hidden), 'pim@vendor.example')).status).toBe(404)
  }
})

test('without the plugin its paths are a page of an error 404', async () => {
  await using bare = await start({ installed: false })
  const answer = await read(bare, summaryOf(withRequest))
  expect([answer.status, answer.json]).toEqual([404, undefined])
  expect(answer.text).toContain('<html')
})

test('a build server that wants to be allowed first tells of itself in place of its builds', async () => {
  await using shut = await start({ buildServer: 'unauthorised' })
  const problem = { error: 'unauthorized', instance: { name: 'Bamboo', type: 'bamboo' } }
  const { json } = await read(shut, summaryOf(withBuilds))
  expect(json).toMatchObject({ errors: [problem], configErrors: [] })
  expect(json.summary.build.overall.count).toBeGreaterThan(0)
  expect((await read(shut, detailOf(withBuilds, 'bamboo', 'build'))).json).toMatchObject({
    errors: [problem],
    detail: [],
  })
  expect((await read(shut, detailOf(withRequest, 'stash', 'branch'))).json.errors).toEqual([])
  await using wrong = await start({ buildServer: 'misconfigured' })
  expect((await read(wrong, summaryOf(withBuilds))).json).toMatchObject({
    errors: [],
    configErrors: [{ instance: { type: 'bamboo' } }],
  })
})

test('counts can be one too many, or zero although there are details', async () => {
  const count = async (site: Sandbox): Promise<number> =>
    (await read(site, summaryOf(withRequest))).json.summary.branch.overall.count
  const right = await count(sandbox)
  await using stale = await start({ counts: 'stale' })
  await using zero = await start({ counts: 'zero' })
  expect(await count(stale)).toBe(right + 1)
  expect(await count(zero)).toBe(0)
  const [source = ''] = developmentOf(withRequest).works.map(({ host }) => host.type)
  expect((await read(zero, detailOf(withRequest, source, 'branch'))).json.detail).not.toEqual([])
})

test('on Cloud the kinds of hosts are other ones', async () => {
  await using cloud = await startWith(devStatusRoutes({ isCloud: true }))
  const issue = find((one) => developmentOf(one).works.some(({ host }) => host.type === 'stash'))
  const { summary } = (await read(cloud, summaryOf(issue))).json
  expect(summary.branch.byInstanceType).toHaveProperty('bitbucket')
  expect(summary.branch.byInstanceType).not.toHaveProperty('stash')
  expect((await read(cloud, detailOf(issue, 'bitbucket', 'branch'))).json.detail).not.toEqual([])
})

test('a usual site has the resources, and its persona can take them away', async () => {
  await using usual = await startSandbox()
  expect((await read(usual, summaryOf(withRequest))).status).toBe(200)
  await using bare = await startSandbox({ overrides: { development: { installed: false } } })
  expect((await read(bare, summaryOf(withRequest))).status).toBe(404)
})

test('the Development field of an issue counts what the resource counts', async () => {
  await using site = await startSandbox()
  for (const issue of [withRequest, withoutAny]) {
    const headers = { Authorization: `Bearer ${site.issuePat('mira')}` }
    const path = `rest/api/2/issue/${issue.key}?fields=customfield_10000`
    const answer = await fetch(`${site.baseUrl}/${path}`, { headers })
    const { fields } = JSON.parse(await answer.text())
    const { json } = await read(site, summaryOf(issue))
    const told = /devSummaryJson=(?<json>\{.*\})\}$/su.exec(fields.customfield_10000)?.groups?.['json'] ?? ''
    expect(JSON.parse(told).cachedValue.summary).toEqual(json.summary)
    expect(fields.customfield_10000).toContain(`[count=${json.summary.pullrequest.overall.count},`)
  }
})
