import type { IssueKey } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { processorTime, soon } from '../../../app/testing/patience.ts'
import { openWorld, refusal, testIssue, testKey, type World } from '../../../app/testing.ts'
import { activeList } from '../../../state/state.ts'
import { deployments, openFormWorld } from '../forms/testing.ts'
import { drawn, ready } from '../testing.ts'

const many = Array.from({ length: 50 }, (_, at) => testIssue(at + 1))

const bulk = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')

const idle = (world: World): Promise<void> => world.session().replica.idle()

describe('a change of 50 issues', () => {
  test('is planned, sent, told issue by issue, sent again and taken back as one', async () => {
    let isMoody = true
    const assigned = new Set<string>()
    const world = await openWorld({
      issues: many,
      answers: {
        assign: async (key) => {
          if (key === 'PAY-7' && isMoody) throw refusal('PAY-7 has a guardian.')
          assigned.add(key)
        },
      },
    })
    world.press('*', 'A')
    await bulk(world)
    expect(drawn(world)).toContain('Plan: 50 issues assigned to Mia Me')
    expect(drawn(world)).toContain('✓ 50 issues to change')
    world.press('j', 'space')
    expect(drawn(world)).toContain('✓ 49 issues to change  ○ 1 left out')
    expect(world.session().replica.changes(1)).toEqual([])
    world.press('enter')
    await idle(world)
    expect(drawn(world)).toContain('✓ 48 of 49 done  ✗ 1 not taken')
    expect(world.session().replica.issue(testKey(2))?.assignee).toBeNull()
    world.press('n')
    expect(drawn(world)).toMatch(/▸ ✗ PAY-7 +PAY-7 has a guardian/)
    isMoody = false
    world.press('r')
    await idle(world)
    expect(drawn(world)).toContain('✓ 49 of 49 done')
    world.press('u')
    await idle(world)
    expect(assigned.size).toBe(49)
    expect(many.every(({ key }) => world.session().replica.issue(key)?.assignee === null)).toBe(true)
    expect(world.session().replica.operations()).toEqual([])
  })

  test('is stopped with c: what was done stays, the rest is given up, and u takes back what was done', async () => {
    const gate = Promise.withResolvers<void>()
    const assigned: string[] = []
    const world = await openWorld({
      issues: many,
      answers: {
        assign: async (key) => {
          if (assigned.length >= 3) await gate.promise
          assigned.push(key)
        },
      },
    })
    world.press('*', 'A')
    await bulk(world)
    world.press('enter')
    await soon(() => expect(drawn(world)).toContain('✓ 3 of 50 done'))
    expect(drawn(world)).toContain('c stops it')
    world.press('c')
    await soon(() => expect(world.toast()).toMatch(/^Stopped: \d+ not sent/))
    gate.resolve()
    await idle(world)
    const done = assigned.length
    expect(done).toBeLessThan(20)
    expect(drawn(world)).toContain(`✓ ${done} of 50 done  ○ ${50 - done} stopped`)
    expect(many.filter(({ key }) => world.session().replica.issue(key)?.assignee !== null)).toHaveLength(done)
    world.press('u')
    await idle(world)
    expect(many.every(({ key }) => world.session().replica.issue(key)?.assignee === null)).toBe(true)
  })

  test('of 500 issues does not hold up a key', async () => {
    const never = new Promise<void>(() => undefined)
    const issues = Array.from({ length: 500 }, (_, at) => testIssue(at + 1))
    const world = await openWorld({ issues, answers: { assign: () => never } })
    world.press('*')
    const times = { plan: processorTime(() => world.press('A')), run: 0, key: 0, draw: 0 }
    await bulk(world)
    times.run = processorTime(() => world.press('enter'))
    times.key = processorTime(() => world.press('j'))
    times.draw = processorTime(() => drawn(world))
    // Some sixty milliseconds and twenty, where nobody else needs the machine.
    expect(times.run).toBeLessThan(2_000)
    expect(times.plan + times.key + times.draw).toBeLessThan(1_000)
  })

  test('goes on when its dialog is left, and says how it ended', async () => {
    const world = await openWorld({
      issues: many,
      answers: {
        assign: async (key) => {
          if (key === 'PAY-7') throw refusal('No.')
        },
      },
    })
    world.press('*', 'A')
    await bulk(world)
    world.press('enter', 'esc')
    await world.until(({ toast }) => toast?.tone === 'bad')
    expect(world.toast()).toBe('50 issues assigned to Mia Me: 1 not taken · O shows them')
    expect(world.state().modals).toEqual([])
    expect(activeList(world.state()).marked.size).toBe(0)
  })

  test('that is left with Esc changes nothing, and the marks stay', async () => {
    const world = await openWorld({ issues: many })
    world.press('*', 'A')
    await bulk(world)
    world.press('esc')
    expect(world.session().replica.changes(1)).toEqual([])
    expect(activeList(world.state()).marked.size).toBe(50)
  })
})

test('a few issues are changed at once, as settings say how many that are', async () => {
  const world = await openWorld()
  world.press('*', 'A')
  expect(world.state().modals).toEqual([])
  expect(world.session().replica.changes(1)).toHaveLength(1)
})

describe.each(deployments)('labels of 50 issues on %s', (deployment) => {
  test('are set but on the one that is gone, which is told, and taken back as one', async () => {
    const form = await openFormWorld(deployment, { siteIssues: 400 })
    const { world, client } = form
    const { replica } = world.session()
    const view = { id: 'fifty', title: 'Fifty', jql: 'project = PAY ORDER BY key' }
    world.app.store.update((state) => ({ ...state, views: [...state.views, view], activeView: view.id }))
    await replica.openView(view)
    await replica.loadMore(view.id, 50)
    const keys = (replica.view(view.id)?.keys ?? []).slice(0, 50)
    expect(keys).toHaveLength(50)
    const [gone = keys[0], ...others] = keys
    await client.deleteIssue({ key: gone as IssueKey, withSubtasks: true })
    world.press('V', ...Array.from({ length: 49 }, () => 'j'), 'V', 'l')
    await ready(world)
    world.press('in-bulk', 'enter')
    await bulk(world)
    expect(drawn(world)).toContain('✓ 50 issues to change')
    world.press('enter')
    await form.sent()
    // The site may refuse further ones, for reasons of their own.
    const refused = new Set(replica.operations().map(({ operation }) => operation.key))
    expect(refused).toContain(gone)
    expect(refused.size).toBeLessThan(10)
    expect(drawn(world)).toContain(`✓ ${50 - refused.size} of 50 done  ✗ ${refused.size} not taken`)
    expect(drawn(world)).toMatch(new RegExp(`▸ ✗ ${gone} `))
    const { issues } = await client.search({ jql: 'labels = in-bulk', maxResults: 100 })
    const labelled = others.filter((key) => !refused.has(key))
    expect(new Set(issues.map(({ key }) => key))).toEqual(new Set(labelled))
    world.press('u')
    if (world.state().modals.length > 0) world.press('enter')
    await form.sent()
    expect(await client.search({ jql: 'labels = in-bulk', maxResults: 1 })).toMatchObject({ issues: [] })
  })
})

describe.each(deployments)('a status for many on %s', (deployment) => {
  test('is reached by each issue’s own way, what cannot go there is told, and all of it is taken back', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const { replica } = world.session()
    const { activeView } = world.state()
    await replica.loadMore(activeView, Number.POSITIVE_INFINITY)
    const keys = replica.view(activeView)?.keys ?? []
    const before = new Map(keys.map((key) => [key, replica.issue(key)?.status.id]))
    expect(new Set(before.values()).size).toBeGreaterThan(1)
    world.press('*', 's')
    await ready(world)
    world.press('enter')
    await world.until(({ modals }) => modals.length === 0 || modals.at(-1)?.kind === 'bulk')
    const wanted = world.modal('bulk').rows.filter(({ operations }) => operations.length > 0)
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.length).toBeLessThan(keys.length)
    world.press('enter')
    await form.sent()
    expect(drawn(world)).toContain(`✓ ${wanted.length} of ${wanted.length} done`)
    const sample = wanted[0]?.key as IssueKey
    const now = await form.read(sample)
    expect(now.status.id).not.toBe(before.get(sample))
    world.press('u')
    if (world.state().modals.length > 0) world.press('enter')
    await form.sent()
    const again = await form.read(sample)
    expect(again.status.id).toBe(before.get(sample))
  })
})
