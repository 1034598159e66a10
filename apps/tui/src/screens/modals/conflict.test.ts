import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import type { Modal } from '../../state/modal.ts'
import { bare, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'
import { nothing } from './testing.ts'

const conflicting = (mine: string, theirs: string): Modal => ({
  id: 1,
  kind: 'conflict',
  title: 'PAY-1: set Summary',
  conflicts: [
    {
      id: 'summary',
      name: 'Summary',
      base: { kind: 'text', text: 'as it was' },
      mine: { kind: 'text', text: mine },
      theirs: { kind: 'text', text: theirs },
    },
  ],
  choices: {},
  cursor: 0,
  error: null,
  onChoose: nothing,
})

test('both sides of a conflict are seen on the smallest screen, and the keys that choose', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const { lines = [] } = drawModal(world.app, conflicting('my words', 'their words'), plainTheme) ?? {}
  const shown = lines.map(bare).join('\n')
  for (const words of ['as it was', 'my words', 'their words', 'm mine', 't theirs', 'Esc decides later'])
    expect(shown).toContain(words)
})

test('sides of a conflict that begin alike can be told apart', () => {
  const world = createWorld({ size: { columns: 80, rows: 24 } })
  const begin = 'the nightly settlement stops at a row that nobody has looked at'
  const { lines = [] } = drawModal(world.app, conflicting(`${begin} today`, `${begin} ever`), plainTheme) ?? {}
  const shown = lines.map(bare).join('\n')
  expect(shown).toMatch(/ today/)
  expect(shown).toMatch(/ ever/)
})

test('long texts leave both sides of a conflict on the smallest screen, and what tells them apart', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const begin = Array.from({ length: 12 }, (_, at) => `line ${at} of what happened`).join('\n')
  const rich = (source: string) => ({ kind: 'rich-text', text: { format: 'wiki', source } }) as const
  const conflicts = [
    {
      id: 'description',
      name: 'Description',
      base: rich(begin),
      mine: rich(`${begin} here`),
      theirs: rich(`${begin}!`),
    },
  ]
  const modal = { ...conflicting('', ''), conflicts } as Modal
  const { lines = [] } = drawModal(world.app, modal, plainTheme) ?? {}
  expect(lines.map(bare).join('\n')).toMatch(/mine {4}….* here .*\n.*theirs {2}….*!/u)
})
