import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { startOddServer } from '../testing.ts'

const email = 'mira@acme.example'

let cloud: CloudSandbox
let dataCenter: Sandbox

beforeAll(async () => {
  cloud = await startCloudSandbox()
  dataCenter = await startSandbox({ issues: 20 })
})
afterAll(async () => {
  await cloud.close()
  await dataCenter.close()
})

const atDataCenter = (): SiteClient => {
  const token = dataCenter.issuePat('mira')
  return connectSite({ baseUrl: dataCenter.baseUrl, authorize: async () => `Bearer ${token}` })
}
const atCloud = (): SiteClient => {
  const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return connectSite({ baseUrl: cloud.siteUrl, deployment: 'cloud', authorize: async () => `Basic ${token}` })
}

describe.each([
  ['Data Center', atDataCenter],
  ['Cloud', atCloud],
])('on %s', (_name, connect) => {
  test('a person is found by the id that the model has', async () => {
    const site = connect()
    const me = await site.myself()
    expect(await site.user(me.id)).toEqual({ id: me.id, name: me.name, active: true })
    expect(await site.user('nobody-of-this-name')).toBeNull()
  })

  test('the clock of the site is told, whatever its time zone', async () => {
    const { time = '' } = await connect().serverInfo()
    expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/)
  })

  test('a permission that the site does not know is not told of, and hides no other', async () => {
    const names = ['BROWSE_PROJECTS', 'FLY', 'ADD_COMMENTS', 'SWIM']
    expect(await connect().permissions({ names, project: 'PAY' })).toEqual({
      BROWSE_PROJECTS: true,
      ADD_COMMENTS: true,
    })
  })

  test('projects are found by a part of their name', async () => {
    expect(await connect().findProjects({ text: 'paym' })).toMatchObject([{ key: 'PAY', name: 'Payments' }])
  })

  test('issues by their words come with those looked at lately, but never with others than a query holds', async () => {
    const site = connect()
    const { issues } = await site.search({ jql: 'issuetype = Bug', maxResults: 1 })
    const [bug] = issues
    if (bug === undefined) throw new Error('there is no bug')
    const keys = async (jql?: string) => {
      const found = await site.pickIssues({ text: bug.key, ...(jql === undefined ? {} : { jql }) })
      return found.map(({ key }) => key)
    }
    expect(await keys()).toContain(bug.key)
    expect(await keys('issuetype = Bug')).toContain(bug.key)
    expect(await keys('issuetype = Epic')).toEqual([])
  })

  test('the roles of a project are known, for the visibility of comments', async () => {
    expect(await connect().projectRoles('PAY')).toContain('Developers')
  })

  test('filters are found with their queries', async () => {
    const site = connect()
    const made = await site.createFilter({ name: 'Mine to find', jql: 'project = PAY', favourite: true })
    expect(await site.findFilters({ text: 'to FIND' })).toMatchObject([{ id: made.id, jql: 'project = PAY' }])
    expect(await site.findFilters({ text: 'no such name' })).toEqual([])
  })
})

test('dashboards are listed, all of them or some', async () => {
  const site = atDataCenter()
  const all = await site.dashboards({})
  const favourites = await site.dashboards({ which: 'favourite' })
  expect(all.length).toBeGreaterThan(favourites.length)
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(favourites.map(({ id }) => id)))
})

test('the dashboards of Cloud have the same form', async () => {
  await using server = await startOddServer(() => ({
    json: { startAt: 0, maxResults: 50, total: 1, dashboards: [{ id: '10000', name: 'System\u001b[1m' }] },
  }))
  const site = connectSite({ baseUrl: server.origin, deployment: 'cloud', authorize: async () => undefined })
  expect(await site.dashboards({ which: 'my' })).toEqual([{ id: '10000', name: 'System' }])
  expect(server.seen[0]?.url).toContain('/rest/api/3/dashboard?filter=my')
})
