import { joinJqlData, readJql } from '@mmd/jira-api/jql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBuffer, insertText } from '../../input/text-edit.ts'
import { anyTheme, bare, cells, hostileLine, isHarmless, plainTheme } from '../testing.ts'
import { drawJql } from './draw-jql.ts'
import type { JqlModal } from './jql-modal.ts'
import { noHits } from './jql-work.ts'

const nothing = (): void => {}

const modalOf = (text: string, more: Partial<JqlModal> = {}): JqlModal => ({
  kind: 'jql',
  id: 1,
  buffer: insertText(emptyBuffer, text),
  list: 'offers',
  cursor: 0,
  moved: false,
  held: null,
  recent: [],
  known: joinJqlData([undefined]),
  values: [],
  names: new Map(),
  hits: noHits,
  refused: null,
  insisted: false,
  onEdit: nothing,
  onSubmit: nothing,
  onSave: nothing,
  onLeave: nothing,
  ...more,
})

const draw = (modal: JqlModal, width: number, height: number): readonly string[] =>
  drawJql(modal, { innerWidth: width, innerHeight: height }, plainTheme).lines

test('every line has the width of the bar and is harmless, whatever the query, the values and the site say', () => {
  const heights = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(
      hostileLine,
      hostileLine,
      fc.nat(),
      fc.integer({ min: 8, max: 200 }),
      heights,
      anyTheme,
      (text, foreign, at, width, height, theme) => {
        const buffer = insertText(emptyBuffer, `assignee = ${text}`)
        const modal = modalOf('', {
          buffer: { ...buffer, cursor: at % 2 === 0 ? buffer.cursor : Math.min(at % 20, 11) },
          list: at % 3 === 0 ? 'recent' : 'offers',
          cursor: (at % 4) - 1,
          recent: [foreign, text].filter((one) => one !== ''),
          values: [{ value: foreign, label: foreign }],
          refused: at % 5 === 0 ? { from: 0, to: buffer.text.length, message: foreign, isOpen: false } : null,
        })
        const { lines } = drawJql(modal, { innerWidth: width, innerHeight: height }, theme)
        expect(lines.length).toBeLessThanOrEqual(height)
        for (const line of lines) {
          expect(isHarmless(line)).toBe(true)
          expect(cells(line)).toBe(width)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('the whole query stands in the bar, wrapped behind blanks', () => {
  const text = 'project = OPS AND assignee = currentUser() AND status = "In Progress"'
  const shown = draw(modalOf(text, { list: 'recent', cursor: -1 }), 38, 7).map(bare)
  expect(shown.slice(0, 3)).toEqual([
    ' › project = OPS AND assignee ='.padEnd(38),
    '   currentUser() AND status = "In'.padEnd(38),
    '   Progress"'.padEnd(38),
  ])
})

test('no line of a query begins with a blank', () => {
  for (let length = 1; length < 32; length += 1) {
    const text = `${'x'.repeat(length)} ${'y'.repeat(33 - length)} zz`
    const [, second = ''] = draw(modalOf(text, { list: 'recent', cursor: -1 }), 38, 7).map(bare)
    expect(second).toMatch(/^ {3}\S/)
  }
})

test('a query that is longer than its lines is scrolled to the cursor', () => {
  const text = 'project = OPS AND '.repeat(20)
  const shown = draw(modalOf(`${text}key = 1`, { list: 'recent', cursor: -1 }), 38, 7).map(bare)
  expect(shown[0]).toMatch(/^ ⋮ /)
  expect(shown.slice(0, 3).join(' ').replaceAll(/ +/g, ' ')).toContain('key = 1')
})

test('nothing moves when something is to be said or offered', () => {
  const at = (text: string, more: Partial<JqlModal> = {}): number => draw(modalOf(text, more), 70, 16).length
  expect(
    new Set([at(''), at('assignee'), at('assignee = '), at('assignee b'), at('a = b', { list: 'recent' })]).size,
  ).toBe(1)
})

test('what is wrong is underlined, also without colours', () => {
  const text = 'status Open AND a = b'
  const { fault } = readJql(text)
  expect(fault).not.toBe(null)
  expect(draw(modalOf(text, { list: 'recent', cursor: -1 }), 70, 16)[0]).toContain('\u001B[4mOpen\u001B[24m')
})

test('people whom a query means by their ids are named', () => {
  const id = '712020:5b10a2844c20165700ede21g'
  const names = new Map([[id, 'Mira Okafor']])
  const shown = draw(modalOf(`assignee in ("${id}", x)`, { list: 'recent', cursor: -1, names }), 70, 16).map(bare)
  expect(shown[1]).toContain('712020:5b… is Mira Okafor')
})

test('on the smallest screen the query, what is wrong, an offer and the way out are seen', () => {
  const shown = draw(modalOf('project = OPS AND ass'), 38, 7).map(bare).join('\n')
  for (const words of ['project = OPS AND', '▸ assignee', 'Esc']) expect(shown).toContain(words)
})
