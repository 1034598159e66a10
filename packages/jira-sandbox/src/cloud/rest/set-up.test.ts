import { expect, test } from 'vitest'
import { mira } from '../testing.ts'
import { type RestClient, startRestClient } from './client-for-tests.ts'

const outsider = 'pim@vendor.example'
const names = (values: readonly { readonly name: string }[]): readonly string[] => values.map(({ name }) => name)
const startAsAdmin = (teamManaged = false): Promise<RestClient> =>
  startRestClient({ administrators: [mira.email], teamManaged })

test('Statuses are found by category, project and name by those who set projects up', async () => {
  await using rest = await startRestClient({ teamManaged: true })
  const search = async (query: string) => (await rest.ask('GET', `/statuses/search?${query}`)).json
  expect(await search('statusCategory=DONE&searchString=do')).toMatchObject({
    maxResults: 200,
    isLast: true,
    values: [
      { id: '10003', name: 'Done', statusCategory: 'DONE', scope: { type: 'GLOBAL' } },
      { id: '10004', name: "Won't do" },
    ],
  })
  const own = await search('projectId=10110&maxResults=1&expand=usages')
  expect(own).toMatchObject({ total: 3, isLast: false, values: [{ id: '10110', statusCategory: 'TODO' }] })
  expect(own.values[0]).toMatchObject({
    scope: { type: 'PROJECT', project: { id: '10110' } },
    usages: [{ project: { id: '10110' }, issueTypes: expect.arrayContaining(['10111']) }],
  })
  expect((await rest.ask('GET', '/statuses/search?statusCategory=new')).status).toBe(400)
  expect((await rest.askAs(outsider, 'GET', '/statuses/search')).status).toBe(403)
})

test('Statuses are told by id, fifty at most', async () => {
  await using rest = await startRestClient()
  const { json } = await rest.ask('GET', '/statuses?id=3&id=10003&id=77777')
  expect(names(json)).toEqual(['In Progress', 'Done'])
  expect(json[0]).not.toHaveProperty('usages')
  expect((await rest.ask('GET', '/statuses')).status).toBe(400)
  const many = Array.from({ length: 51 }, (_, id) => `id=${id}`).join('&')
  expect((await rest.ask('GET', `/statuses?${many}`)).status).toBe(400)
})

test('The statuses and types of a team-managed project are among those of the site', async () => {
  await using rest = await startRestClient({ teamManaged: true })
  const statuses: readonly { id: string; scope?: unknown }[] = (await rest.ask('GET', '/status')).json
  expect(statuses.find(({ id }) => id === '10112')).toMatchObject({ name: 'Done', scope: { type: 'PROJECT' } })
  expect((await rest.ask('GET', '/status/10112')).json.name).toBe('Done')
  expect((await rest.ask('GET', '/status/Done')).json.id).toBe('10003')
  expect((await rest.ask('GET', '/issuetype/10111')).json).toMatchObject({ name: 'Task', scope: { type: 'PROJECT' } })
  await using other = await startRestClient()
  expect((await other.ask('GET', '/status/10112')).status).toBe(404)
  expect((await other.ask('GET', '/issuetype/10111')).status).toBe(404)
})

test('Priorities come in pages with the default, and in their scheme', async () => {
  await using rest = await startRestClient()
  const all = (await rest.ask('GET', '/priority/search?maxResults=2')).json
  expect(all).toMatchObject({ total: 5, isLast: false, values: [{ name: 'Highest', isDefault: false }, {}] })
  expect(names((await rest.ask('GET', '/priority/search?onlyDefault=true')).json.values)).toEqual(['Medium'])
  expect(names((await rest.ask('GET', '/priority/search?id=5&id=1')).json.values)).toEqual(['Highest', 'Lowest'])
  const [scheme] = (await rest.ask('GET', '/priorityscheme?expand=priorities')).json.values
  expect(scheme).toMatchObject({ default: true, defaultPriorityId: '3', priorities: { total: 5 } })
  expect(scheme).not.toHaveProperty('projects')
})

test('What the priorities of a site are asked for through the gateway needs the scope of administrators', async () => {
  await using rest = await startRestClient()
  const statusWith = async (scope: string): Promise<number> => {
    const token = rest.client.cloud.issueApiToken(mira.email, { scopes: [scope] })
    const authorization = `Basic ${Buffer.from(`${mira.email}:${token}`).toString('base64')}`
    return (await rest.client.gateway('/rest/api/3/priority/search', authorization)).status
  }
  expect(await statusWith('manage:jira-configuration')).toBe(200)
  expect([await statusWith('read:jira-work'), await statusWith('read:priority:jira')]).toEqual([401, 401])
})

test('Events and contexts are for administrators, who are those that the sandbox was told of', async () => {
  await using rest = await startAsAdmin()
  expect((await rest.ask('GET', '/events')).json[0]).toEqual({ id: 1, name: 'Issue Created' })
  expect(
    (await rest.ask('GET', '/mypermissions?permissions=ADMINISTER')).json.permissions.ADMINISTER.havePermission,
  ).toBe(true)
  for (const path of ['/events', '/field/customfield_10107/context']) {
    expect((await rest.askAs('kenji@acme.example', 'GET', path)).status).toBe(403)
  }
})

test('A field has a context of all projects, with its options and what is below them', async () => {
  await using rest = await startAsAdmin()
  const fields: readonly { id: string; schema?: { custom?: string } }[] = (await rest.ask('GET', '/field')).json
  const field = fields.find(({ schema }) => schema?.custom?.endsWith(':cascadingselect') === true)?.id ?? ''
  const [context] = (await rest.ask('GET', `/field/${field}/context`)).json.values
  expect(context).toMatchObject({ isGlobalContext: true, isAnyIssueType: true })
  const optionsOf = async (query: string): Promise<readonly { id: string; optionId?: string; disabled: boolean }[]> =>
    (await rest.ask('GET', `/field/${field}/context/${context.id}/option?${query}`)).json.values
  const all = await optionsOf('')
  const top = all.filter(({ optionId }) => optionId === undefined)
  expect(all.slice(0, top.length)).toEqual(top)
  expect(all.at(-1)).toMatchObject({ optionId: top.at(-1)?.id, disabled: false })
  expect(await optionsOf('onlyOptions=true')).toEqual(top)
  expect(await optionsOf(`optionId=${top[0]?.id ?? ''}&onlyOptions=true`)).toEqual(top.slice(0, 1))
  expect((await rest.ask('GET', `/field/${field}/context/projectmapping`)).json.values).toEqual([
    { contextId: context.id, isGlobalContext: true },
  ])
  expect((await rest.ask('GET', `/field/${field}/context/issuetypemapping?contextId=1`)).json.total).toBe(0)
  expect((await rest.ask('GET', `/field/${field}/context/defaultValue`)).json.values).toEqual([])
  expect((await rest.ask('GET', `/field/${field}/context/1/option`)).status).toBe(404)
  expect((await rest.ask('GET', '/field/summary/context')).status).toBe(404)
})

test('The field of a team-managed project belongs to that project', async () => {
  await using rest = await startAsAdmin(true)
  const path = '/field/customfield_10301/context'
  const [context] = (await rest.ask('GET', path)).json.values
  expect(context.isGlobalContext).toBe(false)
  expect((await rest.ask('GET', `${path}/projectmapping`)).json.values).toEqual([
    { contextId: context.id, projectId: '10110' },
  ])
  expect((await rest.ask('GET', `${path}/${context.id}/option`)).status).toBe(400)
})
