import type { FieldMeta } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { drawn } from '../../actions/flows/testing.ts'
import { testField } from '../../app/testing/fields.ts'
import { createWorld, testNow } from '../../app/testing.ts'
import { drawModal } from '../modals/modals.ts'
import { isHarmless, plainTheme } from '../testing.ts'
import { dayOf } from './dates.ts'
import { toEntry } from './entries.ts'
import type { FormEntry } from './form-modal.ts'

const meta = testField

const choice = (name: string): FieldMeta =>
  meta(name, { type: 'option', allowedValues: [{ id: '1', label: 'One', wire: { id: '1' } }] })

const withForm = (entries: readonly FormEntry[], size = { columns: 80, rows: 24 }, note = '') => {
  const world = createWorld({ size })
  const said: string[] = []
  world.app.open({
    kind: 'form',
    title: 'F',
    entries,
    cursor: 0,
    editing: null,
    unfolded: false,
    error: null,
    note,
    button: 'Do it',
    repeats: false,
    onEdit: ({ meta: { name } }) => void said.push(`edit ${name}`),
    onChange: (changed) => void said.push(`change ${changed.map(({ value }) => value.kind).join()}`),
    onSubmit: (sent, again) => void said.push(`submit ${sent.length} ${again}`),
    onLeave: (changed) => void said.push(`leave ${changed}`),
    onAfresh: () => void said.push('afresh'),
  })
  return { world, said }
}

test('a form is walked with j and k, filled in with Enter, and sent on its button', () => {
  const { world, said } = withForm([toEntry(choice('a')), toEntry(choice('b'))])
  world.press('j', 'enter', 'k', 'k', 'enter')
  expect(said).toEqual(['edit b', 'edit a'])
  world.press('down', 'tab', 'tab', 'enter')
  expect(said.at(-1)).toBe('submit 2 false')
  expect(world.state().modals).toEqual([])
})

test('a form longer than the screen scrolls: where one is can be seen, and so can the button', () => {
  const { world } = withForm(Array.from({ length: 30 }, (_, at) => toEntry(choice(`field-${at}`))))
  world.press(...Array.from({ length: 25 }, () => 'j'))
  expect(drawn(world)).toContain('▸ field-25')
  world.press('G')
  expect(drawn(world)).toContain('▸ Do it')
  world.press('g')
  expect(drawn(world)).toContain('▸ field-0')
})

test('on the smallest screen what is said of the form and how it is sent are seen while one types', () => {
  const note = 'You may not delete issues in PAY: this cannot be taken back'
  const fields = Array.from({ length: 9 }, (_, at) => toEntry(meta(`field-${at}`)))
  const { world } = withForm(fields, { columns: 40, rows: 10 }, note)
  world.press('j', 'j', 'j', 'j', 'enter', 'typed')
  const shown = drawn(world)
    .replaceAll(/[│╭╮╰╯─]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
  expect(shown).toContain(note)
  expect(shown).toContain('▸ field-4')
  expect(shown).toContain('Ctrl-S sends it Esc stops typing')
})

test('Esc stops typing and keeps the text, u puts back what was, and Esc leaves the form after that', () => {
  const { world, said } = withForm([toEntry(meta('a'), { kind: 'text', text: 'before' })])
  world.press('enter', 'ctrl-u', 'after', 'esc')
  expect(drawn(world)).toMatch(/1 changed[\s\S]*after/)
  world.press('u')
  expect(drawn(world)).toContain('before')
  expect(drawn(world)).not.toContain('1 changed')
  world.press('enter', 'ctrl-u', 'after', 'esc', 'esc')
  expect(said.at(-1)).toBe('leave true')
})

test('Enter and Tab go on from field to field, ready to type, and scold nobody before it is sent', () => {
  const required = { required: true }
  const { world, said } = withForm([
    toEntry(meta('a', required)),
    toEntry(meta('b', required)),
    toEntry(choice('c')),
    toEntry(meta('d')),
  ])
  world.press('i', 'enter', 'second', 'shift-tab', 'tab', ' one', 'tab', 'tab', 'last', 'enter')
  expect(drawn(world)).toContain('second one')
  expect(drawn(world)).toContain('last')
  expect(drawn(world)).not.toContain('must be filled in')
  world.press('enter')
  expect(drawn(world)).toContain('a must be filled in')
  expect(drawn(world)).toContain('Look at a before it is sent')
  world.press('first', 'ctrl-s')
  expect(said.at(-1)).toBe('submit 4 false')
})

test('arrows go on typing where one types, and go past fields where one does not', () => {
  const { world } = withForm([toEntry(meta('a')), toEntry(meta('b')), toEntry(meta('c'))])
  world.press('down', 'enter', 'second', 'down', 'third', 'up', ' one', 'esc', 'up', 'up')
  expect(world.modal('form')).toMatchObject({ cursor: 0, editing: null })
  expect(drawn(world)).toMatch(/second one[\s\S]*third/)
})

test('a value that is wrong is said as one leaves it, and holds nobody back', () => {
  const { world } = withForm([toEntry(meta('a', { type: 'number' })), toEntry(meta('b'))])
  world.press('enter', 'many', 'enter', 'text')
  expect(drawn(world)).toContain('a must be a number')
  expect(drawn(world)).toContain('text')
  world.press('ctrl-s', 'ctrl-u', '5', 'ctrl-s')
  expect(world.state().modals).toEqual([])
})

test('letters on a field that is not being typed say how to type', () => {
  const { world } = withForm([toEntry(meta('Title')), toEntry(choice('Kind'))])
  world.press('h')
  expect(world.toast()).toBe('Enter types into Title')
  world.press('j', 'h')
  expect(world.toast()).toBe('Enter fills in Kind')
})

test('what was emptied comes back with u, even if the site never had it', () => {
  const { world } = withForm([toEntry(meta('a'))])
  world.press('enter', 'a long thought', 'esc', 'x')
  expect(drawn(world)).not.toContain('a long thought')
  world.press('u')
  expect(drawn(world)).toContain('a long thought')
  world.press('u')
  expect(drawn(world)).not.toContain('a long thought')
})

test('D asks before it forgets what was filled in', () => {
  const { world, said } = withForm([toEntry(meta('a')), toEntry(choice('b'))])
  world.press('enter', 'text', 'esc', 'D')
  expect(drawn(world)).toContain('What you filled in is forgotten: a')
  world.press('esc')
  expect(drawn(world)).toContain('text')
  world.press('D', 'enter')
  expect(said.at(-1)).toBe('afresh')
})

test('x empties a field, and one that is locked says why it cannot be', () => {
  const { world, said } = withForm([
    toEntry(meta('a'), { kind: 'text', text: 'before' }),
    toEntry(meta('b', { custom: 'com.atlassian.servicedesk:sd-sla-field' })),
  ])
  world.press('x')
  expect(said.at(-1)).toBe('change empty,empty')
  world.press('j', 'x')
  expect(world.toast()).toBe('b: The site reckons it by itself')
  world.press('enter')
  expect(said).toHaveLength(1)
})

test('fields that are folded away are counted, shown on f, and shown when something is wrong with them', () => {
  const { world } = withForm([
    toEntry(choice('a')),
    toEntry(meta('hidden', { required: true }), undefined, { folded: true }),
  ])
  expect(drawn(world)).not.toContain('hidden')
  expect(drawn(world)).toContain('1 more field')
  world.press('f')
  expect(drawn(world)).toContain('hidden *')
  world.press('f', 'ctrl-s')
  expect(drawn(world)).toContain('hidden must be filled in')
})

test('what was pasted goes into the field under the cursor, on one line', () => {
  const { world } = withForm([toEntry(meta('a')), toEntry(choice('b'))])
  world.paste('two\nlines')
  world.press('tab')
  expect(drawn(world)).toContain('two lines')
  world.paste('nowhere')
  expect(drawn(world)).not.toContain('nowhere')
})

test('the name of a file cannot reach the terminal as a command', () => {
  const name = 'a\u001B[2Jb\u202E.log'
  const parts = [{ kind: 'file', file: { path: '/tmp/a', name, size: 1, mimeType: 'text/plain' } }] as const
  const { world } = withForm([{ ...toEntry(choice('Attachment')), parts }])
  const modal = world.modal('form')
  const placed = drawModal(world.app, modal, plainTheme)
  expect(placed?.lines.every(isHarmless)).toBe(true)
  expect(placed?.lines.join('')).not.toMatch(/\u202E|\[2J/)
})

test('what a date in words means is told by the clock that also sends it', () => {
  const { world } = withForm([toEntry(meta('Due', { type: 'date' }))])
  world.press('enter')
  world.paste('today')
  const day = new Date(testNow)
  expect(drawn(world)).toContain(`That is ${day.toLocaleDateString('en', { weekday: 'short' })} ${dayOf(day)}`)
})
