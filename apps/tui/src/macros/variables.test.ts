import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fill, fillStep, namesUsed } from './variables.ts'

describe('variables', () => {
  test('are filled in, with or without a question mark and blanks', () => {
    const values = { key: 'PAY-1', me: 'Mia', clipboard: 'x' }
    expect(fill('{{key}} by {{ me }}: {{clipboard?}} {{other}}', values)).toBe('PAY-1 by Mia: x {{other}}')
  })

  test('that are filled in are not read again', () => {
    expect(fill('{{summary}}', { summary: '{{key}}', key: 'PAY-1' })).toBe('{{key}}')
  })

  test('of an object’s own making are none', () => {
    expect(fill('{{constructor}}', {})).toBe('{{constructor}}')
  })

  test('are found in every text of a step', () => {
    const steps = [
      { kind: 'label', add: ['{{a}}'], remove: ['{{b}}'] },
      { kind: 'set', fields: { Cause: '{{c}}' } },
      { kind: 'open', url: 'https://x/{{d}}' },
    ] as const
    expect(namesUsed(steps)).toEqual(['a', 'b', 'c', 'd'])
    expect(steps.map((step) => fillStep(step, { a: '1', b: '2', c: '3', d: '4' }))).toEqual([
      { kind: 'label', add: ['1'], remove: ['2'] },
      { kind: 'set', fields: { Cause: '3' } },
      { kind: 'open', url: 'https://x/4' },
    ])
  })

  test('leave a text without any as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => {
          expect(fill(text, { key: 'x' })).toBe(text)
        },
      ),
    )
  })
})
