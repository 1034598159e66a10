import { StoreError } from '@mmd/replica'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nothingPending } from '../input/dispatcher.ts'
import { activeList } from '../state/state.ts'
import { createWorld, openWorld, testIssue, type World } from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const many = (count: number) => Array.from({ length: count }, (_, at) => testIssue(at + 1))

const cursor = (world: World): number => activeList(world.state()).cursor

test('a digit alone is a view, after a pause', async () => {
  const world = await openWorld()
  world.press('2')
  await vi.advanceTimersByTimeAsync(499)
  expect(world.state().activeView).toBe('untriaged')
  await vi.advanceTimersByTimeAsync(1)
  expect(world.state()).toMatchObject({ activeView: 'mine', pending: nothingPending })
})

test('a digit before a key is a count, and no view', async () => {
  const world = await openWorld({ issues: many(20) })
  world.press('5', 'j')
  await vi.advanceTimersByTimeAsync(1000)
  expect(cursor(world)).toBe(5)
  expect(world.state().activeView).toBe('untriaged')
})

test('a number of two digits and one without a view are forgotten', async () => {
  const world = await openWorld()
  world.press('1', '2')
  await vi.advanceTimersByTimeAsync(1000)
  expect(world.state()).toMatchObject({ activeView: 'untriaged', pending: nothingPending })
  world.press('9')
  await vi.advanceTimersByTimeAsync(1000)
  expect(world.state().activeView).toBe('untriaged')
})

test('each digit gives another pause', async () => {
  const world = await openWorld({ issues: many(30) })
  world.press('1')
  await vi.advanceTimersByTimeAsync(400)
  world.press('2')
  await vi.advanceTimersByTimeAsync(400)
  world.press('j')
  expect(cursor(world)).toBe(12)
})

test('Esc forgets what was typed and does nothing else', async () => {
  const world = await openWorld()
  world.press('x', '2', 'esc')
  await vi.advanceTimersByTimeAsync(1000)
  expect(world.state()).toMatchObject({ activeView: 'untriaged', pending: nothingPending })
  expect(activeList(world.state()).marked.size).toBe(1)
})

test('a key that means nothing forgets the count', async () => {
  const world = await openWorld({ issues: many(20) })
  world.press('5', '~', 'j')
  expect(cursor(world)).toBe(1)
})

test('a held key arrives as one burst: none is lost, and the screen hears of it once', async () => {
  const world = await openWorld({ issues: many(50) })
  let told = 0
  world.app.store.subscribe(() => {
    told += 1
  })
  world.press('jjjjjjjjjjx')
  expect(cursor(world)).toBe(11)
  // Once for the burst, and perhaps once more for what follows from it.
  expect(told).toBeLessThanOrEqual(2)
})

test('a burst that opens a dialog goes on in the dialog', async () => {
  const world = await openWorld()
  world.press('chello')
  expect(world.modal('text-area').buffer.text).toBe('hello')
})

test('what cannot be done says why', async () => {
  const world = await openWorld({ issues: [] })
  world.press('a')
  expect(world.toast()).toBe('Assign: there is no issue under the cursor')
  expect(world.state().modals).toEqual([])
})

test('a dialog takes every key, and a digit typed before it opened is no view', async () => {
  const world = await openWorld()
  world.press('2', '?', 'q')
  await vi.advanceTimersByTimeAsync(1000)
  expect(world.state()).toMatchObject({ activeView: 'untriaged', modals: [] })
  expect(world.quits).toEqual([])
})

test('Ctrl-C cancels a dialog and keeps its draft; outside it leaves', async () => {
  const world = await openWorld()
  world.press('c', 'half', 'ctrl-c')
  expect(world.quits).toEqual([])
  expect(world.state().modals).toEqual([])
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('half')
  world.press('ctrl-u', 'esc', 'ctrl-c')
  expect(world.quits).toEqual([0])
  const welcome = createWorld()
  welcome.press('ctrl-c')
  expect(welcome.quits).toEqual([0])
})

test('pasted text goes to the dialog, and nowhere without one', async () => {
  const world = await openWorld()
  world.paste('qqq')
  expect(world.quits).toEqual([])
  world.press('c')
  world.paste('two\r\nlines')
  expect(world.modal('text-area').buffer.text).toBe('two\nlines')
})

test('the digits of the welcome screen do nothing', async () => {
  const world = createWorld()
  world.press('2')
  await vi.advanceTimersByTimeAsync(1000)
  expect(world.state()).toMatchObject({ site: null, activeView: '', pending: nothingPending })
})

test('a copy that cannot be written is told, and the next key is taken', async () => {
  const world = await openWorld({ issues: many(3) })
  const busy = (): never => {
    throw new StoreError('busy', 'somebody writes')
  }
  vi.spyOn(world.session().replica, 'perform').mockImplementation(busy)
  vi.spyOn(world.session().replica, 'performAll').mockImplementation(busy)
  world.press('A')
  expect(world.state().toast).toMatchObject({ tone: 'bad' })
  expect(world.state().toast?.text).toContain('Another process has been writing to the local copy for too long')
  world.press('j')
  expect(cursor(world)).toBe(1)
})

test('a fault of the program is none of the copy, and is not kept quiet', async () => {
  const world = await openWorld()
  vi.spyOn(world.session().replica, 'performAll').mockImplementation(() => {
    throw new TypeError('no such thing')
  })
  expect(() => world.press('A')).toThrow('no such thing')
})
