import { expect, test } from 'vitest'
import { createWorld, openWorld, type World } from '../../app/testing.ts'
import { probe, selectedRow, textOf } from '../../mouse/probe.ts'
import { drawModal } from './modals.ts'
import { drawn } from './testing.ts'

/** The row of help that the cursor is on, as one reads it. */
const here = ({ app, modal }: World): string => {
  const lines = drawModal(app, modal('help'), probe)?.lines ?? []
  return textOf(lines[selectedRow(lines)] ?? '')
}

test('the keys are listed with what they do and how one leaves, also on a small screen', async () => {
  const world = await openWorld({ size: { columns: 40, rows: 10 } })
  world.press('?')
  expect(drawn(world)).toMatch(/▸ Enter +Open the issue/)
  expect(drawn(world)).toContain('Esc closes')
})

test('what a row has no room for is read whole below, on a small screen', async () => {
  const world = await openWorld({ size: { columns: 40, rows: 10 } })
  world.press('i', '?')
  expect(here(world)).toMatch(/Accept, and .*…/u)
  expect(drawn(world)).toContain('│ Accept, and leave it as it is  ')
  expect(drawn(world)).toContain('Esc closes')
})

test('help goes to its end and back, and the heading of what is on screen stays', () => {
  const world = createWorld({ size: { columns: 100, rows: 30 } })
  world.press('?')
  const first = drawn(world)
  world.press('G')
  const last = drawn(world)
  world.press('j')
  expect(drawn(world)).toBe(last)
  expect(last.split('\n')[1]).toMatch(/^│ [A-Z][a-z ]+│$/u)
  world.press('g')
  expect(drawn(world)).toBe(first)
  world.press('q')
  expect(world.state().modals).toEqual([])
})

test('the actions of where one is come first, the others say where they are', async () => {
  const world = await openWorld({ size: { columns: 120, rows: 60 } })
  world.press('?')
  expect(here(world)).toContain('Open the issue')
  world.press('esc', 'i', '?')
  expect(here(world)).toContain('Accept')
  expect(drawn(world).split('\n')[1]).toContain('Inbox')
  world.press('G')
  expect(drawn(world)).toMatch(/only here: (?:list of sites|open issue|list|views)/)
})

test('words narrow it as one types, a key finds what it does, and Esc shows all again', async () => {
  const world = await openWorld({ size: { columns: 120, rows: 60 } })
  world.press('?', '/', 'new sub')
  expect(here(world)).toContain('New sub-task of the issue')
  world.press('ctrl-u', 'N')
  expect(drawn(world)).toContain('Key N')
  expect(here(world)).toContain('New sub-task of the issue')
  world.press('ctrl-u', 'take back the last')
  expect(here(world)).toContain('Take back the last change')
  world.press('ctrl-u', 'no such thing')
  expect(drawn(world)).toContain('nothing like that')
  world.press('enter', 'esc')
  expect(world.modal('help').typing).toBe(false)
  expect(drawn(world)).toContain('Open the issue')
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('Enter does what the cursor is on, and says why it cannot', async () => {
  const world = await openWorld({ size: { columns: 120, rows: 60 } })
  world.press('?', '/', 'outbox:', 'enter')
  expect(world.modal('outbox').kind).toBe('outbox')
  world.press('esc', '?', '/', 'take back the last ch', 'enter')
  expect(world.toast()).toBe('Take back the last change: nothing was changed yet')
  expect(world.modal('help').kind).toBe('help')
})

test('help says why something cannot be done now', async () => {
  const world = await openWorld({ issues: [], size: { columns: 120, rows: 60 } })
  world.press('?')
  expect(drawn(world)).toContain('Assign… — there is no issue under the cursor')
})

test('keys of one’s own are marked, with those that the action has by itself', async () => {
  const world = await openWorld({ size: { columns: 120, rows: 60 } })
  world.app.store.update((state) => ({
    ...state,
    config: { ...state.config, keys: { 'issue.assign': [['Z']], 'issue.vote': [] } },
  }))
  world.press('?', '/', 'issue.assign')
  expect(here(world)).toMatch(/Z \* +Assign…/)
  expect(drawn(world)).toMatch(/\* your own, else a +issue\.assign/)
  world.press('ctrl-u', 'issue.vote')
  expect(here(world)).toMatch(/ {2}\* +Vote/)
})
