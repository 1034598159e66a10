import { expect, test } from 'vitest'
import { openWorld } from '../app/testing.ts'
import { offeredItems } from '../screens/modals/picker.ts'
import { drawn } from '../screens/modals/testing.ts'
import { otherWords } from './other-words.ts'
import { findAction } from './registry.ts'

test('other words are those of actions that there are', () => {
  expect(Object.keys(otherWords).filter((id) => findAction(id) === undefined)).toEqual([])
})

test.each([
  ['theme', 'Settings…'],
  ['undo', 'Take back the last change'],
  ['Redo', 'Do again what was taken back'],
  ['transition', 'Change the status…'],
  ['create', 'New issue…'],
  ['log out', 'Sign out…'],
  ['keys', 'Help: every key'],
])('the palette finds by “%s” what is called “%s” here', async (typed, title) => {
  const world = await openWorld()
  world.press(':', typed)
  expect(offeredItems(world.modal('picker'))[0]?.label).toBe(title)
})

test('a title that has what was typed goes before other words, and nothing stands there twice', async () => {
  const world = await openWorld()
  world.press(':', 'comment')
  const labels = offeredItems(world.modal('picker')).map(({ label }) => label)
  expect(labels[0]).toBe('Comment…')
  expect(new Set(labels).size).toBe(labels.length)
})

test('help finds by other words too where no title has them', async () => {
  const world = await openWorld({ size: { columns: 120, rows: 40 } })
  world.press('?', '/', 'theme')
  expect(drawn(world)).toMatch(/▸ , +Settings…/u)
})
