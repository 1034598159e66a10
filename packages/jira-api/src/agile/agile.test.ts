import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterEach, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'

interface Place {
  readonly client: SiteClient
  readonly sandbox: Sandbox | CloudSandbox
}

const open: (Sandbox | CloudSandbox)[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

const dataCenter = async (persona: '8.20' | '11.3', user = 'mira'): Promise<Place> => {
  const sandbox = await startSandbox({ persona })
  open.push(sandbox)
  const token = sandbox.issuePat(user)
  const client = connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  return { client, sandbox }
}

const cloud = async (): Promise<Place> => {
  const sandbox = await startCloudSandbox()
  open.push(sandbox)
  const email = 'mira@acme.example'
  const token = Buffer.from(`${email}:${sandbox.issueApiToken(email)}`).toString('base64')
  const client = connectSite({
    baseUrl: sandbox.siteUrl,
    deployment: 'cloud',
    authorize: async () => `Basic ${token}`,
  })
  return { client, sandbox }
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['8.20', () => dataCenter('8.20')],
  ['11.3', () => dataCenter('11.3')],
  ['Cloud', cloud],
]

const allKeys = async (
  client: SiteClient,
  boardId: string,
  part: Parameters<SiteClient['boardIssues']>[0]['part'],
): Promise<string[]> => {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.boardIssues({
      boardId,
      part,
      maxResults: 40,
      ...(cursor === undefined ? {} : { cursor }),
    })
    keys.push(...page.issues.map(({ key }) => key))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return keys
}

describe.each(places)('on %s', (name, start) => {
  test('boards are found, and tell how they are set up', async () => {
    const { client } = await start()
    const boards = await client.boards({})
    expect(boards.map(({ id, type }) => [id, type])).toEqual([
      ['4', 'scrum'],
      ['5', 'kanban'],
      ['6', 'kanban'],
      ['7', 'scrum'],
    ])
    expect(boards[0]?.projectKey).toBe(name === 'Cloud' ? 'PAY' : null)
    expect(await client.boards({ project: 'OPS' })).toHaveLength(2)
    expect(await client.boards({ type: 'kanban', name: 'bugs' })).toHaveLength(1)
    expect((await client.board('5')).name).toBe('Operations')
    const [scrum, kanban] = [await client.boardConfiguration('4'), await client.boardConfiguration('5')]
    expect(scrum).toMatchObject({
      filterId: '10510',
      constraint: 'issueCountExclSubs',
      estimation: { fieldId: 'customfield_10107', name: 'Story Points' },
      rankFieldId: '10106',
      subQuery: null,
    })
    expect(scrum.columns[1]).toEqual({ name: 'In progress', statusIds: ['3'], min: 1, max: 6 })
    expect(kanban).toMatchObject({ estimation: null, subQuery: 'resolution is EMPTY OR resolved >= -14d' })
    expect(await client.quickFilters('4')).toEqual([
      { id: '11', name: 'Only mine', jql: 'assignee = currentUser()' },
      { id: '12', name: 'Bugs', jql: 'issuetype = Bug' },
    ])
    await expect(client.board('99')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('the issues of a board come page by page, each once, and narrow with a query', async () => {
    const { client } = await start()
    const keys = await allKeys(client, '4', { kind: 'board' })
    expect(keys.length).toBeGreaterThan(80)
    expect(new Set(keys).size).toBe(keys.length)
    const backlog = await allKeys(client, '4', { kind: 'backlog' })
    expect(backlog.length).toBeLessThan(keys.length)
    const mine = await client.boardIssues({ boardId: '4', part: { kind: 'board' }, jql: 'assignee = currentUser()' })
    expect(mine.issues.length).toBeGreaterThan(0)
    expect(mine.issues.every(({ assignee }) => assignee?.name === 'Mira Lindqvist')).toBe(true)
  })

  test('issues go into a sprint, to the backlog, below an epic and out of it', async () => {
    const { client } = await start()
    const sprint = (id: string) => allKeys(client, '4', { kind: 'sprint', id })
    const backlog = await allKeys(client, '4', { kind: 'backlog' })
    // More than one request may take.
    const moved = backlog.slice(0, 60)
    await client.moveToSprint('38', moved)
    expect(await sprint('38')).toEqual(expect.arrayContaining(moved))
    await client.moveToBacklog(moved.slice(0, 55))
    expect(await sprint('38')).not.toContain(moved[0])
    const [epic] = await client.epics({ boardId: '4' })
    await client.moveToEpic(epic?.key ?? '', moved.slice(0, 2))
    const ofEpic = { kind: 'epic', id: epic?.id ?? '' } as const
    expect(await allKeys(client, '4', ofEpic)).toEqual(expect.arrayContaining(moved.slice(0, 2)))
    await client.moveToEpic(null, moved.slice(0, 1))
    expect(await allKeys(client, '4', ofEpic)).not.toContain(moved[0])
    expect(await allKeys(client, '4', { kind: 'no-epic' })).toContain(moved[0])
  })

  test('sprints are made, changed, begun, ended, swapped and deleted', async () => {
    const { client } = await start()
    expect((await client.sprints({ boardId: '4' })).map(({ state }) => state)).toEqual(['closed', 'active', 'future'])
    expect(await client.sprints({ boardId: '5' })).toEqual([])
    const made = await client.createSprint({ boardId: '4', name: 'PAY 39', goal: 'Less' })
    expect(made).toMatchObject({ name: 'PAY 39', goal: 'Less', state: 'future', boardId: '4', start: null })
    expect(await client.editSprint(made.id, { goal: 'More' })).toMatchObject({ name: 'PAY 39', goal: 'More' })
    await client.swapSprints('38', made.id)
    expect((await client.sprints({ boardId: '4', states: ['future'] })).map(({ id }) => id)).toEqual([made.id, '38'])
    await expect(client.editSprint(made.id, { state: 'active' })).rejects.toMatchObject({ code: 'refused' })
    await client.editSprint('37', { state: 'closed' })
    const begun = await client.editSprint(made.id, {
      state: 'active',
      start: '2026-11-23T09:00:00.000Z',
      end: '2026-12-07T09:00:00.000Z',
    })
    expect(begun).toMatchObject({ state: 'active', start: '2026-11-23T09:00:00.000Z' })
    expect(await client.sprint('37')).toMatchObject({ state: 'closed' })
    await client.deleteSprint('38')
    await expect(client.sprint('38')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('many issues are ranked in their order', async () => {
    const { client } = await start()
    const order = () => allKeys(client, '4', { kind: 'board' })
    const before = await order()
    const moved = before.slice(1, 71).reverse()
    expect(await client.rank({ keys: moved, place: { before: before[0] ?? '' }, rankFieldId: '10106' })).toEqual([])
    expect((await order()).slice(0, 71)).toEqual([...moved, before[0]])
    expect(await client.rank({ keys: [before[0] ?? ''], place: { after: before[80] ?? '' } })).toEqual([])
    const after = await order()
    expect(after[after.indexOf(before[80] ?? '') + 1]).toBe(before[0])
  })

  test('epics are renamed and done, and issues estimated', async () => {
    const { client } = await start()
    const [epic] = await client.epics({ boardId: '4', done: false })
    const key = epic?.key ?? ''
    expect(await client.editEpic(key, { name: 'Other', done: true })).toMatchObject({ name: 'Other', done: true })
    expect(await client.epic(key)).toMatchObject({ key, done: true })
    expect(await client.epics({ boardId: '4', done: true })).toHaveLength(1)
    await client.setEstimation({ key: 'PAY-1201', boardId: '4', value: '8' })
    expect(Number(await client.estimation({ key: 'PAY-1201', boardId: '4' }))).toBe(8)
  })
})

test('a site without Jira Software says that it has no boards', async () => {
  const sandbox = await startSandbox({ overrides: { software: false } })
  open.push(sandbox)
  const token = sandbox.issuePat('mira')
  const client = connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  await expect(client.boards({})).rejects.toMatchObject({ code: 'not-found' })
})

test('somebody without the right is refused', async () => {
  const { client } = await dataCenter('11.3', 'sofia.nunes')
  await expect(client.createSprint({ boardId: '4', name: 'No' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(client.moveToBacklog(['PAY-102'])).rejects.toMatchObject({ code: 'forbidden' })
  expect(await client.rank({ keys: ['SUP-2041', 'PAY-102'], place: { before: 'SUP-2042' } })).toEqual([
    { key: 'PAY-102', reasons: [expect.any(String)] },
  ])
})
