import type { SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, refusal, testKey, testText } from '../../app/testing.ts'
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
  await world.until(() => world.callsOf('addComment').length === 1)
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
