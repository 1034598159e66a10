// The request budget, action by action, by the journal of the site: each number here is a promise.
import type { IssueKey } from '@mmd/jira-api/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { textOn } from '../operations/testing/site.ts'
import { openPlace, type Place, type Seat } from './testing.ts'

/** What is done to an issue, and how many requests it and its taking back cost; null: there is no way back. */
interface Row {
  readonly name: string
  readonly action: (place: Place, key: IssueKey) => Operation
  readonly does: number
  readonly undoes: number | null
}

const field = (id: string, name: string) =>
  ({ id, name, schema: { type: 'string', items: null, system: id, custom: null } }) as const

const other = ({ keys }: Place, key: IssueKey): IssueKey => keys.find((one) => one !== key) ?? key

const setSummary: Row['action'] = (_, key) => ({
  kind: 'set-fields',
  key,
  changes: [{ ...field('summary', 'Summary'), value: { kind: 'text', text: 'New' } }],
})

const setPriority: Row['action'] = ({ priorities }, key) => {
  const value = priorities.at(-1) ?? { id: '', name: '' }
  return { kind: 'set-fields', key, changes: [{ ...field('priority', 'Priority'), value: { kind: 'named', value } }] }
}

const addComponent: Row['action'] = ({ project: { components } }, key) => {
  const add = components.slice(0, 1).map(({ id, name }) => ({ id, name }))
  return { kind: 'members', key, field: 'components', add, remove: [] }
}

const comment: Row['action'] = ({ me, deployment }, key) => {
  const body = textOn(deployment, 'Hello')
  return { kind: 'add-comment', key, author: me, body, typed: 'Hello' }
}

const logWork: Row['action'] = ({ me }, key) => {
  const started = '2026-11-20T09:00:00.000Z'
  return { kind: 'add-worklog', key, author: me, seconds: 60, started, comment: null, remaining: 'leave' }
}

const link: Row['action'] = (place, key) => ({
  kind: 'link',
  key,
  type: place.blocks,
  outward: true,
  other: other(place, key),
})

const linkOutside: Row['action'] = (_, key) => {
  const object = { url: 'https://wiki.example/1', title: 'Runbook' }
  return { kind: 'put-remote-link', key, link: { globalId: '', object } }
}

const attach: Row['action'] = ({ me, file }, key) => {
  const chosen = { path: file, name: 'trace.txt', size: 5, mimeType: 'text/plain' }
  return { kind: 'attach', key, author: me, file: chosen }
}

const rank: Row['action'] = (place, key) => ({ kind: 'rank', key, place: { before: other(place, key) }, base: null })

const moveToSprint: Row['action'] = ({ sprints, sprintField }, key) => ({
  kind: 'sprint',
  key,
  to: sprints.at(-1) ?? null,
  fieldId: sprintField,
})

const snooze: Row['action'] = (_, key) => ({ kind: 'snooze', key, snooze: { until: null, untilChanged: false } })

const decision = { verdict: 'accepted', at: 1, view: 'all', reason: '' } as const

// What sets a value looks first whether somebody else has changed it; what adds or takes away something does not.
const table: readonly Row[] = [
  { name: 'set a summary', action: setSummary, does: 2, undoes: 2 },
  { name: 'set a priority', action: setPriority, does: 2, undoes: 2 },
  { name: 'assign', action: ({ them }, key) => ({ kind: 'assign', key, assignee: them }), does: 2, undoes: 2 },
  { name: 'label', action: (_, key) => ({ kind: 'labels', key, add: ['new'], remove: [] }), does: 1, undoes: 1 },
  { name: 'add a component', action: addComponent, does: 1, undoes: 1 },
  { name: 'comment', action: comment, does: 1, undoes: 2 },
  { name: 'log work', action: logWork, does: 1, undoes: 2 },
  // To take it back its number is looked up.
  { name: 'link', action: link, does: 1, undoes: 2 },
  // A link that was there must be known to be taken back.
  { name: 'link outside', action: linkOutside, does: 2, undoes: 1 },
  // What hangs there is read by which the file is found again; how large it may be the site says once a day.
  { name: 'attach', action: attach, does: 2, undoes: 1 },
  { name: 'watch', action: (_, key) => ({ kind: 'watch', key, isWatching: true, user: null }), does: 1, undoes: 1 },
  { name: 'vote', action: (_, key) => ({ kind: 'vote', key, isFor: true }), does: 1, undoes: 1 },
  { name: 'move to a sprint', action: moveToSprint, does: 2, undoes: 2 },
  { name: 'rank', action: rank, does: 1, undoes: null },
  { name: 'snooze', action: snooze, does: 0, undoes: 0 },
  { name: 'decide', action: (_, key) => ({ kind: 'decide', key, decision }), does: 0, undoes: 0 },
]

describe.each(['datacenter', 'cloud'] as const)('on %s', (deployment) => {
  let place: Place
  let seat: Seat
  let next = 0
  beforeAll(async () => {
    place = await openPlace(deployment, { issues: 120 })
    seat = place.open()
    for (const view of place.views) await seat.replica.openView(view)
    // Once a day, since what we change ourselves is told from what others do by the site's clock.
    await seat.engine.catalogue('server-info')
    await seat.engine.catalogue('attachment-rules')
  })
  afterAll(() => place.end())

  /** An issue that nothing was done to, open on the screen. */
  const opened = async (): Promise<IssueKey> => {
    const key = place.keys[next]
    next += 1
    if (key === undefined) throw new Error('too few issues')
    await seat.replica.openIssue(key)
    place.journal.clear()
    return key
  }

  const cost = (): number => {
    const count = place.journal.entries.length
    place.journal.clear()
    return count
  }

  const takeBack = async (): Promise<void> => {
    const plan = seat.replica.planUndo()
    if (plan === null) throw new Error('nothing to take back')
    await Promise.all(seat.replica.takeBack(plan).map(({ id }) => seat.replica.settled(id)))
  }

  test.each(table)('to $name costs $does, and to take it back $undoes', async ({ action, does, undoes }) => {
    const { replica } = seat
    const { id } = replica.perform(action(place, await opened()))
    expect(await replica.settled(id)).toMatchObject({ state: 'sent' })
    expect(cost()).toBe(does)
    if (undoes === null) return
    await takeBack()
    expect(replica.operations()).toEqual([])
    expect(cost()).toBe(undoes)
  })

  test('a change of status is a look-up and a write', async () => {
    const { replica } = seat
    const key = await opened()
    const step = (await place.mine.transitions(key)).find(({ fields }) => fields.every((one) => !one.required))
    if (step === undefined) throw new Error('no step')
    const { id, name, to } = step
    const moved = replica.perform({ kind: 'transition', key, transition: { id, name, to }, fields: {} })
    expect(await replica.settled(moved.id)).toMatchObject({ state: 'sent' })
    expect(cost()).toBe(2)
  })

  test('a change of status is taken back by a look-up and a write', async () => {
    const { replica } = seat
    const [key] = (await place.mine.ids('project = OPS AND status = Backlog')).map((one) => one.key)
    if (key === undefined) throw new Error('no issue in the backlog')
    await replica.openIssue(key)
    const step = (await place.mine.transitions(key)).find(({ to }) => to.name === 'Selected')
    if (step === undefined) throw new Error('no step')
    const { id, name, to } = step
    const moved = replica.perform({ kind: 'transition', key, transition: { id, name, to }, fields: {} })
    expect(await replica.settled(moved.id)).toMatchObject({ state: 'sent' })
    place.journal.clear()
    await takeBack()
    expect(replica.operations()).toEqual([])
    expect(cost()).toBe(2)
  })

  test('a new issue is one request, and one to delete it again', async () => {
    const { replica } = seat
    const { id, name, types } = place.project
    const type = types.find((one) => one.name === 'Task')
    if (type === undefined) throw new Error('no type')
    const fields = { project: { id }, issuetype: { id: type.id }, summary: 'Made' }
    const key = await opened()
    const made = replica.perform({
      kind: 'create',
      key,
      fields,
      shown: { project: { id, key: 'PAY', name }, type, summary: 'Made' },
    })
    expect(await replica.settled(made.id)).toMatchObject({ state: 'sent' })
    expect(cost()).toBe(1)
    await takeBack()
    expect(cost()).toBeLessThanOrEqual(2)
  })

  test('twenty at once cost no more than twenty times one', async () => {
    const { replica } = seat
    // Those who are gone cannot be assigned again.
    const keys = place.keys.filter((key) => replica.issue(key)?.assignee?.active !== false).slice(20, 40)
    place.journal.clear()
    const records = replica.performAll(
      keys.map((key) => ({ kind: 'assign', key, assignee: place.me })),
      '',
    )
    const ended = await Promise.all(records.map(({ id }) => replica.settled(id)))
    expect(ended.map(({ state }) => state)).toEqual(keys.map(() => 'sent'))
    expect(cost()).toBeLessThanOrEqual(2 * keys.length)
    await takeBack()
    expect(replica.operations()).toEqual([])
    expect(cost()).toBeLessThanOrEqual(2 * keys.length)
  })

  test('a view costs one request when it is first read, and one when it is refreshed, whatever its length', async () => {
    const view = { id: 'one', title: 'One', jql: 'project = PAY ORDER BY created DESC' }
    place.journal.clear()
    await seat.replica.openView(view)
    expect(seat.replica.view('one')?.keys.length).toBeGreaterThan(10)
    expect(cost()).toBe(1)
    await seat.replica.refreshView('one')
    expect(cost()).toBe(1)
  })

  test('a warm start asks nothing before the rows are there, and then once for each view that is opened', async () => {
    place.journal.clear()
    const warm = place.open()
    const [all, some] = place.views
    expect(warm.replica.view(all.id)?.keys.length).toBeGreaterThan(10)
    expect(warm.replica.issue(place.keys[0] ?? ('PAY-1' as IssueKey))).toBeDefined()
    expect(cost()).toBe(0)
    await warm.replica.refreshView(all.id)
    await warm.replica.refreshView(some.id)
    expect(cost()).toBe(2)
  })

  test('an issue costs one request when it is opened, and none when it was just read', async () => {
    const key = place.keys.at(-1)
    if (key === undefined) throw new Error('no issue')
    place.journal.clear()
    await seat.replica.openIssue(key)
    expect(cost()).toBe(1)
    await seat.replica.openIssue(key)
    expect(cost()).toBe(0)
  })

  test('a list of the whole site is asked for once a day', async () => {
    place.journal.clear()
    for (const name of ['priorities', 'fields', 'link-types']) {
      await seat.engine.catalogue(name)
      await seat.engine.catalogue(name)
    }
    expect(cost()).toBe(3)
  })
})

describe.each(['datacenter', 'cloud'] as const)('on %s, a list of thousands', (deployment) => {
  test('is read in pages, and costs one request while nothing changes in it', async () => {
    const place = await openPlace(deployment, { issues: 10_000 })
    try {
      const { replica } = place.open()
      const view = { id: 'thousands', title: 'Thousands', jql: 'created <= now() ORDER BY created DESC' }
      await replica.openView(view)
      await replica.loadMore(view.id, 10_000)
      const known = replica.view(view.id)?.keys ?? []
      expect(known.length).toBeGreaterThan(9_000)
      place.journal.clear()
      await replica.refreshView(view.id)
      expect(place.journal.entries.length).toBe(1)
      const key = known.find((one) => one.startsWith('PAY-'))
      if (key === undefined) throw new Error('no issue')
      await place.theirs.edit(key, { fields: { summary: 'Changed by somebody else' } })
      place.journal.clear()
      await replica.refreshView(view.id)
      expect(replica.issue(key)?.summary).toBe('Changed by somebody else')
      // What was changed, then the keys of all in their order: pages of a thousand on Data Center, of thousands on Cloud.
      expect(place.journal.entries.length).toBeLessThanOrEqual(deployment === 'cloud' ? 5 : 12)
    } finally {
      await place.end()
    }
  }, 120_000)
})
