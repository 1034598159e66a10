import { type SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, refusal, testIssue, testSite, testText } from '../../app/testing.ts'
import { drawn, failed, idle } from './testing.ts'

test('a comment is sent and its draft forgotten', async () => {
  const world = await openWorld()
  world.press('c', 'one', 'enter', 'two', 'ctrl-s')
  await soon(() => expect(world.callsOf('addComment')).toHaveLength(1))
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { body: testText('one\ntwo') }]])
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('')
})

test('on an issue of a service desk the area says that the customer sees it', async () => {
  const project = { ...testIssue(1).project, serviceDesk: true as const }
  const world = await openWorld({ issues: [testIssue(1, { project }), testIssue(2)] })
  world.press('c')
  expect(drawn(world)).toContain('The customer sees it')
  world.press('esc', 'j', 'c')
  expect(drawn(world)).not.toContain('The customer sees it')
})

test('a comment that was left is still there, with its cursor at the end', async () => {
  const world = await openWorld()
  world.press('c', 'half a tho', 'esc', 'c')
  expect(world.modal('text-area').buffer).toEqual({ text: 'half a tho', cursor: 10 })
})

test('a comment that was left on one site is not offered on another with the same key', async () => {
  const world = await openWorld({ sites: [testSite('work'), testSite('lab')] })
  world.press('c', 'secret of work', 'esc')
  await world.app.showSite(testSite('lab'))
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('')
})

test('a comment that was refused is written otherwise from the outbox, and sent in its place', async () => {
  let closed = true
  const addComment: SiteClient['addComment'] = async (_key, { body }) => {
    if (closed) throw refusal('No comments today')
    const times = { created: '2026-11-22T12:00:00.000Z', updated: null }
    return { id: '1', author: null, body, ...times, visibility: null, internal: false }
  }
  const world = await openWorld({ answers: { addComment } })
  world.press('c', 'dear all', 'ctrl-s')
  await failed(world)
  closed = false
  world.press('O')
  expect(drawn(world)).toMatch(/PAY-1 .*comment.*✗ not taken/)
  world.press('e')
  expect(world.modal('text-area').buffer.text).toBe('dear all')
  world.press(' friends', 'ctrl-s')
  await soon(() => expect(world.session().replica.operations()).toEqual([]))
  expect(world.callsOf('addComment').at(-1)?.[1]).toMatchObject({ body: testText('dear all friends') })
  expect(drawn(world)).toContain('Everything was sent')
})

test('the text of a comment that is given up is a draft, unless another one was begun', async () => {
  const addComment = async () => {
    throw refusal('No comments today')
  }
  const world = await openWorld({ answers: { addComment } })
  world.press('c', 'first', 'ctrl-s')
  await failed(world)
  world.press('O', 'd', 'esc', 'c')
  expect(world.modal('text-area').buffer.text).toBe('first')
  world.press('ctrl-u', 'second', 'ctrl-s')
  await soon(() => expect(world.session().replica.operations()[0]?.state).toBe('failed'))
  world.press('c', 'third', 'esc', 'O', 'd', 'esc', 'c')
  expect(world.modal('text-area').buffer.text).toBe('third')
})
