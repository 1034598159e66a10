import { describe, expect, test } from 'vitest'
import { createAsker, testNow } from './testing.ts'

const later = testNow + 60_000

describe('reading an issue', () => {
  const { ask, world } = createAsker()

  test('gives all fields in the shapes of Data Center', async () => {
    const { status, json } = await ask('GET', '/issue/PAY-1300')
    expect(status).toBe(200)
    expect(json.expand).toBe(
      'renderedFields,names,schema,transitions,operations,editmeta,changelog,versionedRepresentations',
    )
    expect(json.id).toMatch(/^\d+$/u)
    expect(json.self).toBe(`http://jira.example.test/jira/rest/api/2/issue/${json.id}`)
    const { fields } = json
    expect(fields.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/u)
    expect(fields.priority).toEqual({
      self: expect.any(String),
      iconUrl: expect.any(String),
      name: expect.any(String),
      id: expect.any(String),
    })
    expect(fields.status.statusCategory).toMatchObject({
      id: expect.any(Number),
      key: expect.any(String),
      colorName: expect.any(String),
    })
    expect(Object.keys(fields.creator)).toEqual([
      'self',
      'name',
      'key',
      'emailAddress',
      'avatarUrls',
      'displayName',
      'active',
      'timeZone',
    ])
    expect(Object.keys(fields.creator.avatarUrls)).toEqual(['48x48', '24x24', '16x16', '32x32'])
    expect(fields.comment).toMatchObject({
      maxResults: fields.comment.comments.length,
      total: fields.comment.comments.length,
      startAt: 0,
    })
    expect(fields.worklog.maxResults).toBe(20)
    expect(fields.workratio).toBe(-1)
    expect(fields.customfield_10000).toContain('devSummaryJson={')
    expect(fields).not.toHaveProperty('security')
  })

  test('shows sprints as Java texts and datetimes with milliseconds', async () => {
    const sprinted = world.issues.find(({ custom }) => custom.has('customfield_10101'))
    const { json } = await ask('GET', `/issue/${sprinted?.key}?fields=customfield_10101`)
    expect(json.fields.customfield_10101[0]).toMatch(
      /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@[0-9a-f]+\[id=\d+,/u,
    )
  })

  test('answers under its numeric id too, and in any case', async () => {
    const { json } = await ask('GET', '/issue/pay-1300?fields=summary')
    expect((await ask('GET', `/issue/${json.id}?fields=summary`)).json).toEqual(json)
  })

  test('hides invisible issues as if they were missing', async () => {
    const missing = { status: 404, json: { errorMessages: ['Issue Does Not Exist'], errors: {} } }
    expect(await ask('GET', '/issue/PAY-99999')).toEqual(missing)
    expect(await ask('GET', '/issue/OPS-320', { as: 'pim@vendor.example' })).toEqual(missing)
    expect((await ask('GET', '/issue/OPS-320', { as: 'jonas' })).status).toBe(200)
    expect(await ask('GET', '/issue/PAY-1300', { as: null })).toMatchObject({ status: 401, json: { errors: {} } })
  })

  test('leaves out the author of a comment that nobody wrote, and shows a deleted one by name alone', async () => {
    const { json } = await ask('GET', '/issue/PAY-110?fields=comment')
    const [imported, orphan] = json.fields.comment.comments
    expect(imported).not.toHaveProperty('author')
    expect(orphan.author).toEqual({ name: expect.any(String), key: expect.any(String), active: false })
  })

  test('adds transitions, edit metadata and the whole changelog when expanded', async () => {
    const moved = world.issues.find(({ history }) => history.length > 1)
    const { json } = await ask(
      'GET',
      `/issue/${moved?.key}?expand=transitions.fields,editmeta,changelog,names,renderedFields`,
    )
    expect(json.changelog).toMatchObject({
      startAt: 0,
      total: moved?.history.length,
      maxResults: moved?.history.length,
    })
    expect(json.editmeta.fields.summary).toEqual({
      required: true,
      schema: { type: 'string', system: 'summary' },
      name: 'Summary',
      fieldId: 'summary',
      hasDefaultValue: false,
      operations: ['set'],
    })
    expect(json.editmeta.fields.labels.operations).toEqual(['add', 'set', 'remove'])
    expect(json.editmeta.fields).not.toHaveProperty('status')
    expect(json.transitions.length).toBeGreaterThan(0)
    expect(json.names.summary).toBe('Summary')
    expect(json.renderedFields).toHaveProperty('description')
  })
})

describe('editing an issue', () => {
  const { ask, world } = createAsker()
  const key = 'PAY-1300'
  const put = (body: unknown, options: Parameters<typeof ask>[2] = {}) =>
    ask('PUT', `/issue/${key}`, { body, now: later, ...options })
  const fields = async () => (await ask('GET', `/issue/${key}`)).json.fields

  test('sets fields, answers 204 with nothing, and writes the change history', async () => {
    const issue = world.findIssue(key)
    const before = issue?.history.length ?? 0
    Object.assign(issue ?? {}, { assigneeKey: null, labels: ['regression'], componentIds: [], priorityId: '1' })
    const body = {
      fields: {
        summary: 'New words',
        priority: { name: 'Low' },
        duedate: '2026-12-24',
        customfield_10107: 3,
        assignee: { name: 'kenji' },
      },
      update: { labels: [{ add: 'triaged' }, { remove: 'regression' }], components: [{ set: [{ name: 'Ledger' }] }] },
    }
    expect(await put(body)).toEqual({ status: 204, json: undefined })
    const after = await fields()
    expect(after).toMatchObject({ summary: 'New words', duedate: '2026-12-24', customfield_10107: 3 })
    expect(after.priority.name).toBe('Low')
    expect(after.assignee.name).toBe('kenji')
    expect(after.labels).toEqual(['triaged'])
    expect(after.components.map(({ name }: { name: string }) => name)).toEqual(['Ledger'])
    expect(after.updated).toBe('2026-11-22T08:01:00.000+0000')
    const history = world.findIssue(key)?.history ?? []
    expect(history).toHaveLength(before + 1)
    expect(history.at(-1)?.items.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['summary', 'priority', 'assignee', 'labels', 'Component']),
    )
  })

  test('changes nothing at all when one field is wrong', async () => {
    const before = await fields()
    const { status, json } = await put({ fields: { summary: 'Half of it', priority: { name: 'Urgent' } } })
    expect(status).toBe(400)
    expect(json).toEqual({ errorMessages: [], errors: { priority: "Priority name 'Urgent' is not valid" } })
    expect(await fields()).toEqual(before)
  })

  test.each([
    [
      'a field in both',
      { fields: { priority: { id: '1' } }, update: { priority: [{ set: { id: '1' } }] } },
      'priority',
    ],
    [
      'a field that is not on the screen',
      { fields: { customfield_10202: { value: 'Capacity' } } },
      'customfield_10202',
    ],
    ['a field that no screen has', { fields: { status: { name: 'Done' } } }, 'status'],
    ['a field that does not exist', { fields: { customfield_99999: 1 } }, 'customfield_99999'],
    ['a field named after the prototype', JSON.parse('{"fields":{"__proto__":1}}'), '__proto__'],
    ['a comment under fields', { fields: { comment: 'x' } }, 'comment'],
    ['an empty summary', { fields: { summary: ' ' } }, 'summary'],
    ['a summary of two lines', { fields: { summary: 'a\nb' } }, 'summary'],
    ['a summary of 256 characters', { fields: { summary: 'x'.repeat(256) } }, 'summary'],
    ['a description that is too long', { fields: { description: 'x'.repeat(32_768) } }, 'description'],
    ['a description that is no text', { fields: { description: { type: 'doc' } } }, 'description'],
    ['a label with a blank', { fields: { labels: ['two words'] } }, 'labels'],
    ['labels that are no list', { fields: { labels: 'one' } }, 'labels'],
    ['a priority by text', { fields: { priority: 'High' } }, 'priority'],
    ['a user by account id', { fields: { assignee: { accountId: 'x' } } }, 'assignee'],
    ['a user by key', { fields: { assignee: { key: 'JIRAUSER10104' } } }, 'assignee'],
    ['an unknown user', { fields: { assignee: { name: 'nobody' } } }, 'assignee'],
    ['an inactive user', { fields: { assignee: { name: 'old.hand' } } }, 'assignee'],
    ['a person outside of the team', { fields: { assignee: { name: 'jonas' } } }, 'assignee'],
    ['no reporter', { fields: { reporter: null } }, 'reporter'],
    ['a day that does not exist', { fields: { duedate: '2026-02-30' } }, 'duedate'],
    ['a due date with a time', { fields: { duedate: '2026-02-03T10:00:00.000+0000' } }, 'duedate'],
    ['a number as text', { fields: { customfield_10107: '3' } }, 'customfield_10107'],
    ['an option that is not offered', { fields: { customfield_10204: { value: 'S9' } } }, 'customfield_10204'],
    [
      'a child of another option',
      { fields: { customfield_10209: { value: 'Web', child: { value: 'iOS' } } } },
      'customfield_10209',
    ],
    ['a sprint by name', { fields: { customfield_10101: 'PAY 37' } }, 'customfield_10101'],
    ['an epic that is none', { fields: { customfield_10102: 'PAY-1299' } }, 'customfield_10102'],
    ['an unknown component', { fields: { components: [{ name: 'Nope' }] } }, 'components'],
    ['a verb that the field does not take', { update: { summary: [{ add: 'x' }] } }, 'summary'],
    ['verbs that are no list', { update: { labels: { add: 'x' } } }, 'labels'],
    ['two verbs in one', { update: { labels: [{ add: 'x', remove: 'y' }] } }, 'labels'],
    ['a type that the project does not have', { fields: { issuetype: { name: 'Incident' } } }, 'issuetype'],
    [
      'a link to nowhere',
      { update: { issuelinks: [{ add: { type: { name: 'Blocks' }, outwardIssue: { key: 'NO-1' } } }] } },
      'issuelinks',
    ],
  ])('refuses %s', async (_, body, field) => {
    const { status, json } = await put(body)
    expect(status).toBe(400)
    expect(json.errorMessages).toEqual([])
    expect(Object.keys(json.errors)).toEqual([field])
  })

  test.each([[{}], [[]], ['x'], [{ fields: [] }], [{ field: { summary: 'x' } }]])(
    'refuses the body %j',
    async (body) => {
      const { status, json } = await put(body)
      expect(status).toBe(400)
      expect(json.errorMessages).toHaveLength(1)
    },
  )

  test('needs a login, a token that may write, and the right to edit', async () => {
    const body = { fields: { summary: 'Not mine' } }
    expect((await put(body, { as: null })).status).toBe(401)
    expect((await put(body, { scope: 'READ' })).status).toBe(403)
    expect((await put(body, { as: 'pim@vendor.example' })).status).toBe(403)
    expect((await put(body, { as: 'jonas' })).status).toBe(403)
    expect((await ask('GET', `/issue/${key}/editmeta`, { as: 'jonas' })).json).toEqual({ fields: {} })
    expect((await fields()).summary).not.toBe('Not mine')
  })

  test('suppresses notifications for those who run the project alone', async () => {
    const path = `/issue/${key}?notifyUsers=false`
    expect((await ask('PUT', path, { body: { fields: { environment: 'x' } } })).status).toBe(204)
    expect((await ask('PUT', path, { body: { fields: { environment: 'x' } }, as: 'kenji' })).status).toBe(403)
  })

  test('lets nobody edit what is closed', async () => {
    const closed = world.issues.find(({ statusId }) => statusId === '6')
    expect((await ask('GET', `/issue/${closed?.key}/editmeta`)).json).toEqual({ fields: {} })
    const { status, json } = await ask('PUT', `/issue/${closed?.key}`, { body: { fields: { summary: 'x' } } })
    expect([status, Object.keys(json.errors)]).toEqual([400, ['summary']])
  })

  test('clears what may be empty', async () => {
    await put({ fields: { duedate: null, description: null, labels: [], assignee: null, customfield_10107: null } })
    expect(await fields()).toMatchObject({
      duedate: null,
      description: null,
      labels: [],
      assignee: null,
      customfield_10107: null,
    })
  })
})

describe('assigning an issue', () => {
  const { ask } = createAsker()
  const assign = (body: unknown, options: Parameters<typeof ask>[2] = {}) =>
    ask('PUT', '/issue/PAY-1300/assignee', { body, ...options })
  const assignee = async () => (await ask('GET', '/issue/PAY-1300?fields=assignee')).json.fields.assignee?.name ?? null

  test('takes a name, null for nobody and -1 for the lead', async () => {
    expect((await assign({ name: 'elin' })).status).toBe(204)
    expect(await assignee()).toBe('elin')
    expect((await assign({ name: null })).status).toBe(204)
    expect(await assignee()).toBeNull()
    expect((await assign({ name: '-1' })).status).toBe(204)
    expect(await assignee()).toBe('mira')
  })

  test.each([['nobody'], ['old.hand'], ['jonas']])('refuses %s', async (name) => {
    const { status, json } = await assign({ name })
    expect([status, Object.keys(json.errors)]).toEqual([400, ['assignee']])
  })

  test('refuses callers without the right with 401, a READ token with 403', async () => {
    expect((await assign({ name: 'elin' }, { as: null })).status).toBe(401)
    expect((await assign({ name: 'elin' }, { as: 'jonas' })).status).toBe(401)
    expect((await assign({ name: 'elin' }, { scope: 'READ' })).status).toBe(403)
    expect((await assign({})).status).toBe(400)
  })
})
