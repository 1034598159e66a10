// Fields, forms and people as real sites were seen to send them.
import { describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import { readFieldMap, readFieldsPage, readIssueTypesPage } from '../fields/read-create-meta.ts'
import { readFieldValue } from '../fields/read-value.ts'
import { writeFieldValue } from '../fields/write-value.ts'
import { readFieldInfo, readFieldMeta } from '../model/read-field.ts'
import { readAttachment, readIssueDetail } from '../model/read-issue-detail.ts'
import { readMyself, readUser } from '../model/read-user.ts'
import { type Reply, startOddServer } from '../testing.ts'

const any = { type: 'any', items: null, system: null, custom: null } as const

describe('values', () => {
  test('a work ratio of -1 is a number', () => {
    expect(readFieldValue(-1, { ...any, type: 'number', system: 'workratio' }, 'wiki')).toEqual({
      kind: 'number',
      number: -1,
    })
  })

  test('a flag is a choice of one, and goes back as such', () => {
    const schema = { ...any, type: 'array', items: 'option', custom: 'com.example:multicheckboxes' }
    const value = readFieldValue([{ self: 'x', value: 'Impediment', id: '10019' }], schema, 'wiki')
    expect(value).toEqual({ kind: 'options', options: [{ id: '10019', label: 'Impediment' }] })
    expect(writeFieldValue(value, schema, { person: 'name', text: 'wiki' })).toEqual([{ id: '10019' }])
  })

  test.each(['sd-sentiment', 'option2', 'Goals', 'design.field.name', 'json', 'jira.polaris:rating'])(
    'of the type %s are shown and not offered',
    (type) => {
      expect(readFieldValue({ name: 'N' }, { ...any, type }, 'wiki')).toEqual({ kind: 'unknown', label: 'N' })
    },
  )

  test('several cascading choices in one field are shown whole and never written', () => {
    const schema = { ...any, type: 'array', items: 'option-with-child', custom: 'com.example:multi-cascade' }
    const value = readFieldValue([{ value: 'EU', child: { value: 'Berlin' } }, { value: 'US' }], schema, 'wiki')
    expect(value).toEqual({ kind: 'unknown', label: 'EU, US' })
  })

  test('a file may be of nobody, and have a number for an id', () => {
    expect(readAttachment({ id: 10_000, filename: 'a.txt', size: 3 })).toMatchObject({ id: '10000', author: null })
  })

  test('people who left still have names', () => {
    const fields = { assignee: { name: 'mark', displayName: 'Mark', active: false } }
    expect(readIssueDetail({ id: '1', key: 'PAY-1', fields })?.assignee).toEqual({
      id: 'mark',
      name: 'Mark',
      active: false,
    })
  })
})

describe('forms', () => {
  test.each([
    ['an object', { defaultValue: { id: '3' } }],
    ['a text', { defaultValue: 'Medium' }],
    ['a word alone', { hasDefaultValue: true }],
  ])('have a default that is %s', (_, meta) => {
    expect(readFieldMeta('priority', meta).hasDefault).toBe(true)
  })

  test('know fields by the key of a map, whatever else they say of themselves', () => {
    const map = readFieldMap({
      summary: { key: 'other', name: 'Summary' },
      customfield_1: { fieldId: 'x' },
      duedate: {},
    })
    expect(map?.map(({ id }) => id)).toEqual(['summary', 'customfield_1', 'duedate'])
  })

  test.each(['values', 'fields', 'results'])('list fields under %s, by either name for an id', (name) => {
    const page = readFieldsPage({
      total: 3,
      startAt: 0,
      [name]: [{ fieldId: 'summary' }, { key: 'labels' }, { name: 'x' }],
    })
    expect(page?.items.map(({ id }) => id)).toEqual(['summary', 'labels'])
    expect(page).toMatchObject({ count: 3, isLast: true })
  })

  test('have types with a place in a hierarchy, or without', () => {
    const types = readIssueTypesPage({
      issueTypes: [
        { id: '1', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
        { id: '2', name: 'Epic', subtask: false, hierarchyLevel: 1 },
        { id: '3', name: 'Bug' },
      ],
    })
    expect(types?.items).toEqual([
      { id: '1', name: 'Sub-task', subtask: true, level: -1 },
      { id: '2', name: 'Epic', subtask: false, level: 1 },
      { id: '3', name: 'Bug', subtask: false },
    ])
  })
})

describe('a catalogue of thousands of fields', () => {
  const wire = Array.from({ length: 4_142 }, (_, at) => ({ id: `customfield_${at}`, name: 'Insights', custom: true }))

  test('has many of the same name, each by its id', async () => {
    await using server = await startOddServer(() => ({ json: wire }))
    const fields = await connectSite({ baseUrl: server.origin, authorize: async () => undefined }).fields()
    expect(new Set(fields.map(({ id }) => id)).size).toBe(4_142)
    expect(readFieldInfo(wire[7])?.name).toBe('Insights')
  })
})

describe('people', () => {
  test('without anything that names them are nobody', () => {
    expect(readUser({ self: 'https://x.example/rest/api/2/user', avatarUrls: {}, active: true })).toBeNull()
  })

  test('may have an address in words, or an empty one', () => {
    const masked = 'mira dot novak at acme dot example'
    expect(readMyself({ name: 'mira', emailAddress: masked })?.email).toBe(masked)
    expect(readMyself({ name: 'mira', emailAddress: '' })?.email).toBeNull()
  })

  test('who are found by what does not show are offered all the same', async () => {
    await using server = await startOddServer(() => ({ json: [{ accountId: '5:a', displayName: 'Mira' }] }))
    const site = connectSite({ baseUrl: server.origin, deployment: 'cloud', authorize: async () => undefined })
    const offered = [{ id: '5:a', name: 'Mira', active: true }]
    expect(await site.findUsers({ text: 'novak@acme.example' })).toEqual(offered)
    expect(await site.assignable({ issueKey: 'PAY-1', text: 'novak@acme.example' })).toEqual(offered)
  })
})

describe('what a plan or a licence leaves out', () => {
  const plan = 'Your plan does not include this.'

  test.each([
    [400, 'refused'],
    [403, 'forbidden'],
  ])('is told in the words of the site with %i', async (status, code) => {
    const reply: Reply = { status, json: { errorMessages: [plan], errors: {} } }
    await using server = await startOddServer(() => reply)
    const site = connectSite({ baseUrl: server.origin, deployment: 'cloud', authorize: async () => undefined })
    await expect(site.pinnedComments('PAY-1')).rejects.toMatchObject({ code, details: { messages: [plan] } })
  })

  test('of a text with a picture that its database cannot hold is no failure of ours', async () => {
    const reply: Reply = { status: 400, json: { errorMessages: [], errors: { comment: 'Incorrect string value' } } }
    await using server = await startOddServer(() => reply)
    const site = connectSite({ baseUrl: server.origin, authorize: async () => undefined })
    await expect(
      site.addComment('PAY-1', { body: { format: 'wiki', source: 'done \u{1F389}' } }),
    ).rejects.toMatchObject({
      code: 'refused',
      details: { fields: { comment: 'Incorrect string value' } },
    })
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ body: 'done \u{1F389}' })
  })
})
