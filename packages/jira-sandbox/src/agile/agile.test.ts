import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'
import { rankBetween } from '../world/rank.ts'

let site: Sandbox
let open: Sandbox | undefined

beforeEach(async () => {
  await open?.close()
  site = await startSandbox({ now: () => Date.UTC(2026, 10, 22, 8) })
  open = site
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
  as = 'mira',
  prefix = '/rest/agile/1.0',
): Promise<Said> => {
  const answer = await fetch(`${site.baseUrl}${prefix}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${site.issuePat(as)}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

const platform = (method: string, path: string, body?: unknown): Promise<Said> =>
  ask(method, path, body, 'mira', '/rest/api/2')

const keysOf = ({ json }: Said): string[] => json.issues.map(({ key }: { key: string }) => key)

const inSprint = async (sprint: number): Promise<string[]> =>
  keysOf(await ask('GET', `/sprint/${sprint}/issue?fields=key`))

describe('boards', () => {
  test('are listed with their kinds, without a place on Data Center', async () => {
    const { json } = await ask('GET', '/board')
    expect(json).toMatchObject({ startAt: 0, maxResults: 50, total: 4, isLast: true })
    expect(json.values[0]).toEqual({
      id: 4,
      self: `${site.baseUrl}/rest/agile/1.0/board/4`,
      name: 'Payments sprint board',
      type: 'scrum',
    })
  })

  test.each([
    ['?type=kanban', [5, 6]],
    ['?name=OPERATIONS', [5]],
    ['?projectKeyOrId=PAY', [4, 6]],
    ['?startAt=2&maxResults=1', [6]],
  ])('are found by %s', async (query, ids) => {
    const { json } = await ask('GET', `/board${query}`)
    expect(json.values.map(({ id }: { id: number }) => id)).toEqual(ids)
  })

  test('of a project that one may not browse are not there', async () => {
    expect((await ask('GET', '/board', undefined, 'sofia.nunes')).json.total).toBe(2)
    expect((await ask('GET', '/board/5', undefined, 'sofia.nunes')).status).toBe(404)
    expect((await ask('GET', '/board/99')).status).toBe(404)
    expect((await ask('GET', '/board/x')).status).toBe(400)
  })

  test('of scrum estimate, of kanban have a query below; neither tells its quick filters', async () => {
    const [scrum, kanban] = [await ask('GET', '/board/4/configuration'), await ask('GET', '/board/5/configuration')]
    expect(scrum.json).toMatchObject({
      estimation: { field: { fieldId: 'customfield_10107' } },
      ranking: { rankCustomFieldId: 10_106 },
      columnConfig: { constraintType: 'issueCountExclSubs' },
    })
    expect(scrum.json.subQuery).toBeUndefined()
    expect(kanban.json.estimation).toBeUndefined()
    expect(kanban.json.columnConfig.columns[2]).toMatchObject({ min: 3, max: 3 })
    expect((await ask('GET', '/board/4/quickfilter')).status).toBe(404)
    const model = await ask(
      'GET',
      '/rapidviewconfig/editmodel.json?rapidViewId=4',
      undefined,
      'mira',
      '/rest/greenhopper/1.0',
    )
    expect(model.json.rapidListConfig.quickFilters[0]).toMatchObject({
      name: 'Only mine',
      query: 'assignee = currentUser()',
    })
  })

  test('show their issues by rank, with sprint, flag and epic', async () => {
    const { json } = await ask('GET', '/board/4/issue?maxResults=5')
    expect(json.issues).toHaveLength(5)
    expect(json.issues[0].self).toContain('/rest/agile/1.0/issue/')
    expect(Object.keys(json.issues[0].fields)).toEqual(
      expect.arrayContaining(['sprint', 'closedSprints', 'flagged', 'epic']),
    )
    const ranks = json.issues.map(({ fields }: { fields: Record<string, string> }) => fields['customfield_10106'])
    expect(ranks.toSorted((a: string, b: string) => (a < b ? -1 : 1))).toEqual(ranks)
    const narrow = await ask('GET', '/board/4/issue?fields=summary&jql=issuetype%20%3D%20Bug')
    expect(narrow.json.total).toBeLessThan(json.total)
    expect(Object.keys(narrow.json.issues[0].fields)).toEqual(['summary'])
  })

  test('of kanban have no sprints', async () => {
    expect((await ask('GET', '/board/5/sprint')).status).toBe(400)
    expect((await ask('GET', '/board/5/sprint/37/issue')).status).toBe(400)
  })
})

describe('sprints', () => {
  test('come closed ones first, uncounted, with offsets that have a colon', async () => {
    const { json } = await ask('GET', '/board/4/sprint')
    expect(json.values.map(({ state }: { state: string }) => state)).toEqual(['closed', 'active', 'future'])
    expect(json.total).toBeUndefined()
    expect(json.values[1].startDate).toBe('2026-11-09T10:00:00.000+01:00')
    expect((await ask('GET', '/board/4/sprint?state=future,active')).json.values).toHaveLength(2)
    expect((await ask('GET', '/board/4/sprint?state=odd')).status).toBe(400)
  })

  test('are made, begun and ended; what is left goes to the backlog', async () => {
    const made = await ask('POST', '/sprint', { name: 'PAY 39', originBoardId: 4 })
    expect(made).toMatchObject({ status: 201, json: { state: 'future', originBoardId: 4 } })
    const { id } = made.json
    expect((await ask('POST', `/sprint/${id}`, { state: 'active' })).json.errors).toHaveProperty('state')
    const dates = { startDate: '2026-11-23T10:00:00.000+01:00', endDate: '2026-12-07T10:00:00.000+01:00' }
    // Two cannot be under way at once.
    expect((await ask('POST', `/sprint/${id}`, { state: 'active', ...dates })).json.errors).toHaveProperty('state')
    const before = await inSprint(37)
    expect((await ask('POST', '/sprint/37', { state: 'closed' })).json).toMatchObject({ state: 'closed' })
    expect((await ask('POST', `/sprint/${id}`, { state: 'active', ...dates })).json).toMatchObject({
      state: 'active',
      startDate: dates.startDate,
    })
    expect((await inSprint(37)).length).toBeLessThanOrEqual(before.length)
    expect((await ask('POST', '/sprint/37', { name: 'Late' })).status).toBe(400)
    expect((await ask('POST', `/sprint/${id}`, { state: 'future' })).status).toBe(400)
  })

  test('are replaced as a whole by PUT: what is not given is gone', async () => {
    const { json } = await ask('PUT', '/sprint/37', { name: 'PAY 37', state: 'active', originBoardId: 4 })
    expect(json).toMatchObject({ goal: '', state: 'active' })
    expect(json.startDate).toBeUndefined()
    expect((await ask('PUT', '/sprint/38', { name: 'X' })).json.errors).toHaveProperty('state')
  })

  test('are deleted only before they begin, and change places only then', async () => {
    const { json } = await ask('POST', '/sprint', { name: 'PAY 39', originBoardId: 4 })
    expect((await ask('POST', '/sprint/38/swap', { sprintToSwapWith: json.id })).status).toBe(204)
    const { values } = (await ask('GET', '/board/4/sprint?state=future')).json
    expect(values.map(({ id }: { id: number }) => id)).toEqual([json.id, 38])
    expect((await ask('DELETE', '/sprint/37')).status).toBe(400)
    expect((await ask('DELETE', '/sprint/38')).status).toBe(204)
    expect((await ask('GET', '/sprint/38')).status).toBe(404)
  })

  test('change places on one board alone, and with the right to both', async () => {
    const other = await ask('POST', '/sprint', { name: 'OPS 9', originBoardId: 7 }, 'jonas')
    expect((await ask('POST', `/sprint/${other.json.id}/swap`, { sprintToSwapWith: 38 }, 'jonas')).status).toBe(403)
    expect((await ask('POST', '/sprint/38/swap', { sprintToSwapWith: other.json.id })).status).toBe(400)
  })

  test('are managed by the team alone, and with names of a sensible length', async () => {
    expect((await ask('POST', '/sprint', { name: 'No', originBoardId: 4 }, 'sofia.nunes')).status).toBe(403)
    expect((await ask('POST', '/sprint', { name: 'x'.repeat(31), originBoardId: 4 })).json.errors).toHaveProperty(
      'name',
    )
    expect((await ask('POST', '/sprint', { name: 'x', originBoardId: 5 })).status).toBe(400)
    expect((await ask('POST', '/sprint', { name: 'x', originBoardId: 4, odd: 1 })).status).toBe(400)
  })
})

describe('moving', () => {
  test('into a sprint is seen by the field, the query and the history; a closed sprint stays', async () => {
    const key = (await inSprint(37)).find((one) => one !== 'PAY-104') ?? ''
    expect((await ask('POST', '/sprint/38/issue', { issues: [key] })).status).toBe(204)
    const issue = await platform('GET', `/issue/${key}?expand=changelog&fields=customfield_10101`)
    expect(issue.json.fields.customfield_10101.at(-1)).toContain('id=38,')
    expect(issue.json.changelog.histories.at(-1).items[0]).toMatchObject({
      field: 'Sprint',
      to: expect.stringContaining('38'),
    })
    const found = await platform(
      'GET',
      `/search?jql=${encodeURIComponent(`sprint in futureSprints() AND key = ${key}`)}`,
    )
    expect(found.json.total).toBe(1)
  })

  test('to the backlog takes an issue out of its sprint', async () => {
    const [key = ''] = await inSprint(38)
    expect((await ask('POST', '/backlog/issue', { issues: [key] })).status).toBe(204)
    expect(await inSprint(38)).not.toContain(key)
    expect(keysOf(await ask('GET', '/board/4/backlog?fields=key&maxResults=1000'))).toContain(key)
  })

  test.each([
    ['none', { issues: [] }],
    ['too many', { issues: Array.from({ length: 51 }, () => 'PAY-101') }],
    ['one that is not there', { issues: ['PAY-99999'] }],
    ['words that are not known', { issues: ['PAY-101'], odd: true }],
  ])('of %s is refused', async (_, body) => {
    expect((await ask('POST', '/sprint/38/issue', body)).status).toBe(400)
  })

  test('into a sprint that is over, of an archived issue, or by somebody else is refused', async () => {
    expect((await ask('POST', '/sprint/36/issue', { issues: ['PAY-101'] })).status).toBe(400)
    expect((await ask('POST', '/sprint/38/issue', { issues: ['PAY-113'] })).status).toBe(403)
    expect((await ask('POST', '/sprint/38/issue', { issues: ['PAY-102'] }, 'sofia.nunes')).status).toBe(403)
  })
})

describe('ranks', () => {
  const order = async (): Promise<string[]> => keysOf(await ask('GET', '/board/4/issue?fields=key&maxResults=1000'))

  test('put issues in their order before or behind another', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await order()
    expect((await ask('PUT', '/issue/rank', { issues: [fourth, third], rankBeforeIssue: first })).status).toBe(204)
    expect((await order()).slice(0, 4)).toEqual([fourth, third, first, second])
    expect((await ask('PUT', '/issue/rank', { issues: [fourth], rankAfterIssue: second })).status).toBe(204)
    expect((await order()).slice(0, 4)).toEqual([third, first, second, fourth])
  })

  test('tell for each issue when one may not be moved', async () => {
    const body = { issues: ['SUP-2041', 'PAY-102'], rankBeforeIssue: 'SUP-2042' }
    const said = await ask('PUT', '/issue/rank', body, 'sofia.nunes')
    expect(said.status).toBe(207)
    expect(said.json.entries.map(({ status }: { status: number }) => status)).toEqual([200, 403])
  })

  test('cannot be next to one that is moved', async () => {
    const [first, second] = await order()
    expect((await ask('PUT', '/issue/rank', { issues: [first, second], rankAfterIssue: second })).status).toBe(400)
    expect((await order()).slice(0, 2)).toEqual([first, second])
  })

  test('need exactly one neighbour', async () => {
    const [first, second, third] = await order()
    expect((await ask('PUT', '/issue/rank', { issues: [first] })).status).toBe(400)
    expect(
      (await ask('PUT', '/issue/rank', { issues: [first], rankBeforeIssue: second, rankAfterIssue: third })).status,
    ).toBe(400)
  })

  test('find a place between any two, as often as one likes', () => {
    let [low, high] = ['0|i0007v:', '0|i0007w:']
    for (let count = 0; count < 200; count += 1) {
      const middle = rankBetween(low, high)
      expect(low < middle && middle < high).toBe(true)
      if (count % 3 === 0) low = middle
      else high = middle
    }
    expect(rankBetween(undefined, low) < low).toBe(true)
    expect(rankBetween(high, undefined) > high).toBe(true)
  })
})

describe('epics and estimates', () => {
  test('an epic is renamed, done, and given issues', async () => {
    const [epic] = (await ask('GET', '/board/4/epic')).json.values
    const changed = await ask('POST', `/epic/${epic.key}`, { name: 'New name', done: true, color: { key: 'color_4' } })
    expect(changed.json).toMatchObject({ name: 'New name', done: true, color: { key: 'color_4' } })
    expect((await ask('GET', '/board/4/epic?done=true')).json.values).toHaveLength(1)
    const [key = ''] = keysOf(await ask('GET', '/board/4/epic/none/issue?fields=key'))
    expect((await ask('POST', `/epic/${epic.id}/issue`, { issues: [key] })).status).toBe(204)
    expect(keysOf(await ask('GET', `/epic/${epic.key}/issue?fields=key`))).toContain(key)
    expect((await ask('POST', '/epic/none/issue', { issues: [key] })).status).toBe(204)
    expect(keysOf(await ask('GET', `/board/4/epic/${epic.id}/issue?fields=key`))).not.toContain(key)
    expect((await ask('GET', `/epic/${key}`)).status).toBe(400)
    expect((await ask('POST', `/epic/${epic.key}`, { color: { key: 'color_12' } })).status).toBe(400)
  })

  test('an estimate is a number by the field of the board', async () => {
    expect((await ask('PUT', '/issue/PAY-1201/estimation?boardId=4', { value: '8' })).json).toEqual({
      fieldId: 'customfield_10107',
      value: '8.0',
    })
    expect((await ask('GET', '/issue/PAY-1201/estimation?boardId=4')).json.value).toBe('8.0')
    expect((await ask('PUT', '/issue/PAY-1201/estimation?boardId=4', { value: 'much' })).status).toBe(400)
    expect((await ask('PUT', '/issue/PAY-1201/estimation?boardId=4', { value: '3', odd: 1 })).status).toBe(400)
    expect((await ask('GET', '/issue/PAY-1201/estimation')).status).toBe(400)
  })
})

test('a site without Jira Software answers with a page', async () => {
  const plain = await startSandbox({ overrides: { software: false } })
  const answer = await fetch(`${plain.baseUrl}/rest/agile/1.0/board`, {
    headers: { Authorization: `Bearer ${plain.issuePat('mira')}` },
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
  await plain.close()
})
