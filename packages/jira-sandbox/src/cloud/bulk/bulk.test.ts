import { expect, test } from 'vitest'
import type { CloudSandboxOptions } from '../options.ts'
import { type RestClient, say, startRestClient } from '../rest/client-for-tests.ts'
import { kenji } from '../testing.ts'

interface Bench extends AsyncDisposable {
  readonly rest: RestClient
  readonly keys: readonly string[]
  tick(ms: number): void
}

const startBench = async (options: CloudSandboxOptions = {}): Promise<Bench> => {
  let now = Date.UTC(2026, 10, 22, 8)
  const rest = await startRestClient({ issues: 200, bulkTaskMs: 1000, now: () => now, ...options })
  const keys = rest.client.cloud.world.issues
    .filter(({ projectKey, typeId, statusId }) => projectKey === 'PAY' && typeId !== '10003' && statusId === '1')
    .slice(0, 4)
    .map(({ key }) => key)
  return {
    rest,
    keys,
    tick: (ms) => {
      now += ms
    },
    [Symbol.asyncDispose]: () => rest.client.cloud.close(),
  }
}

const edit = (keys: readonly string[], actions: readonly string[], editedFieldsInput: object): unknown => ({
  selectedIssueIdsOrKeys: keys,
  selectedActions: actions,
  editedFieldsInput,
  sendBulkNotification: false,
})

test('An edit of many issues is taken, enqueued, runs and is complete', async () => {
  await using bench = await startBench()
  const { rest, keys } = bench
  const made = await rest.ask(
    'POST',
    '/bulk/issues/fields',
    edit([...keys, 'PAY-999999'], ['priority', 'labels', 'assignee', 'description'], {
      priority: { priorityId: '2' },
      labelsFields: [{ fieldId: 'labels', labels: [{ name: 'many' }], bulkEditMultiSelectFieldOption: 'ADD' }],
      singleSelectClearableUserPickerFields: [
        { fieldId: 'assignee', user: { accountId: rest.client.cloud.accountIdOf(kenji.email) } },
      ],
      richTextFields: [{ fieldId: 'description', richText: { adfValue: say('all alike') } }],
    }),
  )
  expect([made.status, Object.keys(made.json)]).toEqual([201, ['taskId']])
  const poll = async () => (await rest.ask('GET', `/bulk/queue/${made.json.taskId}`)).json
  expect(await poll()).toMatchObject({ status: 'ENQUEUED', progressPercent: 0, totalIssueCount: 5 })
  bench.tick(500)
  expect(await poll()).toMatchObject({
    status: 'RUNNING',
    progressPercent: 50,
    processedAccessibleIssues: [expect.any(Number), expect.any(Number)],
  })
  bench.tick(500)
  const end = await poll()
  expect(end).toMatchObject({
    status: 'COMPLETE',
    progressPercent: 100,
    failedAccessibleIssues: {},
    invalidOrInaccessibleIssueCount: 1,
  })
  expect(end.processedAccessibleIssues).toHaveLength(4)
  const { fields } = (await rest.ask('GET', `/issue/${keys[3] ?? ''}`)).json
  expect(fields).toMatchObject({
    priority: { id: '2' },
    assignee: { displayName: 'Kenji Watanabe' },
    description: say('all alike'),
  })
  expect(fields.labels).toContain('many')
})

test.each([
  ['no issues', edit([], ['priority'], { priority: { priorityId: '2' } })],
  ['no actions', edit(['PAY-1'], [], {})],
  ['an action without input', edit(['PAY-1'], ['priority'], {})],
  [
    'bean names as actions',
    edit(['PAY-1'], ['labelsFields'], {
      labelsFields: [{ fieldId: 'labels', labels: [{ name: 'x' }], bulkEditMultiSelectFieldOption: 'ADD' }],
    }),
  ],
  ['field ids as beans', edit(['PAY-1'], ['labels'], { labels: ['x'] })],
  [
    'bare labels',
    edit(['PAY-1'], ['labels'], {
      labelsFields: [{ fieldId: 'labels', labels: ['x'], bulkEditMultiSelectFieldOption: 'ADD' }],
    }),
  ],
  [
    'an unknown option',
    edit(['PAY-1'], ['labels'], {
      labelsFields: [{ fieldId: 'labels', labels: [{ name: 'x' }], bulkEditMultiSelectFieldOption: 'TOGGLE' }],
    }),
  ],
  [
    'a bad document',
    edit(['PAY-1'], ['description'], { richTextFields: [{ fieldId: 'description', richText: { adfValue: 'plain' } }] }),
  ],
  [
    'an unknown member',
    { ...(edit(['PAY-1'], ['priority'], { priority: { priorityId: '2' } }) as object), dryRun: true },
  ],
])('An edit with %s is refused in an envelope of its own', async (_, body) => {
  await using bench = await startBench()
  const { status, json } = await bench.rest.ask('POST', '/bulk/issues/fields', body)
  expect([status, json]).toEqual([400, { errors: [{ message: expect.any(String) }] }])
})

test('The type of issues of two projects is not changed at once', async () => {
  await using bench = await startBench()
  const body = edit([bench.keys[0] ?? '', bench.rest.issueIn('OPS')], ['issuetype'], {
    issueType: { issueTypeId: '10002' },
  })
  expect((await bench.rest.ask('POST', '/bulk/issues/fields', body)).status).toBe(400)
})

test('Some issues move on, and what keeps the others is told for each', async () => {
  await using bench = await startBench({ bulkTaskMs: 0 })
  const { rest, keys } = bench
  const flat = await rest.ask('POST', '/bulk/issues/transition', { selectedIssueIdsOrKeys: keys, transitionId: '11' })
  expect(flat).toMatchObject({ status: 400, json: { errors: [{ message: 'bulkTransitionInputs must not be empty' }] } })
  const offered = (await rest.ask('GET', `/bulk/issues/transition?issueIdsOrKeys=${keys.join(',')}`)).json
  expect(offered.availableTransitions[0].transitions).toContainEqual({
    transitionId: 11,
    transitionName: 'Start progress',
    to: { statusId: 3, statusName: 'In Progress' },
  })
  const closed = rest.client.cloud.world.issues.find(
    ({ projectKey, statusId }) => projectKey === 'PAY' && statusId === '10003',
  )
  const inputs = [{ selectedIssueIdsOrKeys: [...keys, closed?.key], transitionId: '11' }]
  const { taskId } = (await rest.ask('POST', '/bulk/issues/transition', { bulkTransitionInputs: inputs })).json
  const end = (await rest.ask('GET', `/bulk/queue/${taskId}`)).json
  expect(end.processedAccessibleIssues).toHaveLength(keys.length)
  expect(end.failedAccessibleIssues).toEqual({ [String(closed?.id)]: [expect.any(String)] })
  expect((await rest.ask('GET', `/issue/${keys[0] ?? ''}?fields=status`)).json.fields.status.id).toBe('3')
})

test('A task may go by polls, and five of them are enough', async () => {
  await using bench = await startBench({ bulkTaskPolls: 2 })
  const { rest, keys } = bench
  const watch = async () => rest.ask('POST', '/bulk/issues/watch', { selectedIssueIdsOrKeys: keys })
  const tasks: string[] = []
  for (let count = 0; count < 5; count += 1) tasks.push((await watch()).json.taskId)
  expect((await watch()).status).toBe(429)
  const statuses: string[] = []
  for (let count = 0; count < 3; count += 1)
    statuses.push((await rest.ask('GET', `/bulk/queue/${tasks[0] ?? ''}`)).json.status)
  expect(statuses).toEqual(['ENQUEUED', 'RUNNING', 'COMPLETE'])
  expect((await watch()).status).toBe(201)
  expect((await rest.ask('GET', '/bulk/queue/1')).status).toBe(404)
})

test('Fields that can be edited on all of some issues are told', async () => {
  await using bench = await startBench()
  const { keys, rest } = bench
  const path = `/bulk/issues/fields?issueIdsOrKeys=${keys.join(',')}`
  const { fields } = (await rest.ask('GET', path)).json
  expect(fields).toContainEqual(
    expect.objectContaining({ id: 'labels', multiSelectFieldOptions: ['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'] }),
  )
  const after = (await rest.ask('GET', `${path}&startingAfter=${fields[0].id}`)).json.fields
  expect(after[0]).toEqual(fields[1])
  expect((await rest.ask('GET', `${path}&searchText=prio`)).json.fields).toMatchObject([{ id: 'priority' }])
  expect((await rest.ask('GET', '/bulk/issues/fields')).status).toBe(400)
})

test('An issue moves to another project, and its old key leads to it', async () => {
  await using bench = await startBench({ bulkTaskMs: 0 })
  const { rest, keys } = bench
  const [key = ''] = keys
  const order = (inferStatusDefaults: boolean): unknown => ({
    targetToSourcesMapping: { 'OPS,10002': { issueIdsOrKeys: [key], inferFieldDefaults: true, inferStatusDefaults } },
    sendBulkNotification: false,
  })
  const run = async (body: unknown) =>
    (await rest.ask('GET', `/bulk/queue/${(await rest.ask('POST', '/bulk/issues/move', body)).json.taskId}`)).json
  expect(Object.values((await run(order(false))).failedAccessibleIssues)).toHaveLength(1)
  expect((await run(order(true))).failedAccessibleIssues).toEqual({})
  const { json } = await rest.ask('GET', `/issue/${key}?fields=status,issuetype,project`)
  expect(json.key).toMatch(/^OPS-\d+$/u)
  expect(json.fields).toMatchObject({
    project: { key: 'OPS' },
    issuetype: { id: '10002' },
    status: { name: 'Backlog' },
  })
  expect((await rest.ask('GET', `/issue/${json.key}`)).json.id).toBe(json.id)
  const wrong = { targetToSourcesMapping: { 'OPS,10001': { issueIdsOrKeys: [key] } } }
  expect((await rest.ask('POST', '/bulk/issues/move', wrong)).status).toBe(400)
})

const runMove = async ({ rest }: Bench, target: string, keys: readonly string[]) => {
  const targetToSourcesMapping = { [target]: { issueIdsOrKeys: keys, inferStatusDefaults: true } }
  const { json } = await rest.ask('POST', '/bulk/issues/move', { targetToSourcesMapping })
  return (await rest.ask('GET', `/bulk/queue/${json.taskId}`)).json
}

test('An issue that takes another type of its own project keeps its key and what the project knows', async () => {
  await using bench = await startBench({ bulkTaskMs: 0 })
  const { rest } = bench
  const { world } = rest.client.cloud
  const issue = world.issues.find(
    ({ projectKey, typeId, componentIds, subtaskIds }) =>
      projectKey === 'PAY' && typeId === '10002' && componentIds.length > 0 && subtaskIds.length > 0,
  )
  const [key = '', components] = [issue?.key, issue?.componentIds]
  expect((await runMove(bench, 'PAY,10004', [key])).failedAccessibleIssues).toEqual({})
  const { json } = await rest.ask('GET', `/issue/${key}?fields=issuetype,components`)
  expect(json).toMatchObject({ key, fields: { issuetype: { id: '10004' } } })
  expect(json.fields.components.map(({ id }: { id: string }) => id)).toEqual(components)
})

test('Sub-tasks move along, and a search that lags hears of it', async () => {
  await using bench = await startBench({ bulkTaskMs: 0, indexLagMs: 1000 })
  const { rest } = bench
  const { world } = rest.client.cloud
  const parent = world.issues.find(({ projectKey, subtaskIds }) => projectKey === 'PAY' && subtaskIds.length > 0)
  const part = world.findIssue(parent?.subtaskIds[0] ?? 0)
  const former = part?.key ?? ''
  expect((await runMove(bench, 'OPS,10002', [parent?.key ?? ''])).failedAccessibleIssues).toEqual({})
  bench.tick(2000)
  const found = await rest.ask('POST', '/search/jql', { jql: `key = ${former}`, fields: ['parent', 'components'] })
  expect(found.json.issues).toMatchObject([
    { key: part?.key, fields: { parent: { key: parent?.key }, components: [] } },
  ])
  expect(part?.key).toMatch(/^OPS-/u)
})

test('Issues that were moved are named by their old keys in the next bulk operation', async () => {
  await using bench = await startBench({ bulkTaskMs: 0 })
  const { rest, keys } = bench
  const [first = '', second = ''] = keys
  await runMove(bench, 'OPS,10002', [first, second])
  expect((await runMove(bench, 'PAY,10002', [first.toLowerCase()])).failedAccessibleIssues).toEqual({})
  const transitionId = (await rest.ask('GET', `/issue/${second}/transitions`)).json.transitions[0].id
  const inputs = [{ selectedIssueIdsOrKeys: [second], transitionId }]
  const { taskId } = (await rest.ask('POST', '/bulk/issues/transition', { bulkTransitionInputs: inputs })).json
  expect((await rest.ask('GET', `/bulk/queue/${taskId}`)).json.failedAccessibleIssues).toEqual({})
})

test.each(['FAILED', 'CANCELLED', 'DEAD'] as const)(
  'An operation may end as %s with half of it done',
  async (bulkTaskEnd) => {
    await using bench = await startBench({ bulkTaskEnd, bulkTaskTime: 'date-time' })
    const { rest, keys } = bench
    const labels = [{ fieldId: 'labels', labels: [{ name: 'half' }], bulkEditMultiSelectFieldOption: 'ADD' }]
    const made = await rest.ask('POST', '/bulk/issues/fields', edit(keys, ['labels'], { labelsFields: labels }))
    bench.tick(1000)
    const { json } = await rest.ask('GET', `/bulk/queue/${made.json.taskId}`)
    expect(json).toMatchObject({ status: bulkTaskEnd, progressPercent: 50, created: '2026-11-22T08:00:00.000Z' })
    expect(json.processedAccessibleIssues).toHaveLength(2)
    bench.tick(1000)
    const found = await rest.ask('POST', '/search/jql', { jql: 'labels = half' })
    expect(found.json.issues).toHaveLength(2)
  },
)
