import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'

let site: Sandbox
let request: string

beforeAll(async () => {
  site = await startSandbox({ now: () => Date.UTC(2026, 10, 22, 8) })
  request =
    site.world.issues.find(
      ({ projectKey, typeId, resolved }) => projectKey === 'SUP' && typeId === '10006' && resolved === null,
    )?.key ?? ''
})
afterAll(() => site.close())

interface Said {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers as a client without types would
  readonly json: any
}

const ask = async (
  method: string,
  path: string,
  body?: unknown,
  as: string | null = 'sofia.nunes',
  headers: Readonly<Record<string, string>> = {},
): Promise<Said> => {
  const isForm = body instanceof FormData
  const answer = await fetch(`${site.baseUrl}/rest/servicedeskapi${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { Authorization: `Bearer ${site.issuePat(as)}` }),
      ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : text }
}

test('errors have one message and a key for it', async () => {
  const said = await ask('GET', '/request/SUP-99999')
  expect(said).toMatchObject({
    status: 404,
    json: { errorMessage: expect.any(String), i18nErrorMessage: { i18nKey: expect.any(String), parameters: [] } },
  })
  expect(said.json.errorMessages).toBeUndefined()
})

test('who may see nothing else may see the version, and nobody else sees anything', async () => {
  expect((await ask('GET', '/info', undefined, 'kenji')).status).toBe(200)
  expect(await ask('GET', '/servicedesk/3/queue', undefined, 'kenji')).toEqual({ status: 403, json: '' })
  expect((await ask('GET', '/servicedesk', undefined, null)).status).toBe(401)
})

describe('pages', () => {
  test('have no total and lead to the next', async () => {
    const { json } = await ask('GET', '/servicedesk/3/queue?start=1&limit=2')
    expect(json).toMatchObject({ size: 2, start: 1, limit: 2, isLastPage: false })
    expect(json.total).toBeUndefined()
    expect(json._links.next).toContain('start=3&limit=2')
    expect((await ask('GET', '/servicedesk/3/queue?start=3')).json).toMatchObject({ size: 1, isLastPage: true })
    expect((await ask('GET', '/servicedesk/3/queue?limit=0')).status).toBe(400)
  })

  test('of a queue hold the columns of the queue and no more', async () => {
    const { json } = await ask('GET', '/servicedesk/3/queue/21/issue?limit=1')
    expect(Object.keys(json.values[0].fields).sort()).toEqual(
      ['created', 'customfield_10230', 'issuetype', 'reporter', 'status', 'summary'].sort(),
    )
  })
})

describe('requests', () => {
  test('are made by a form, and found again as an issue', async () => {
    const body = { serviceDeskId: '3', requestTypeId: '51', requestFieldValues: { summary: 'Where is my invoice?' } }
    const said = await ask('POST', '/request', body)
    expect(said).toMatchObject({
      status: 201,
      json: { requestTypeId: '51', currentStatus: { status: expect.any(String) } },
    })
    expect(site.world.findIssue(said.json.issueKey)?.summary).toBe('Where is my invoice?')
    expect((await ask('GET', '/request')).json.values.map((one: { issueKey: string }) => one.issueKey)).toContain(
      said.json.issueKey,
    )
    expect((await ask('POST', '/request', { ...body, requestFieldValues: {} })).status).toBe(400)
    expect(
      (await ask('POST', '/request', { ...body, requestFieldValues: { summary: 'x', labels: ['a'] } })).status,
    ).toBe(400)
    expect((await ask('POST', '/request', { ...body, requestTypeId: '99' })).status).toBe(404)
  })

  const field = 'customfield_10232'
  const onIssue = async (method: string, fields?: unknown, on: Sandbox = site): Promise<Said> => {
    const body = fields === undefined ? null : JSON.stringify({ fields: { [field]: fields } })
    const headers = { Authorization: `Bearer ${on.issuePat('sofia.nunes')}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${on.baseUrl}/rest/api/2/issue/${request}`, { method, headers, body })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? text : JSON.parse(text) }
  }

  test('have a type, which is read as an object and written as a string', async () => {
    const typeOf = async (): Promise<unknown> => (await onIssue('GET')).json.fields[field]
    expect(await typeOf()).toMatchObject({ requestType: { id: '51', name: 'Ask a question', serviceDeskId: '3' } })
    expect((await onIssue('PUT', '54')).status).toBe(204)
    expect(await typeOf()).toMatchObject({ requestType: { name: 'Ask for access' } })
    expect((await ask('GET', `/request/${request}`)).json.requestTypeId).toBe('54')
    for (const wrong of [{ id: '51' }, 51, '52', '99', 'sup/ask'])
      expect((await onIssue('PUT', wrong)).json.errors).toHaveProperty(field)
    expect((await onIssue('PUT', '51')).status).toBe(204)
  })

  test('take their type by the key of the portal on a site that wants it so', async () => {
    const overrides = { rest: { requestTypeBy: 'key' } } as const
    await using other = await startSandbox({ overrides, now: () => Date.UTC(2026, 10, 22, 8) })
    expect((await onIssue('PUT', '54', other)).json.errors).toHaveProperty(field)
    expect((await onIssue('PUT', 'sup/access', other)).status).toBe(204)
  })

  test('are moved on with a word to the customer', async () => {
    const { json } = await ask('GET', `/request/${request}/transition`)
    const id = json.values[0].id
    const moved = await ask('POST', `/request/${request}/transition`, { id, additionalComment: { body: 'Moving on' } })
    expect(moved.status).toBe(204)
    const comments = (await ask('GET', `/request/${request}/comment?limit=100`)).json.values
    expect(comments.at(-1)).toMatchObject({ body: 'Moving on', public: true })
    expect((await ask('GET', `/request/${request}/transition`, undefined, 'kenji')).json.values).toEqual([])
    expect((await ask('POST', `/request/${request}/transition`, { id: '9999' })).status).toBe(400)
    const { statusId } = site.world.findIssue(request) ?? {}
    const [next] = (await ask('GET', `/request/${request}/transition`)).json.values
    const empty = await ask('POST', `/request/${request}/transition`, { id: next.id, additionalComment: { body: ' ' } })
    expect([empty.status, site.world.findIssue(request)?.statusId]).toEqual([400, statusId])
  })

  test('get files in two steps', async () => {
    const form = new FormData()
    form.append('file', new Blob(['a line of a log'], { type: 'text/plain' }), 'error.log')
    expect((await ask('POST', '/servicedesk/3/attachTemporaryFile', form)).status).toBe(403)
    const kept = await ask('POST', '/servicedesk/3/attachTemporaryFile', form, 'sofia.nunes', {
      'X-Atlassian-Token': 'no-check',
    })
    expect(kept.status).toBe(201)
    const [{ temporaryAttachmentId: id }] = kept.json.temporaryAttachments
    const said = await ask('POST', `/request/${request}/attachment`, { temporaryAttachmentIds: [id], public: false })
    expect(said).toMatchObject({ status: 201, json: { comment: { public: false } } })
    expect((await ask('GET', `/request/${request}/attachment?limit=100`)).json.values.at(-1)).toMatchObject({
      filename: 'error.log',
      size: 15,
    })
    // It is there once.
    expect((await ask('POST', `/request/${request}/attachment`, { temporaryAttachmentIds: [id] })).status).toBe(400)
  })

  test('have notes that only agents write and read, whichever resource made them', async () => {
    expect((await ask('POST', `/request/${request}/comment`, { body: 'x', public: false }, 'kenji')).status).toBe(403)
    await fetch(`${site.baseUrl}/rest/api/2/issue/${request}/comment`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${site.issuePat('sofia.nunes')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        body: 'By the platform',
        properties: [{ key: 'sd.public.comment', value: { internal: true } }],
      }),
    })
    const notes = (await ask('GET', `/request/${request}/comment?public=false&limit=100`)).json.values
    expect(notes.at(-1)).toMatchObject({ body: 'By the platform', public: false })
    const forKenji = (await ask('GET', `/request/${request}/comment?limit=100`, undefined, 'kenji')).json.values
    expect(forKenji.some((one: { public: boolean }) => !one.public)).toBe(false)
  })

  test('have clocks that stop when they are solved', async () => {
    const solved = site.world.issues.find(
      ({ projectKey, resolved, typeId }) => projectKey === 'SUP' && resolved !== null && typeId === '10006',
    )
    const { json } = await ask('GET', `/request/${solved?.key ?? ''}/sla/1`)
    expect(json.ongoingCycle).toBeUndefined()
    expect(json.completedCycles[0]).toMatchObject({ stopTime: { epochMillis: solved?.resolved } })
    expect(json.completedCycles[0].startTime.iso8601).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0000$/u)
  })

  test('take customers by login name, and refuse strangers', async () => {
    expect((await ask('POST', `/request/${request}/participant`, { usernames: ['nobody.at.all'] })).status).toBe(400)
    expect((await ask('POST', `/request/${request}/participant`, { accountIds: ['x'] })).status).toBe(400)
    expect((await ask('POST', `/request/${request}/participant`, { usernames: [] })).status).toBe(400)
  })
})

test('old releases want to be asked for what they call an experiment', async () => {
  const old = await startSandbox({ persona: '8.20' })
  const headers = { Authorization: `Bearer ${old.issuePat('sofia.nunes')}` }
  const path = `${old.baseUrl}/rest/servicedeskapi/servicedesk/3/queue`
  expect((await fetch(path, { headers })).status).toBe(412)
  expect((await fetch(path, { headers: { ...headers, 'X-ExperimentalApi': 'opt-in' } })).status).toBe(200)
  await old.close()
})
