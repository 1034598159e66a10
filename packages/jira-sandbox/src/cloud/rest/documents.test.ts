import { expect, test } from 'vitest'
import { say, startRestClient } from './client-for-tests.ts'

const rich = {
  version: 1,
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Seen' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'bold', marks: [{ type: 'strong' }, { type: 'em' }] },
        { type: 'hardBreak' },
        { type: 'mention', attrs: { id: '712020:00000000-0000-0000-0000-000000000000', text: '@Somebody' } },
        { type: 'status', attrs: { text: 'LATE', color: 'red' } },
      ],
    },
    { type: 'codeBlock', attrs: { language: 'sh' }, content: [{ type: 'text', text: 'make\r\ntest' }] },
    {
      type: 'panel',
      attrs: { panelType: 'custom', panelColor: '#ffebe6' },
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'why' }] }],
    },
    {
      type: 'taskList',
      attrs: { localId: 'a' },
      content: [{ type: 'taskItem', attrs: { localId: 'b', state: 'TODO' } }],
    },
  ],
}

test('A description that was sent as a document comes back node for node, and as markup in version 2', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  expect((await rest.ask('PUT', path, { fields: { description: rich } })).status).toBe(204)
  expect((await rest.ask('GET', `${path}?fields=description`)).json.fields).toEqual({ description: rich })
  const old = await rest.ask('GET', `/rest/api/2${path}?fields=description`)
  expect(old.json.fields.description).toContain('h2. Seen\n\n_*bold*_\n[~accountid:712020:')
  await rest.ask('PUT', `/rest/api/2${path}`, { fields: { description: 'h1. New' } })
  const changed = await rest.ask('GET', `${path}?fields=description`)
  expect(changed.json.fields.description.content).toEqual([
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'New' }] },
  ])
})

test('The order of marks and the case of colours change where the editor is said to store them', async () => {
  await using rest = await startRestClient({ editorOrder: true })
  const path = `/issue/${rest.issueIn('PAY')}`
  await rest.ask('PUT', path, { fields: { description: rich } })
  const { content } = (await rest.ask('GET', `${path}?fields=description`)).json.fields.description
  expect(content[1].content[0].marks).toEqual([{ type: 'em' }, { type: 'strong' }])
  expect(content[3].attrs.panelColor).toBe('#FFEBE6')
})

const paragraph = (...content: readonly unknown[]): unknown => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content }],
})
const block = (node: unknown): unknown => ({ type: 'doc', version: 1, content: [node] })
const text = { type: 'text', text: 'x' }
const filled = { type: 'paragraph', content: [text] }

const nested = (depth: number): unknown => {
  let node: unknown = filled
  for (let level = 0; level < depth; level += 2) {
    node = { type: 'bulletList', content: [{ type: 'listItem', content: [node] }] }
  }
  return block(node)
}

test.each([
  ['an unknown node', block({ type: 'marquee' })],
  [
    'a heading in a list item',
    block({ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'heading', attrs: { level: 1 } }] }] }),
  ],
  ['an attribute of a wrong value', block({ type: 'heading', attrs: { level: 7 } })],
  ['a missing attribute', block({ type: 'heading' })],
  ['an unknown attribute', block({ type: 'paragraph', attrs: { colour: 'red' } })],
  ['an unknown member', block({ type: 'paragraph', colour: 'red' })],
  ['an empty text', paragraph({ type: 'text', text: '' })],
  ['a line feed in a text', paragraph({ type: 'text', text: 'a\nb' })],
  ['an empty list', block({ type: 'bulletList', content: [] })],
  ['an empty panel', block({ type: 'panel', attrs: { panelType: 'info' } })],
  ['two marks of one type', paragraph({ ...text, marks: [{ type: 'strong' }, { type: 'strong' }] })],
  ['bold code', paragraph({ ...text, marks: [{ type: 'code' }, { type: 'strong' }] })],
  ['marks in a code block', block({ type: 'codeBlock', content: [{ ...text, marks: [{ type: 'em' }] }] })],
  [
    'one column',
    block({ type: 'layoutSection', content: [{ type: 'layoutColumn', attrs: { width: 100 }, content: [filled] }] }),
  ],
  [
    'a table in a cell',
    block({
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'table' }] }] }],
    }),
  ],
  ['an unknown mark', paragraph({ ...text, marks: [{ type: 'blink' }] })],
  ['a mark of blocks on a text', paragraph({ ...text, marks: [{ type: 'alignment', attrs: { align: 'center' } }] })],
  ['a mark of texts on a paragraph', block({ ...filled, marks: [{ type: 'strong' }] })],
  ['marks on a rule', block({ type: 'rule', marks: [] })],
  [
    'alignment and indentation at once',
    block({
      ...filled,
      marks: [
        { type: 'alignment', attrs: { align: 'end' } },
        { type: 'indentation', attrs: { level: 1 } },
      ],
    }),
  ],
  ['an attribute of a mark without any', paragraph({ ...text, marks: [{ type: 'em', attrs: {} }] })],
  ['a link to nowhere', paragraph({ ...text, marks: [{ type: 'link' }] })],
  ['a text as a block', block(text)],
  ['a block in a paragraph', paragraph(filled)],
  ['something that is no node', block('x')],
  ['content in a rule', block({ type: 'rule', content: [] })],
  ['a node of the editor alone', block({ type: 'unsupportedBlock', attrs: {} })],
  ['lists in lists beyond 256 nodes', nested(260)],
  ['a version that is not there', { type: 'doc', version: 2, content: [] }],
  ['no content', { type: 'doc', version: 1 }],
])('A document with %s is refused without a word on the place', async (_, document) => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  const expected = { status: 400, json: { errorMessages: ['INVALID_INPUT'], errors: {} } }
  expect(await rest.ask('PUT', path, { fields: { description: document } })).toMatchObject(expected)
  expect(await rest.ask('POST', `${path}/comment`, { body: document })).toMatchObject(expected)
})

test('A plain string is refused by the name of the field, and so is a file that nobody uploaded', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  const edit = await rest.ask('PUT', path, { update: { description: [{ set: 'plain' }] } })
  expect(edit.status).toBe(400)
  expect(edit.json.errors.description).toContain('Atlassian Document')
  const comment = await rest.ask('POST', `${path}/comment`, { body: 'plain' })
  expect(comment.json).toEqual({ errorMessages: [], errors: { comment: 'Comment body is not valid!' } })
  const media = block({
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: 'nobody', collection: '' } }],
  })
  expect((await rest.ask('POST', `${path}/comment`, { body: media })).json.errorMessages).toEqual([
    'ATTACHMENT_VALIDATION_ERROR',
  ])
})

test('Attributes that nobody knows are dropped where Jira is said to repair them', async () => {
  await using rest = await startRestClient({ unknownAdfAttributes: 'repaired' })
  const path = `/issue/${rest.issueIn('PAY')}`
  const document = block({ ...filled, attrs: { localId: 'a', colour: 'red' } })
  expect((await rest.ask('PUT', path, { fields: { description: document } })).status).toBe(204)
  const kept = await rest.ask('GET', `${path}?fields=description`)
  expect(kept.json.fields.description.content[0].attrs).toEqual({ localId: 'a' })
})

test.each([
  ['text', 32_767, 204],
  ['text', 32_768, 400],
  ['json', 32_700, 400],
] as const)('The limit counts %s: %i characters give %i', async (textLimitCounts, length, status) => {
  await using rest = await startRestClient({ textLimitCounts })
  const path = `/issue/${rest.issueIn('PAY')}`
  const answer = await rest.ask('PUT', path, { fields: { description: say('x'.repeat(length)) } })
  expect(answer.status).toBe(status)
  if (status === 400) expect(answer.json.errors.description).toContain('32,767')
})

test('An unknown issue is told before a bad document', async () => {
  await using rest = await startRestClient()
  expect((await rest.ask('PUT', '/issue/PAY-999999', { fields: { description: 'plain' } })).status).toBe(404)
})

const bad = block({ type: 'marquee' })

test.each([
  [
    'POST',
    '/issue',
    { fields: { project: { key: 'PAY' }, issuetype: { id: '10002' }, summary: 'x', description: bad } },
  ],
  [
    'POST',
    '/issue',
    { fields: { project: { key: 'PAY' }, issuetype: { id: '10002' }, summary: 'x', environment: bad } },
  ],
  ['PUT', '/issue/KEY', { update: { environment: [{ set: bad }] } }],
  ['PUT', '/issue/KEY', { fields: { customfield_10201: bad } }],
  ['PUT', '/issue/KEY', { update: { comment: [{ add: { body: bad } }] } }],
  ['PUT', '/issue/KEY', { update: { worklog: [{ add: { timeSpent: '1h', comment: bad } }] } }],
  ['POST', '/issue/KEY/transitions', { transition: { id: '11' }, update: { comment: [{ add: { body: bad } }] } }],
  ['POST', '/issue/KEY/worklog', { timeSpent: '1h', comment: bad }],
  [
    'POST',
    '/issueLink',
    { type: { name: 'Blocks' }, inwardIssue: { key: 'KEY' }, outwardIssue: { key: 'KEY' }, comment: { body: bad } },
  ],
])('%s %s judges the documents of %j', async (method, path, body) => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const count = rest.client.cloud.world.issues.length
  const sent: unknown = JSON.parse(JSON.stringify(body).replaceAll('"KEY"', JSON.stringify(key)))
  const answer = await rest.ask(method, path.replace('KEY', key), sent)
  expect(answer).toMatchObject({ status: 400, json: { errorMessages: ['INVALID_INPUT'], errors: {} } })
  expect(rest.client.cloud.world.issues).toHaveLength(count)
})

test('Of a batch, and of a bulk edit, a document that will not do is told too', async () => {
  await using rest = await startRestClient()
  const fields = { project: { key: 'PAY' }, issuetype: { id: '10002' }, summary: 'x' }
  const batch = await rest.ask('POST', '/issue/bulk', {
    issueUpdates: [{ fields }, { fields: { ...fields, description: bad } }],
  })
  expect(batch.json).toMatchObject({
    issues: [{ key: expect.any(String) }],
    errors: [{ status: 400, failedElementNumber: 1, elementErrors: { errorMessages: ['INVALID_INPUT'] } }],
  })
  const bulk = await rest.ask('POST', '/bulk/issues/fields', {
    selectedIssueIdsOrKeys: [rest.issueIn('PAY')],
    selectedActions: ['description'],
    editedFieldsInput: { richTextFields: [{ fieldId: 'description', richText: { adfValue: bad } }] },
  })
  expect(bulk).toMatchObject({ status: 400, json: { errors: [{ message: 'INVALID_INPUT' }] } })
})
