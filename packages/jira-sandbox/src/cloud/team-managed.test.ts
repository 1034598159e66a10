import { expect, test } from 'vitest'
import { say, startRestClient } from './rest/client-for-tests.ts'

test('A team-managed project has types, statuses and a field of its own under familiar names', async () => {
  await using rest = await startRestClient({ teamManaged: true })
  const projects = (await rest.ask('GET', '/project/search?keys=LAB')).json.values
  expect(projects).toMatchObject([{ key: 'LAB', style: 'next-gen', simplified: true }])
  const types = (await rest.ask('GET', '/issue/createmeta/LAB/issuetypes')).json.issueTypes
  const task = types.find(({ name }: { name: string }) => name === 'Task')
  expect(task).toMatchObject({ hierarchyLevel: 0, scope: { type: 'PROJECT' } })
  expect(task.id).not.toBe('10002')
  const statuses = (await rest.ask('GET', '/project/LAB/statuses')).json[0].statuses
  expect(statuses.map(({ name }: { name: string }) => name)).toEqual(['To Do', 'In Progress', 'Done'])
  const fields = (await rest.ask('GET', '/field/search?query=effort')).json.values
  expect(fields).toMatchObject([{ id: 'customfield_10301', name: 'Effort' }])
  const meta = (await rest.ask('GET', `/issue/createmeta/LAB/issuetypes/${task.id}`)).json.fields
  expect(meta.map(({ fieldId }: { fieldId: string }) => fieldId)).toContain('customfield_10301')
})

test('Its issues have the field, stand below its epic, and move from any status to any', async () => {
  await using rest = await startRestClient({ teamManaged: true })
  const made = await rest.ask('POST', '/issue', {
    fields: {
      project: { key: 'LAB' },
      issuetype: { name: 'Task' },
      summary: 'Another',
      description: say('why'),
      parent: { key: 'LAB-1' },
      customfield_10301: 3,
    },
  })
  expect(made.status).toBe(201)
  const path = `/issue/${made.json.key}`
  const { fields } = (await rest.ask('GET', path)).json
  expect(fields).toMatchObject({
    customfield_10301: 3,
    issuetype: { name: 'Task', scope: { type: 'PROJECT' } },
    status: { name: 'To Do', scope: { type: 'PROJECT' } },
    parent: { key: 'LAB-1', fields: { issuetype: { hierarchyLevel: 1 } } },
  })
  expect((await rest.ask('PUT', path, { fields: { customfield_10301: 'much' } })).json.errors).toHaveProperty(
    'customfield_10301',
  )
  expect((await rest.ask('PUT', path, { fields: { customfield_10301: null } })).status).toBe(204)
  expect((await rest.ask('GET', `${path}?fields=customfield_10301`)).json.fields).toEqual({ customfield_10301: null })
  const { transitions } = (await rest.ask('GET', `${path}/transitions`)).json
  expect(transitions.map(({ isGlobal }: { isGlobal: boolean }) => isGlobal)).toEqual([true, true])
  expect((await rest.ask('POST', `${path}/transitions`, { transition: { id: transitions[1].id } })).status).toBe(204)
  const below = await rest.ask('POST', '/search/jql', { jql: 'project = LAB AND parent = LAB-1', fields: ['status'] })
  expect(below.json.issues).toHaveLength(4)
})
