import type { FieldConflict, Operation } from '@mmd/replica'
import { expect, test } from 'vitest'
import { openWorld, testKey, testText, type World } from '../../app/testing.ts'
import { forgetMerges, openMerge, withMerged } from './merge-conflict.ts'
import { drawn } from './testing.ts'

type Chosen = readonly [choices: Readonly<Record<string, string>>, merged: Readonly<Record<string, unknown>>]

const text = (value: string) => ({ kind: 'text', text: value }) as const

const ask = (world: World, conflict: FieldConflict): Chosen[] => {
  const chosen: Chosen[] = []
  world.app.open({
    kind: 'conflict',
    title: 'PAY-1: set Steps',
    conflicts: [conflict],
    choices: {},
    cursor: 0,
    error: null,
    onMerge: (one, modal) => void openMerge(world.app, world.session(), { key: 'PAY-1', conflict: one, modal }),
    onChoose: (...given) => void chosen.push(given),
  })
  return chosen
}

const top = (world: World, kind: string): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === kind)

test('e brings together what both did to different lines, and that is sent as mine', async () => {
  const world = await openWorld()
  const base = text('one\ntwo\nthree')
  const chosen = ask(world, {
    id: 'steps',
    name: 'Steps',
    base,
    mine: text('zero\none\ntwo\nthree'),
    theirs: text('one\ntwo\n3'),
  })
  world.press('e')
  await top(world, 'text-area')
  expect(world.modal('text-area').buffer.text).toBe('zero\none\ntwo\n3')
  expect(drawn(world)).toContain('Nothing was changed by both')
  world.press('ctrl-s')
  await top(world, 'conflict')
  expect(drawn(world)).toContain('● both')
  world.press('enter')
  expect(chosen).toEqual([[{ steps: 'mine' }, { steps: text('zero\none\ntwo\n3') }]])
})

test('of two single lines mine is edited beside theirs, and a summary stays one line', async () => {
  const world = await openWorld()
  const chosen = ask(world, {
    id: 'summary',
    name: 'Summary',
    base: text('Card is refused'),
    mine: text('Card with blanks is refused'),
    theirs: text('Visa card is refused'),
  })
  world.press('e')
  await top(world, 'text-area')
  expect(world.modal('text-area').buffer.text).toBe('Card with blanks is refused')
  expect(drawn(world)).toContain('theirs: Visa card is refused')
  world.press('enter', 'Visa', 'ctrl-s')
  await world.until(({ modals }) => {
    const modal = modals.at(-1)
    return modal?.kind === 'text-area' && modal.error === 'A summary has one line'
  })
  world.press('ctrl-u', 'backspace', ' (Visa)', 'ctrl-s')
  await top(world, 'conflict')
  world.press('enter')
  expect(chosen).toEqual([[{ summary: 'mine' }, { summary: text('Card with blanks is refused (Visa)') }]])
})

test('a place that both changed must be settled by hand', async () => {
  const world = await openWorld()
  const [base, mine, theirs] = [testText('as it was'), testText('my words'), testText('their words')].map(
    (one) => ({ kind: 'rich-text', text: one }) as const,
  )
  if (base === undefined || mine === undefined || theirs === undefined) throw new Error('unreachable')
  const chosen = ask(world, { id: 'description', name: 'Description', base, mine, theirs })
  world.press('e')
  await top(world, 'text-area')
  world.press('ctrl-s')
  await top(world, 'text-area')
  expect(world.modal('text-area').error).toContain('stand in it still')
  world.press('esc')
  await top(world, 'conflict')
  world.press('t', 'enter')
  expect(chosen).toEqual([[{ description: 'theirs' }, {}]])
})

test('what was made of both sides is kept when it is left, until a side is another one or it is decided', async () => {
  const world = await openWorld()
  const conflict = (theirs: string): FieldConflict => {
    return { id: 'steps', name: 'Steps', base: text('one'), mine: text('mine'), theirs: text(theirs) }
  }
  const merging = async (theirs: string): Promise<string> => {
    ask(world, conflict(theirs))
    world.press('e')
    await top(world, 'text-area')
    return world.modal('text-area').buffer.text
  }
  await merging('theirs')
  world.press('ctrl-u', 'both of it', 'esc')
  expect(world.toast()).toContain('The draft is kept')
  world.press('esc')
  expect(await merging('theirs')).toContain('both of it')
  world.press('esc', 'esc')
  expect(await merging('newer')).not.toContain('both of it')
  world.press('esc', 'esc')
  forgetMerges(world.session(), 'PAY-1', [conflict('theirs')])
  expect(await merging('theirs')).not.toContain('both of it')
})

test('what is no text is chosen by its side', async () => {
  const world = await openWorld()
  const named = (name: string) => ({ kind: 'named', value: { id: name, name } }) as const
  ask(world, { id: 'priority', name: 'Priority', base: named('Low'), mine: named('High'), theirs: named('Medium') })
  expect(drawn(world)).not.toContain('both, edited')
  world.press('e')
  expect(drawn(world)).toContain('Priority is no text')
})

test('a merged text takes the place of the value, and of what was sent for it', () => {
  const schema = { type: 'string', items: null, system: 'summary', custom: null }
  const change = { id: 'summary', name: 'Summary', schema, value: text('mine'), wire: 'mine', base: text('theirs') }
  const operation: Operation = { kind: 'set-fields', key: testKey(1), changes: [change] }
  expect(withMerged(operation, { summary: text('both') })).toEqual({
    ...operation,
    changes: [{ id: 'summary', name: 'Summary', schema, value: text('both'), base: text('theirs') }],
  })
})
