import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import { toRows } from '../../editor/rows.ts'
import { bufferOf, emptyBuffer } from '../../input/text-edit.ts'
import { bare, cells, hostileText, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'
import { drawn, nothing } from './testing.ts'

test('a text area says whole how one leaves it, also where that takes two lines', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  world.app.open({
    kind: 'text-area',
    title: 'Comment',
    help: ['Ctrl-S sends · Esc keeps the draft'],
    buffer: emptyBuffer,
    error: null,
    onChange: nothing,
    onLeave: nothing,
    onSubmit: nothing,
  })
  const [modal] = world.state().modals
  const { lines = [] } = (modal && drawModal(world.app, modal, plainTheme)) ?? {}
  expect(
    lines
      .map(bare)
      .join('')
      .replaceAll(/[│\s]+/gu, ' '),
  ).toContain('Esc keeps the draft')
})

test('on a small screen what the keys do leaves room to write: whole texts of it give way, never the way out', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  world.app.open({
    kind: 'text-area',
    title: 'Comment',
    help: ['Markdown', 'Ctrl-S sends · Esc keeps the draft', '@ people · # issues · Ctrl-P shows how it will look'],
    buffer: bufferOf('one\ntwo\nthree'),
    error: null,
    onChange: nothing,
    onLeave: nothing,
    onSubmit: nothing,
  })
  const text = drawn(world)
  for (const shown of ['one', 'two', 'three', 'Markdown', 'Ctrl-S sends  Esc keeps the draft'])
    expect(text).toContain(shown)
  expect(text).not.toContain('people')
})

test('rows of a text area lose no letter', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 8, max: 60 }), (text, width) => {
      const rows = toRows(text, width)
      expect(rows.map((row) => row.text).join('')).toBe(text.replaceAll('\n', ''))
      for (const row of rows) {
        expect(cells(row.text)).toBeLessThanOrEqual(width)
        expect(text.slice(row.from, row.from + row.text.length)).toBe(row.text)
      }
    }),
  )
})

test('a text area scrolls so that its cursor is seen', () => {
  const world = createWorld({ size: { columns: 60, rows: 20 } })
  const text = Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n')
  const base = { kind: 'text-area', title: 'T', help: ['h'], error: null } as const
  const does = { onChange: nothing, onSubmit: nothing, onLeave: nothing }
  world.app.open({ ...base, ...does, buffer: bufferOf(text) })
  expect(drawn(world)).toContain('line 49')
  world.press(...Array.from({ length: 49 }, () => 'up'))
  expect(drawn(world)).toContain('line 0')
  expect(drawn(world)).not.toContain('line 49')
})

test('an empty text is not sent, and says so until one types', () => {
  const world = createWorld()
  const sent: string[] = []
  const onSubmit = (text: string): void => void sent.push(text)
  const typed: string[] = []
  const does = { onChange: (text: string) => void typed.push(text), onSubmit, onLeave: nothing }
  world.app.open({ kind: 'text-area', title: 'T', help: [], buffer: emptyBuffer, error: null, ...does })
  world.press('space', 'enter', 'ctrl-s')
  expect(world.modal('text-area').error).toBe('There is nothing to send yet')
  world.press('x')
  expect(world.modal('text-area').error).toBeNull()
  expect(typed.at(-1)).toBe(' \nx')
  world.press('ctrl-s')
  expect(sent).toEqual(['x'])
})
