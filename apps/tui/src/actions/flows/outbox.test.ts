import type { SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, refusal, testIssue, testKey, testText, type World } from '../../app/testing.ts'
import { performAll } from './perform.ts'
import { drawn } from './testing.ts'

test('a comment that is being sent is not written otherwise, and what was written is kept', async () => {
  const answer = Promise.withResolvers<void>()
  const addComment: SiteClient['addComment'] = async (_key, { body }) => {
    await answer.promise
    const times = { created: '2026-11-22T12:00:00.000Z', updated: null }
    return { id: '1', author: null, body, ...times, visibility: null, internal: false }
  }
  const world = await openWorld({ answers: { addComment } })
  world.press('c', 'dear all', 'ctrl-s')
  await soon(() => expect(world.callsOf('addComment')).toHaveLength(1))
  world.press('O', 'e', ' friends', 'ctrl-s')
  await world.until(({ toast }) => toast?.tone === 'warn')
  expect(world.toast()).toBe('It is being sent just now: it was not changed · what you wrote is kept (c)')
  answer.resolve()
  await world.session().replica.idle()
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { body: testText('dear all') }]])
  world.press('esc', 'c')
  expect(world.modal('text-area').buffer.text).toBe('dear all friends')
})

test('what waits behind a change that was not taken says so, at once and in the outbox', async () => {
  const edit = async () => {
    throw refusal('No labels today')
  }
  const world = await openWorld({ answers: { edit } })
  const add = (label: string): void =>
    performAll(world.app, world.session(), [{ kind: 'labels', key: testKey(1), add: [label], remove: [] }], 'labelled')
  add('one')
  await world.until(({ toast }) => toast?.tone === 'bad')
  add('two')
  await world.until(({ toast }) => toast?.tone === 'warn')
  expect(world.toast()).toBe('PAY-1: this waits behind a change that was not taken · O lets you decide about that')
  world.press('O', 'j')
  expect(drawn(world)).toMatch(/✗ not taken[\s\S]*▸ PAY-1 .*⇅ waits/)
  expect(drawn(world).replaceAll(/\s+/gu, ' ')).toContain(
    'It waits behind “add label one” of PAY-1, which was not taken',
  )
})

const label = (world: World, key: number, name: string): void =>
  performAll(world.app, world.session(), [{ kind: 'labels', key: testKey(key), add: [name], remove: [] }], 'labelled')

const failed = (world: World, count: number): Promise<void> =>
  soon(() => {
    const states = world
      .session()
      .replica.operations()
      .map(({ state }) => state)
    expect(states.filter((state) => state === 'failed')).toHaveLength(count)
  })

test('e on a refused change opens the dialog that makes it, with what the site said, and takes its place', async () => {
  let refuses = true
  const edit: SiteClient['edit'] = async () => {
    if (refuses) throw refusal('No such label')
  }
  const world = await openWorld({ answers: { edit } })
  label(world, 1, 'wrong')
  await failed(world, 1)
  refuses = false
  world.press('O', 'e')
  expect(world.modal('picker').title).toContain('PAY-1')
  expect(world.toast()).toBe('The site said: No such label')
  world.press('esc')
  await failed(world, 1)
  world.press('e', 'fitting', 'enter')
  await soon(() => expect(world.session().replica.operations()).toEqual([]))
  expect(world.callsOf('edit').at(-1)?.[1]).toEqual({ update: { labels: [{ add: 'fitting' }] } })
})

test('a field’s text that was refused is edited in a line, with the reason beside it', async () => {
  const edit: SiteClient['edit'] = async (_key, { fields = {} }) => {
    if (fields['summary'] === '') throw refusal('You must specify a summary')
  }
  const world = await openWorld({ answers: { edit } })
  const schema = { type: 'string', items: null, system: 'summary', custom: null }
  const change = { id: 'summary', name: 'Summary', schema, value: { kind: 'text', text: '' } } as const
  performAll(world.app, world.session(), [{ kind: 'set-fields', key: testKey(1), changes: [change] }], 'renamed')
  await failed(world, 1)
  world.press('O', 'e')
  expect(world.modal('prompt').error).toContain('You must specify a summary')
  world.press('A name', 'enter')
  await soon(() => expect(world.session().replica.operations()).toEqual([]))
  expect(world.session().replica.issue(testKey(1))?.summary).toBe('A name')
})

test('marked ones are sent again, or given up after a word, together', async () => {
  const edit = async () => {
    throw refusal('No labels today')
  }
  const world = await openWorld({ answers: { edit }, issues: [testIssue(1), testIssue(2), testIssue(3)] })
  for (const key of [1, 2, 3]) label(world, key, 'one')
  await failed(world, 3)
  world.press('O', 'x', 'x')
  expect(drawn(world)).toContain('sends 2 again')
  world.press('r')
  await soon(() => expect(world.callsOf('edit')).toHaveLength(5))
  await failed(world, 3)
  world.press('d')
  expect(world.modal('message').title).toBe('Give up 2 changes?')
  world.press('enter')
  expect(world.session().replica.operations()).toHaveLength(1)
  expect(world.toast()).toBe('Given up: 2 of 2 changes')
})
