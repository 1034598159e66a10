import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { processorTime, soon } from '../../app/testing/patience.ts'
import { openWorld, testIssue, testText } from '../../app/testing.ts'
import { drawn, idle } from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const people = [
  { id: 'zora', name: 'Zora Q', active: true },
  { id: 'gone', name: 'Zoe Gone', active: false },
]
const reporter = { id: 'zbyn', name: 'Zbyněk Novák', active: true }

const open = async () =>
  openWorld({
    issues: [testIssue(1, { reporter }), testIssue(2, { summary: 'Checkout is slow' })],
    answers: { findUsers: async () => people, pickIssues: async () => [] },
  })

const texts = (world: Awaited<ReturnType<typeof open>>): readonly string[] =>
  (world.modal('text-area').offers?.items ?? []).map(({ label }) => label)

test('@ offers people of the copy at once and then those of the site, and Tab writes the link that Jira needs', async () => {
  const world = await open()
  world.press('c', 'ask @z')
  expect(texts(world)).toEqual(['Zbyněk Novák'])
  await vi.advanceTimersByTimeAsync(200)
  expect(texts(world)).toEqual(['Zbyněk Novák', 'Zora Q'])
  expect(drawn(world)).toContain('▸ Zbyněk Novák')
  world.press('down', 'tab')
  expect(world.modal('text-area').buffer.text).toBe('ask [@Zora Q](user:zora) ')
  expect(texts(world)).toEqual([])
})

test('# offers issues by their words, and a whole key stays a key at Enter', async () => {
  const world = await open()
  world.press('c', 'see #checkout')
  expect(texts(world)).toEqual(['PAY-2  Checkout is slow'])
  world.press('enter')
  expect(world.modal('text-area').buffer.text).toBe('see PAY-2 ')
  world.press('PAY-1', 'enter', 'x')
  expect(world.modal('text-area').buffer.text).toBe('see PAY-2 PAY-1\nx')
})

test('Esc closes what is offered and not the text, and what is sent says whom it means', async () => {
  const world = await open()
  world.press('c', '@zb', 'esc', ' and @zb', 'tab')
  expect(world.modal('text-area').buffer.text).toBe('@zb and [@Zbyněk Novák](user:zbyn) ')
  world.press('ctrl-s')
  vi.useRealTimers()
  await soon(() => expect(world.callsOf('addComment')).toHaveLength(1))
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { body: testText('@zb and [~zbyn]') }]])
})

test('a text is taken back word by word, and done again', async () => {
  const world = await open()
  world.press('c', 'one two')
  world.press('ctrl-w', 'ctrl-z')
  expect(world.modal('text-area').buffer.text).toBe('one two')
  world.press('ctrl-z')
  expect(world.modal('text-area').buffer.text).toBe('one ')
  world.press('ctrl-y')
  expect(world.modal('text-area').buffer.text).toBe('one two')
  world.press('esc')
  vi.useRealTimers()
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('one two')
})

test('a comment is looked at before it is sent, and what is sent of it', async () => {
  const world = await open()
  vi.useRealTimers()
  world.press('c', 'Is **bold**', 'ctrl-p')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-preview')
  expect(drawn(world)).toContain('Is bold')
  world.press('s')
  expect(drawn(world)).toContain('Is *bold*')
  world.press('esc')
  expect(world.modal('text-area').buffer.text).toBe('Is **bold**')
})

test('who is mentioned is called by name in what is looked at, though the site is sent the login alone', async () => {
  const world = await open()
  vi.useRealTimers()
  world.press('c', 'Ask [@Hana Kobayashi](user:hana.k)', 'ctrl-p')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-preview')
  expect(drawn(world)).toContain('Ask @Hana Kobayashi')
  world.press('s')
  expect(drawn(world)).toContain('Ask [~hana.k]')
})

test('two hundred lines are pasted, kept and sent as they are', async () => {
  const world = await open()
  vi.useRealTimers()
  const lines = Array.from({ length: 200 }, (_, at) => `- line ${at} 漢字 ${'word '.repeat(20).trim()}`)
  world.press('c')
  const spent = processorTime(() => {
    world.paste(`${lines.join('\r\n')}\u001B[31m`)
    drawn(world)
  })
  expect(spent).toBeLessThan(1_000)
  expect(world.modal('text-area').buffer.text).toBe(`${lines.join('\n')}[31m`)
  world.press('up', 'home', 'x', 'ctrl-z')
  expect(world.modal('text-area').buffer.text).toBe(`${lines.join('\n')}[31m`)
})
