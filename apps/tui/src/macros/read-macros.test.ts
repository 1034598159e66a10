import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Macro } from './macro.ts'
import { readMacros } from './read-macros.ts'
import { stepWords } from './step-words.ts'
import { writeMacro } from './write-macro.ts'

const actions = [
  { assign: 'me' },
  { label: { add: ['triaged', 'by-{{me}}'], remove: 'new' } },
  { priority: 'High' },
  { transition: { to: 'Done', fields: { 'Root cause': 'Capacity' }, resolution: 'Fixed', comment: 'Bye' } },
  { comment: { body: 'For {{team}}', internal: true } },
  { set: { 'Story points': 5, Regions: ['us, east', 'eu'] } },
  { link: { type: 'blocks', to: 'PAY-1' } },
  { link: { url: 'https://x.example/{{key}}', title: 'X' } },
  { worklog: { time: '1h 30m', comment: 'Triage' } },
  { watch: true },
  { vote: false },
  { snooze: 'tomorrow' },
  { sprint: 'backlog' },
  { rank: { before: 'PAY-1' } },
  { open: 'https://x.example' },
]

const variables = {
  team: { ask: 'Which team?', choices: ['Blue', 'Red'], default: 'Red' },
  who: { ask: 'Who?', type: 'user' },
  day: 'Which day?',
}

const only = (raw: unknown): Macro => {
  const { macros, problems } = readMacros({ one: raw })
  expect(problems).toEqual([])
  const [macro] = macros
  if (macro === undefined) throw new Error('there is none')
  return macro
}

const wrong = (raw: unknown): string => readMacros({ one: raw }).problems[0]?.what ?? ''

describe('macros of a file', () => {
  test('have every kind of action, and are written as they are read', () => {
    const macro = only({ key: 'g t', variables, actions })
    expect(macro.key).toEqual(['g', 't'])
    expect(macro.steps.map(({ kind }) => kind)).toHaveLength(actions.length)
    expect(macro.variables).toMatchObject([{ type: 'choice' }, { type: 'user' }, { type: 'text', ask: 'Which day?' }])
    expect(only(writeMacro(macro))).toEqual(macro)
  })

  test.each([
    [{}, 'it has no actions'],
    [{ actions: [{ asign: 'me' }] }, 'action 1: there is no action asign'],
    [{ actions: [{ assign: 'me', vote: true }] }, 'each action has one name'],
    [{ actions: [{ label: {} }] }, 'label needs add or remove'],
    [{ actions: [{ comment: { body: 'x', intern: true } }] }, 'comment has no intern'],
    [{ actions: [{ comment: 'for {{nobody}}' }] }, 'nothing says what {{nobody}} is'],
    [{ actions: [{ watch: 'yes' }] }, 'watch must be true or false'],
    [{ key: 'abc', actions: [{ vote: true }] }, 'key:'],
    [{ variables: { me: 'Who?' }, actions: [{ vote: true }] }, '{{me}} is there by itself'],
    [{ variables: { a: { type: 'choice' } }, actions: [{ vote: true }] }, 'a needs choices'],
    [{ actions: Array.from({ length: 51 }, () => ({ vote: true })) }, 'more than 50 actions'],
    [{ action: [] }, 'it has no action; it has key, variables, actions'],
  ])('that are wrong say why (%#)', (raw, why) => {
    expect(wrong(raw)).toContain(why)
  })

  test('that are wrong keep no other one back', () => {
    const { macros, problems } = readMacros({ bad: 5, good: { actions: [{ vote: true }] } })
    expect(macros.map(({ name }) => name)).toEqual(['good'])
    expect(problems).toEqual([{ name: 'bad', what: 'a macro is written as { actions: [ … ] }' }])
  })

  test('send no escape sequence to the terminal', () => {
    const evil = '\u001B]0;x\u0007red\u202E'
    const { macros, problems } = readMacros({
      [`a${evil}`]: { variables: { v: evil }, actions: [{ comment: evil }] },
      [`b${evil}`]: { actions: [{ [evil]: 1 }] },
    })
    const shown = [...macros.map(({ name, steps }) => name + steps.map(stepWords).join('')), JSON.stringify(problems)]
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    for (const text of shown) expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
  })

  test('never throw, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())), (raw) => {
        expect(() => readMacros(raw)).not.toThrow()
      }),
    )
  })
})
