import { expect, test } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, testIssue } from '../../app/testing.ts'
import { shownKeys } from '../../state/selectors.ts'
import { activeList, topModal } from '../../state/state.ts'

const long = Array.from({ length: 5_001 }, (_, at) => testIssue(at + 1))

const openLong = async () => {
  const world = await openWorld({ issues: long })
  await world.session().replica.loadMore(world.state().activeView, Number.POSITIVE_INFINITY)
  const shown = (): number => shownKeys(world.state(), world.session().replica).length
  const filter = (): string => activeList(world.state()).filter
  return { world, shown, filter }
}

test('a short list narrows with each letter', async () => {
  const world = await openWorld()
  world.press('/', 'of 2')
  expect(activeList(world.state()).filter).toBe('of 2')
  expect(shownKeys(world.state(), world.session().replica)).toHaveLength(1)
})

test('a long list shows each letter at once and narrows a little later', async () => {
  const { world, shown, filter } = await openLong()
  world.press('/', '5001')
  const bar = topModal(world.state())
  expect(bar?.kind === 'filter' && bar.buffer.text).toBe('5001')
  expect(filter()).toBe('')
  await soon(() => expect(filter()).toBe('5001'))
  expect(shown()).toBe(1)
})

test('what was typed last holds at once when the line is left', async () => {
  const { world, shown, filter } = await openLong()
  world.press('/', '5001', 'enter')
  expect([filter(), shown(), topModal(world.state())]).toEqual(['5001', 1, undefined])
  world.press('/', '\u00e9', 'esc')
  expect([filter(), shown(), topModal(world.state())]).toEqual(['', 5_001, undefined])
})
