import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'

let site: Sandbox
let token: string

beforeAll(async () => {
  site = await startSandbox()
  token = site.issuePat('mira')
})

afterAll(() => site.close())

interface Said {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers as a client without types would
  readonly json: any
}

const at = async (
  base: string,
  bearer: string,
  method: string,
  path: string,
  body?: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<Said> => {
  const isJson = body !== undefined && !(body instanceof FormData)
  const answer = await fetch(`${base}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(bearer === '' ? {} : { Authorization: `Bearer ${bearer}` }),
      ...(isJson ? { 'Content-Type': 'application/json' } : {}),
      ...more,
    },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
  })
  const text = await answer.text()
  let json: unknown = text
  try {
    json = JSON.parse(text)
  } catch {
    // Some answers are pages or nothing at all.
  }
  return { status: answer.status, headers: answer.headers, json }
}

const ask = (method: string, path: string, body?: unknown, more?: Readonly<Record<string, string>>): Promise<Said> =>
  at(site.baseUrl, token, method, `/rest/api/2${path}`, body, more)

const fields = { project: { key: 'PAY' }, issuetype: { name: 'Bug' }, summary: 'New one' }

describe('a new issue', () => {
  test('is made with its fields, and starts at the beginning', async () => {
    const made = await ask('POST', '/issue', {
      fields: { ...fields, labels: ['a'], customfield_10107: 3, priority: { id: '2' } },
    })
    expect(made.status).toBe(201)
    const { json } = await ask('GET', `/issue/${made.json.key}`)
    expect(json.fields).toMatchObject({
      summary: 'New one',
      labels: ['a'],
      customfield_10107: 3,
      status: { name: 'Open' },
      reporter: { name: 'mira' },
    })
  })

  test.each([
    [{ fields: { ...fields, summary: '' } }, 'summary'],
    [{ fields: { ...fields, odd: 1 } }, 'odd'],
    [{ fields: { ...fields, project: { key: 'NO' } } }, 'project'],
    [{ fields: { ...fields, issuetype: { name: 'Odd' } } }, 'issuetype'],
    [{ fields: { ...fields, issuetype: { name: 'Sub-task' } } }, 'issuetype'],
    [{ fields: { ...fields, parent: { key: 'PAY-1201' } } }, 'parent'],
    [{ fields: { ...fields, labels: ['a b'] } }, 'labels'],
  ])('is refused by the field that is wrong (%#)', async (body, field) => {
    const said = await ask('POST', '/issue', body)
    expect([said.status, Object.keys(said.json.errors)]).toEqual([400, [field]])
  })

  test('of many: what is wrong with one does not keep the others', async () => {
    const said = await ask('POST', '/issue/bulk', {
      issueUpdates: [{ fields }, { fields: { ...fields, summary: '' } }],
    })
    expect(said.json).toMatchObject({ issues: [{}], errors: [{ failedElementNumber: 1, status: 400 }] })
  })

  test('below another is a sub-task, and goes with it', async () => {
    const parent = await ask('POST', '/issue', { fields: { ...fields, issuetype: { name: 'Task' } } })
    const child = await ask('POST', '/issue', {
      fields: { ...fields, issuetype: { name: 'Sub-task' }, parent: { key: parent.json.key } },
    })
    expect(child.status).toBe(201)
    expect((await ask('DELETE', `/issue/${parent.json.key}`)).status).toBe(400)
    expect((await ask('DELETE', `/issue/${parent.json.key}?deleteSubtasks=true`)).status).toBe(204)
    expect((await ask('GET', `/issue/${child.json.key}`)).status).toBe(404)
  })
})

describe('create metadata', () => {
  test('come in pages of values, by type', async () => {
    const types = await ask('GET', '/issue/createmeta/PAY/issuetypes?maxResults=2')
    expect(types.json).toMatchObject({ maxResults: 2, total: 5, isLast: false, values: [{}, {}] })
    const metas = await ask('GET', `/issue/createmeta/PAY/issuetypes/10004`)
    expect(metas.json.values.map(({ fieldId }: { fieldId: string }) => fieldId)).toEqual(
      expect.arrayContaining(['summary', 'customfield_10107']),
    )
  })

  test('are all in one piece on old sites, and not there on new ones', async () => {
    expect((await ask('GET', '/issue/createmeta?projectKeys=PAY')).json.errorMessages).toEqual(['Issue Does Not Exist'])
    await using old = await startSandbox({ persona: '8.20', issues: 5 })
    const said = await at(
      old.baseUrl,
      old.issuePat('mira'),
      'GET',
      '/rest/api/2/issue/createmeta?projectKeys=PAY&issuetypeNames=Bug&expand=projects.issuetypes.fields',
    )
    expect(said.json.projects[0].issuetypes[0].fields.summary).toMatchObject({ required: true, fieldId: 'summary' })
  })
})

describe('work', () => {
  test('is logged by the rules of the estimate', async () => {
    const { key } = (await ask('POST', '/issue', { fields })).json
    const log = await ask('POST', `/issue/${key}/worklog?adjustEstimate=new&newEstimate=4h`, {
      timeSpent: '1h 30m',
      started: '2026-11-22T09:00:00.000+0000',
    })
    expect(log.json).toMatchObject({ timeSpentSeconds: 5400, timeSpent: '1h 30m' })
    const left = async (): Promise<number> =>
      (await ask('GET', `/issue/${key}?fields=timetracking`)).json.fields.timetracking.remainingEstimateSeconds
    expect(await left()).toBe(4 * 3600)
    await ask('POST', `/issue/${key}/worklog`, { timeSpentSeconds: 3600 })
    expect(await left()).toBe(3 * 3600)
    await ask('DELETE', `/issue/${key}/worklog/${log.json.id}?adjustEstimate=manual&increaseBy=1h`)
    expect(await left()).toBe(4 * 3600)
  })

  test.each([
    [{ timeSpent: 'much' }, 400],
    [{}, 400],
    [{ timeSpentSeconds: 60, started: '2026-11-22T09:00:00Z' }, 400],
    [{ timeSpentSeconds: 60, odd: 1 }, 400],
  ])('is refused in another form (%#)', async (body, status) => {
    expect((await ask('POST', '/issue/PAY-1201/worklog', body)).status).toBe(status)
  })
})

describe('files', () => {
  const form = (name: string, text: string): FormData => {
    const data = new FormData()
    data.append(name, new Blob([text], { type: 'text/plain' }), 'ä b.txt')
    return data
  }

  test('are attached, read in parts, and taken away', async () => {
    const said = await ask('POST', '/issue/PAY-1201/attachments', form('file', 'hello'), {
      'X-Atlassian-Token': 'no-check',
    })
    expect(said.json).toMatchObject([{ filename: 'ä b.txt', size: 5 }])
    const [{ id, content }] = said.json
    const path = String(content).slice(site.baseUrl.length)
    expect((await at(site.baseUrl, token, 'GET', path)).json).toBe('hello')
    expect((await at(site.baseUrl, token, 'GET', path, undefined, { Range: 'bytes=1-2' })).json).toBe('el')
    const stranger = await at(site.baseUrl, '', 'GET', path)
    expect([stranger.status, stranger.headers.get('location')]).toEqual([302, expect.stringContaining('/login.jsp')])
    expect((await ask('DELETE', `/attachment/${id}`)).status).toBe(204)
    expect((await ask('GET', `/attachment/${id}`)).status).toBe(404)
  })

  test('want the header against forged requests, and the name of their part', async () => {
    expect((await ask('POST', '/issue/PAY-1201/attachments', form('file', 'x'))).status).toBe(403)
    expect(
      (await ask('POST', '/issue/PAY-1201/attachments', form('other', 'x'), { 'X-Atlassian-Token': 'no-check' })).json,
    ).toEqual([])
  })
})

test('a remote link is made once for a global id, and replaced whole', async () => {
  const link = { globalId: 'g', relationship: 'r', object: { url: 'https://x.y', title: 'T' } }
  const made = await ask('POST', '/issue/PAY-1201/remotelink', link)
  const again = await ask('POST', '/issue/PAY-1201/remotelink', {
    globalId: 'g',
    object: { url: 'https://x.y', title: 'U' },
  })
  expect([made.status, again.status, again.json.id]).toEqual([201, 200, made.json.id])
  const [shown] = (await ask('GET', '/issue/PAY-1201/remotelink')).json
  expect(shown).toMatchObject({ globalId: 'g', object: { title: 'U' } })
  expect(shown.relationship).toBeUndefined()
  expect((await ask('POST', '/issue/PAY-1201/remotelink', { object: { title: 'x' } })).status).toBe(400)
})

test('a filter is saved only with a query that can be answered', async () => {
  expect((await ask('POST', '/filter', { name: 'F', jql: 'odd = 1' })).status).toBe(400)
  const { json } = await ask('POST', '/filter', { name: 'F', jql: 'project = PAY' })
  expect((await at(site.baseUrl, token, 'PUT', `/rest/api/1.0/filters/${json.id}/favourite`)).status).toBe(200)
  expect((await ask('GET', `/filter/${json.id}`)).json.favourite).toBe(true)
  expect((await ask('GET', `/filter/${json.id}/columns`)).status).toBe(404)
  expect((await ask('DELETE', `/filter/${json.id}`)).status).toBe(204)
})

test('permissions come all at once, by project or issue', async () => {
  const { json } = await ask('GET', '/mypermissions?issueKey=PAY-1201&permissions=X')
  expect(json.permissions).toMatchObject({
    EDIT_ISSUES: { havePermission: true },
    ADMINISTER: { havePermission: false },
  })
  expect((await ask('GET', '/mypermissions?projectKey=NO')).status).toBe(404)
})

test('people and groups are found for pickers, with marks around what was found', async () => {
  expect((await ask('GET', '/user/picker?query=mi')).json.users[0]).toMatchObject({
    name: 'mira',
    html: expect.stringContaining('<strong>Mi</strong>'),
  })
  expect((await ask('GET', '/groups/picker?query=team')).json.groups.length).toBeGreaterThan(1)
  expect((await ask('GET', '/issue/picker?query=PAY-1201')).json.sections[0].issues[0].key).toBe('PAY-1201')
})

test('properties of an issue are kept', async () => {
  expect((await ask('PUT', '/issue/PAY-1201/properties/x.y', { a: 1 })).status).toBe(201)
  expect((await ask('GET', '/issue/PAY-1201/properties/x.y')).json).toEqual({ key: 'x.y', value: { a: 1 } })
  expect((await ask('DELETE', '/issue/PAY-1201/properties/x.y')).status).toBe(204)
})

test('an archived issue can be read, and nothing else', async () => {
  expect((await ask('GET', '/issue/PAY-113')).status).toBe(200)
  expect((await ask('POST', '/issue/PAY-113/comment', { body: 'x' })).status).toBe(403)
  expect((await ask('PUT', '/issue/PAY-113', { fields: { summary: 'x' } })).status).toBe(403)
})
