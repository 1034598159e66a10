import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { FieldInfo, Issue } from '../model/model.ts'
import type { SiteClient } from '../site-client.ts'

const email = 'sofia.nunes@acme.example'

let cloud: CloudSandbox
let dataCenter: Sandbox

beforeAll(async () => {
  cloud = await startCloudSandbox()
  dataCenter = await startSandbox()
})
afterAll(async () => {
  await cloud.close()
  await dataCenter.close()
})

const atDataCenter = (): SiteClient => {
  const token = dataCenter.issuePat('sofia.nunes')
  return connectSite({ baseUrl: dataCenter.baseUrl, authorize: async () => `Bearer ${token}` })
}
const atCloud = (): SiteClient => {
  const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return connectSite({ baseUrl: cloud.siteUrl, deployment: 'cloud', authorize: async () => `Basic ${token}` })
}

const typed = (fields: readonly FieldInfo[], type: string): FieldInfo => {
  const found = fields.find(({ schema }) => schema.custom?.endsWith(`:${type}`))
  if (found === undefined) throw new Error(`The site has no field of the type ${type}`)
  return found
}

const kindsOf = (issues: readonly Issue[]): readonly string[] => [
  ...new Set(issues.flatMap(({ fields = [] }) => fields.map(({ value }) => value.kind))),
]

describe.each([
  ['Data Center', atDataCenter],
  ['Cloud', atCloud],
])('on %s', (_name, connect) => {
  test('a search brings the fields that are asked for, typed, and no others', async () => {
    const site = connect()
    const sprint = typed(await site.fields(), 'gh-sprint')
    const { issues } = await site.search({ jql: 'sprint in openSprints()', maxResults: 5, fields: [sprint] })
    expect(issues.length).toBeGreaterThan(0)
    expect(kindsOf(issues)).toEqual(['sprints'])
    expect(issues[0]?.fields).toMatchObject([{ id: sprint.id, name: sprint.name, value: { kind: 'sprints' } }])
    const plain = await site.search({ jql: 'sprint in openSprints()', maxResults: 1 })
    expect(plain.issues[0]).not.toHaveProperty('fields')
  })

  test('a copy of an issue in a search is the same as the issue by itself', async () => {
    const site = connect()
    const jql = 'project = PAY AND comment ~ "the" ORDER BY key'
    const found = await site.search({ jql, maxResults: 3, withDetails: true })
    const [detail] = found.details ?? []
    expect(found.details?.map(({ key }) => key)).toEqual(found.issues.map(({ key }) => key))
    expect(detail?.comments.length).toBeGreaterThan(0)
    const alone = await site.issue(detail?.key ?? '')
    expect({ ...detail, fields: [] }).toEqual({ ...alone, fields: [] })
  })

  test('the clocks of a queue come with its page', async () => {
    const site = connect()
    const sla = typed(await site.fields(), 'sd-sla-field')
    const { issues } = await site.queueIssues({ deskId: '3', queueId: '21', limit: 5, fields: [sla] })
    expect(kindsOf(issues)).toEqual(['sla'])
  })

  test('a board brings the sprint of its cards, and says which of them are flagged', async () => {
    const site = connect()
    const [board] = await site.boards({ type: 'scrum' })
    const sprint = typed(await site.fields(), 'gh-sprint')
    const { issues, flagged } = await site.boardIssues({
      boardId: board?.id ?? '',
      part: { kind: 'board' },
      fields: [sprint],
    })
    expect(kindsOf(issues)).toContain('sprints')
    expect(issues.map(({ key }) => key)).toEqual(expect.arrayContaining([...flagged]))
  })

  test('ids of a whole list come once each, in few requests', async () => {
    const site = connect()
    const jql = 'project = PAY ORDER BY created'
    const ids = await site.ids(jql)
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
    expect(ids).toHaveLength(await site.count(jql))
    const { issues } = await site.search({ jql, maxResults: 2 })
    expect(ids.slice(0, 2)).toEqual(issues.map(({ key, id }) => ({ key, id })))
    await expect(site.ids('projec = PAY AND')).rejects.toMatchObject({ code: 'refused' })
  })
})
