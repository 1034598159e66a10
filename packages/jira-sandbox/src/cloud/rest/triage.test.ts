import { expect, test } from 'vitest'
import { kenji, type Said } from '../testing.ts'
import { say, startRestClient } from './client-for-tests.ts'

test('An issue has all fields, unset ones as null, and the shapes of Cloud', async () => {
  await using rest = await startRestClient()
  const issue = rest.client.cloud.world.issues.find(({ custom }) => custom.has('customfield_10101'))
  const { status, json } = await rest.ask('GET', `/issue/${(issue?.key ?? '').toLowerCase()}`)
  expect(status).toBe(200)
  expect(json.key).toBe(issue?.key)
  expect(json.self).toContain('/rest/api/3/issue/')
  expect(json.fields.customfield_10101).toEqual([
    expect.objectContaining({
      id: expect.any(Number),
      boardId: 4,
      state: expect.stringMatching(/^(?:active|closed|future)$/u),
    }),
  ])
  expect(json.fields.issuetype.hierarchyLevel).toBe(0)
  expect(Object.values(json.fields)).toContain(null)
  const narrow = await rest.ask('GET', `/issue/${issue?.key ?? ''}?fields=summary,status`)
  expect(Object.keys(narrow.json.fields).sort()).toEqual(['status', 'summary'])
})

test('An issue is created with a document, an epic as parent, and people by account id', async () => {
  await using rest = await startRestClient({ issues: 400 })
  const { cloud } = rest.client
  const epic = cloud.world.issues.find(({ typeId }) => typeId === '10000')
  const { status, json } = await rest.ask('POST', '/issue', {
    fields: {
      project: { key: 'PAY' },
      issuetype: { id: '10002' },
      summary: 'Made here',
      description: say('Why'),
      parent: { key: epic?.key },
      priority: { id: '2' },
      assignee: { accountId: cloud.accountIdOf(kenji.email) },
      labels: ['new'],
      duedate: '2026-12-24',
    },
  })
  expect([status, json]).toEqual([201, { id: expect.any(String), key: expect.any(String), self: expect.any(String) }])
  const { fields } = (await rest.ask('GET', `/issue/${json.key}`)).json
  expect(fields).toMatchObject({
    summary: 'Made here',
    description: say('Why'),
    parent: { key: epic?.key, fields: { issuetype: { hierarchyLevel: 1 } } },
    priority: { id: '2' },
    assignee: { displayName: 'Kenji Watanabe' },
    status: { name: 'Open' },
    duedate: '2026-12-24',
  })
  expect((await rest.ask('PUT', `/issue/${json.key}`, { update: { parent: [{ set: { none: true } }] } })).status).toBe(
    204,
  )
  expect((await rest.ask('GET', `/issue/${json.key}`)).json.fields).not.toHaveProperty('parent')
})

test.each([
  [{}, 'project'],
  [{ project: { key: 'NONE' } }, 'project'],
  [{ project: { key: 'PAY' }, issuetype: { name: 'Nope' } }, 'issuetype'],
  [{ project: { key: 'PAY' }, issuetype: { name: 'Task' } }, 'summary'],
  [{ project: { key: 'PAY' }, issuetype: { name: 'Sub-task' }, summary: 'x' }, 'parent'],
  [{ project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'x', status: { id: '3' } }, 'status'],
])('A new issue with %j is refused by the name of a field', async (fields, field) => {
  await using rest = await startRestClient()
  const { status, json } = await rest.ask('POST', '/issue', { fields })
  expect(status).toBe(400)
  expect(Object.keys(json.errors)).toEqual([field])
})

test('Of a batch the good ones are made and the others are told, up to fifty', async () => {
  await using rest = await startRestClient()
  const one = (summary: unknown, description: unknown = null): unknown => ({
    fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary, description },
  })
  const { status, json } = await rest.ask('POST', '/issue/bulk', {
    issueUpdates: [one('first', say('text')), one('', null), one('third', 'plain')],
  })
  expect([status, json.issues.length, json.errors.length]).toEqual([201, 1, 2])
  expect(json.errors[1]).toMatchObject({
    status: 400,
    failedElementNumber: 2,
    elementErrors: { errors: { description: expect.any(String) } },
  })
  expect((await rest.ask('GET', `/issue/${json.issues[0].key}`)).json.fields.description).toEqual(say('text'))
  expect(
    (await rest.ask('POST', '/issue/bulk', { issueUpdates: Array.from({ length: 51 }, () => one('x')) })).status,
  ).toBe(400)
})

test('An edit answers with the issue where that is asked for', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  const body = { fields: { summary: 'Other' }, update: { labels: [{ add: 'x' }] } }
  const { status, json } = await rest.ask('PUT', `${path}?returnIssue=true`, body)
  expect([status, json.fields.summary, json.fields.labels.includes('x')]).toEqual([200, 'Other', true])
  expect((await rest.ask('PUT', path, { fields: { priority: { id: 'x' }, summary: '' } })).json.errors).toMatchObject({
    priority: expect.any(String),
    summary: expect.any(String),
  })
})

test('Comments are documents, keep properties that an edit does not name, and may be for some alone', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('SUP')}/comment`
  const properties = [{ key: 'sd.public.comment', value: { internal: true } }]
  const made = await rest.ask('POST', `${path}?expand=properties`, { body: say('inside'), properties })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ body: say('inside'), jsdPublic: false, properties })
  const one = `${path}/${made.json.id}`
  const visibility = { type: 'role', identifier: 'Service Desk Team' }
  const changed = await rest.ask('PUT', `${one}?expand=properties`, {
    body: say('outside'),
    visibility,
    properties: [{ key: 'mine', value: 1 }],
  })
  expect(changed.json).toMatchObject({
    body: say('outside'),
    jsdPublic: false,
    visibility: { ...visibility, value: 'Service Desk Team' },
  })
  expect(changed.json.properties).toHaveLength(2)
  const both = { type: 'role', value: 'Developers', identifier: 'Developers' }
  expect((await rest.ask('PUT', one, { body: say('x'), visibility: both })).status).toBe(400)
  const all = await rest.ask('GET', `${path}?orderBy=-created`)
  expect(all.json).toMatchObject({
    startAt: 0,
    maxResults: 100,
    comments: [{ id: made.json.id, body: say('outside') }, ...all.json.comments.slice(1)],
  })
  expect(all.json).not.toHaveProperty('isLast')
  const listed = await rest.ask('POST', '/comment/list', { ids: [Number(made.json.id)] })
  expect(listed.json.values).toMatchObject([{ body: say('outside') }])
  expect((await rest.ask('DELETE', one)).status).toBe(204)
  expect((await rest.ask('GET', one)).status).toBe(404)
})

test('Transitions tell what they are, and a document goes with one', async () => {
  await using rest = await startRestClient()
  const issue = rest.client.cloud.world.issues.find(
    ({ projectKey, statusId }) => projectKey === 'PAY' && statusId === '3',
  )
  const path = `/issue/${issue?.key ?? ''}/transitions`
  const plain = await rest.ask('GET', path)
  const done = plain.json.transitions.find(({ id }: { id: string }) => id === '31')
  expect(done).toMatchObject({ hasScreen: true, isGlobal: false, isInitial: false, isAvailable: true, looped: false })
  expect(done).not.toHaveProperty('fields')
  const body = {
    transition: { id: '31' },
    fields: { resolution: { id: '1' } },
    update: { comment: [{ add: { body: say('done') } }] },
  }
  expect((await rest.ask('POST', path, body)).status).toBe(204)
  const { fields } = (await rest.ask('GET', `/issue/${issue?.key ?? ''}`)).json
  expect(fields.status.name).toBe('Done')
  expect(fields.comment.comments.at(-1).body).toEqual(say('done'))
})

test('What a validator wants is not marked as required, and its failure is a sentence', async () => {
  await using rest = await startRestClient({ issues: 300 })
  const issue = rest.client.cloud.world.issues.find(
    ({ projectKey, statusId }) => projectKey === 'OPS' && statusId === '3',
  )
  const path = `/issue/${issue?.key ?? ''}/transitions`
  const { json } = await rest.ask('GET', `${path}?expand=transitions.fields&transitionId=151`)
  const { customfield_10202: cause } = json.transitions[0].fields
  expect(cause).toMatchObject({ key: 'customfield_10202', required: false })
  expect(cause).not.toHaveProperty('fieldId')
  const refused = await rest.ask('POST', path, { transition: { id: '151' }, fields: { resolution: { id: '1' } } })
  expect(refused).toMatchObject({ status: 400, json: { errorMessages: ['Root cause is required.'], errors: {} } })
})

test('An issue with parts is deleted only along with them, and only by those who may', async () => {
  await using rest = await startRestClient({ issues: 300 })
  const issue = rest.client.cloud.world.issues.find(
    ({ projectKey, subtaskIds, number }) => projectKey === 'PAY' && subtaskIds.length > 0 && number > 200,
  )
  const path = `/issue/${issue?.key ?? ''}`
  const [part] = issue?.subtaskIds ?? []
  expect((await rest.askAs(kenji.email, 'DELETE', path)).status).toBe(403)
  expect((await rest.ask('DELETE', path)).status).toBe(400)
  expect(await rest.ask('DELETE', `${path}?deleteSubtasks=true`)).toMatchObject({ status: 204, text: '' })
  expect((await rest.ask('GET', path)).status).toBe(404)
  expect((await rest.ask('GET', `/issue/${String(part)}`)).status).toBe(404)
})

test('An issue that a security level hides is nowhere, however it is asked for', async () => {
  await using rest = await startRestClient()
  const { world } = rest.client.cloud
  const hidden = world.issues.find(({ securityLevelId }) => securityLevelId === '10602')
  expect(hidden).toBeDefined()
  const [key, id] = [hidden?.key ?? '', hidden?.id]
  expect((await rest.ask('GET', `/issue/${key}`)).status).toBe(404)
  expect((await rest.ask('POST', '/issue/bulkfetch', { issueIdsOrKeys: [key] })).json.issues).toEqual([])
  expect((await rest.ask('POST', '/changelog/bulkfetch', { issueIdsOrKeys: [key] })).json.issueChangeLogs).toEqual([])
  expect((await rest.ask('POST', '/search/jql', { jql: `key = ${key}` })).json.issues).toEqual([])
  const match = await rest.ask('POST', '/jql/match', { jqls: ['project = PAY'], issueIds: [id] })
  expect(match.json.matches[0].matchedIssues).toEqual([])
  expect((await rest.ask('GET', `/issue/picker?query=${key}`)).json.sections[0].issues).toEqual([])
})

test('Properties of a comment are set one by one', async () => {
  await using rest = await startRestClient()
  const { json } = await rest.ask('POST', `/issue/${rest.issueIn('PAY')}/comment`, { body: say('x') })
  const path = `/comment/${json.id}/properties/mine`
  expect((await rest.ask('PUT', path, { a: 1 })).status).toBe(201)
  expect((await rest.ask('GET', path)).json).toEqual({ key: 'mine', value: { a: 1 } })
  expect((await rest.ask('GET', `/comment/${json.id}/properties`)).json.keys).toMatchObject([{ key: 'mine' }])
  expect((await rest.ask('DELETE', path)).status).toBe(204)
  expect((await rest.ask('GET', path)).status).toBe(404)
})

test('An edit is all or nothing, empties with null, and is silent for administrators alone', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  const both = await rest.ask('PUT', path, {
    fields: { summary: 'x', labels: ['a'] },
    update: { labels: [{ add: 'b' }] },
  })
  expect([both.status, Object.keys(both.json.errors)]).toEqual([400, ['labels']])
  const unknown = await rest.ask('PUT', path, { fields: { summary: 'x', customfield_99999: 1 } })
  expect(unknown.json.errors.customfield_99999).toContain('not on the appropriate screen')
  expect((await rest.ask('GET', `${path}?fields=summary`)).json.fields.summary).not.toBe('x')
  await rest.ask('PUT', path, { fields: { description: say('x'), duedate: '2026-12-24' } })
  expect((await rest.ask('PUT', path, { fields: { description: null, duedate: null } })).status).toBe(204)
  const { fields } = (await rest.ask('GET', `${path}?fields=description,duedate`)).json
  expect(fields).toEqual({ description: null, duedate: null })
  const silent = `${path}?notifyUsers=false`
  expect((await rest.askAs(kenji.email, 'PUT', silent, { fields: { summary: 'y' } })).status).toBe(403)
  expect((await rest.ask('PUT', silent, { fields: { summary: 'y' } })).status).toBe(204)
  expect((await rest.ask('PUT', path, {})).status).toBe(400)
})

test('A sub-task keeps a parent of its own kind, and an epic has none', async () => {
  await using rest = await startRestClient({ issues: 400 })
  const { issues } = rest.client.cloud.world
  const set = async (key: string | undefined, parent: unknown): Promise<Said> =>
    rest.ask('PUT', `/issue/${key ?? ''}`, { fields: { parent } })
  const part = issues.find(
    ({ projectKey, parentId, statusId }) => projectKey === 'PAY' && parentId !== null && statusId !== '6',
  )
  const epic = issues.find(({ typeId }) => typeId === '10000')
  const task = rest.issueIn('PAY')
  expect((await set(part?.key, { key: epic?.key })).json.errors).toHaveProperty('parent')
  expect((await set(part?.key, null)).json.errors).toHaveProperty('parent')
  expect((await set(epic?.key, { key: task })).json.errors).toHaveProperty('parent')
  expect((await set(task, { key: 'PAY-999999' })).json.errors).toHaveProperty('parent')
  expect((await set(part?.key, { key: task })).status).toBe(204)
  expect((await rest.ask('GET', `/issue/${part?.key ?? ''}`)).json.fields.parent.key).toBe(task)
  const { subtasks } = (await rest.ask('GET', `/issue/${task}?fields=subtasks`)).json.fields
  expect(subtasks.map(({ key }: { key: string }) => key)).toContain(part?.key)
})
