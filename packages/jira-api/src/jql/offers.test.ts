import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  doubtOf,
  faultOfProblem,
  type JqlKnown,
  joinJqlData,
  offersAt,
  quoteJql,
  takeOffer,
  valueFieldAt,
} from './index.ts'
import { offeredJql, unquoteJql } from './quote.ts'
import { readJql } from './read.ts'

const dataCenter = {
  fields: [
    {
      value: 'affectedVersion',
      label: 'affectedVersion',
      operators: ['=', 'in'],
      orderable: true,
      suggests: true,
      types: ['Version'],
    },
    {
      value: 'assignee',
      label: 'assignee',
      operators: ['=', '!=', 'in', 'not in', 'is', 'is not', 'was'],
      orderable: true,
      suggests: true,
      types: ['ApplicationUser'],
    },
    {
      value: 'summary',
      label: 'summary',
      operators: ['~', '!~'],
      orderable: false,
      suggests: false,
      types: ['String'],
    },
    {
      value: 'created',
      label: 'created',
      operators: ['=', '>=', '<='],
      orderable: true,
      suggests: false,
      types: ['Date'],
    },
    {
      value: '"Story Points"',
      label: 'Story Points - cf[10002]',
      operators: ['=', '>'],
      orderable: true,
      suggests: false,
      types: ['Number'],
    },
    {
      value: 'Sprint',
      label: 'Sprint - cf[10005]',
      operators: ['in', '='],
      orderable: true,
      suggests: true,
      types: ['Sprint'],
    },
  ],
  functions: [
    { value: 'currentUser()', isList: false, types: ['ApplicationUser'] },
    { value: 'membersOf("")', isList: true, types: ['ApplicationUser'] },
    { value: 'openSprints()', isList: true, types: ['Sprint'] },
    { value: 'now()', isList: false, types: ['Date'] },
  ],
  reservedWords: [],
}

const known = joinJqlData([dataCenter])

const people = [
  { value: 'mokafor', label: 'Mira Okafor' },
  { value: '712020:11-22', label: 'Ann Other' },
]

/** What is offered at `|`. */
const labels = (marked: string, with_: JqlKnown = known): readonly string[] =>
  offersAt(readJql(marked.replace('|', ''), marked.indexOf('|')).context, with_, people).map(({ label }) => label)

/** The query, with its cursor as `|`, after the first thing offered at `|` was taken. */
const taken = (marked: string): string => {
  const text = marked.replace('|', '')
  const { context } = readJql(text, marked.indexOf('|'))
  const [first] = offersAt(context, known, people)
  if (first === undefined) throw new Error('nothing is offered')
  const next = takeOffer(text, context, first)
  return `${next.text.slice(0, next.cursor)}|${next.text.slice(next.cursor)}`
}

test('fields come the usual ones first, and by the beginning of their names, custom ones by number too', () => {
  expect(labels('|').slice(0, 3)).toEqual(['assignee', 'created', 'Sprint'])
  expect(labels('s|').slice(0, 2)).toEqual(['Sprint', 'summary'])
  expect(labels('poi|')).toEqual(['Story Points'])
  expect(labels('cf[10002|')).toEqual(['Story Points'])
})

test('operators are those that the field takes', () => {
  expect(labels('summary |')).toEqual(['~', '!~'])
  expect(labels('"story points" |')).toEqual(['=', '>'])
  expect(labels('cf[10005] |')).toEqual(['IN', '='])
  expect(labels('assignee not|')).toEqual(['NOT IN', 'IS NOT'])
  expect(labels('unheard |')).toContain('CHANGED')
})

test('values come with the functions that fit, lists behind IN only', () => {
  expect(labels('assignee = |')).toEqual(['currentUser()', 'Mira Okafor', 'Ann Other'])
  expect(labels('assignee in |')).toEqual(['(', 'membersOf("")'])
  expect(labels('assignee in (mi|')).toEqual(['Mira Okafor'])
  expect(labels('assignee = oka|')).toEqual(['Mira Okafor'])
  expect(labels('created >= |').slice(0, 4)).toEqual(['-1d', '-7d', '-30d', 'now()'])
  expect(labels('assignee is |')).toEqual(['EMPTY', 'NOT'])
  expect(labels('assignee was |')).toEqual(['currentUser()', 'Mira Okafor', 'Ann Other', 'NOT', 'IN'])
})

test('conditions go on with what may follow them', () => {
  expect(labels('assignee = mira |')).toEqual(['AND', 'OR', 'ORDER BY'])
  expect(labels('(assignee = mira |')).toEqual(['AND', 'OR', ')'])
  expect(labels('assignee changed |')).toContain('BY')
  expect(labels('ORDER BY |')).not.toContain('summary')
  expect(labels('ORDER BY created |')).toEqual(['DESC', 'ASC', ','])
})

test.each([
  ['assi|', 'assignee |'],
  ['as|signee = mira', 'assignee |= mira'],
  ['poi|', '"Story Points" |'],
  ['assignee = cur|', 'assignee = currentUser() |'],
  ['assignee = cur|()', 'assignee = currentUser|()'],
  ['assignee in |', 'assignee in (|'],
  ['assignee in (oka|', 'assignee in (mokafor|'],
  ['assignee in (mokafor |', 'assignee in (mokafor, |'],
  ['assignee = ann|', 'assignee = 712020:11-22 |'],
  ['assignee in mem|', 'assignee in membersOf("|")'],
  ['assignee = mira ord|', 'assignee = mira ORDER BY |'],
])('%s becomes %s when the first offer is taken', (before, after) => {
  expect(taken(before)).toBe(after)
})

test('whose values are asked for', () => {
  const fieldAt = (text: string): string | null => valueFieldAt(readJql(text).context)
  expect(fieldAt('status = ')).toBe('status')
  expect(fieldAt('status in (a, ')).toBe('status')
  expect(fieldAt('status changed BY ')).toBe('assignee')
  expect(fieldAt('status changed FROM ')).toBe('status')
  expect(fieldAt('status changed AFTER ')).toBe(null)
  expect(fieldAt('status ')).toBe(null)
})

test('without a catalogue the usual fields and functions are offered, and nothing is doubted', () => {
  const blind = joinJqlData([undefined])
  expect(labels('assig|', blind)).toEqual(['assignee'])
  expect(labels('sprint in op|', blind)).toEqual(['openSprints()'])
  expect(doubtOf(readJql('unheard = 1 and x = y'), blind)).toBe(null)
})

test('what only one of several sites has is offered too, and a broken catalogue counts as none', () => {
  const both = joinJqlData([
    dataCenter,
    { ...dataCenter, fields: [{ ...dataCenter.fields[0], value: 'team', label: 'team' }] },
  ])
  expect(both.field('TEAM')?.value).toBe('team')
  expect(both.field('assignee')?.value).toBe('assignee')
  expect(both.isWhole).toBe(true)
  expect(joinJqlData([dataCenter, { fields: 'none' }]).isWhole).toBe(false)
})

test('a field that is not there and an operator that it does not take are doubted at their place', () => {
  const doubt = (text: string): unknown => doubtOf(readJql(text), known)
  expect(doubt('unheard = 1 and assignee = mira')).toMatchObject({
    from: 0,
    to: 7,
    message: 'No field is called unheard here',
  })
  expect(doubt('assignee = mira and summary = a')).toMatchObject({ from: 28, to: 29, message: 'summary takes ~, !~' })
  expect(doubt('assignee not in (a) and cf[10002] > 5 and issue.property[a].b = c ')).toBe(null)
  expect(doubt('unhea')).toBe(null)
})

test('names and values are quoted where they must be, and read back as they were', () => {
  expect(quoteJql('mira')).toBe('mira')
  expect(quoteJql('In Progress')).toBe('"In Progress"')
  expect(quoteJql('order')).toBe('"order"')
  expect(quoteJql('')).toBe('""')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const written = quoteJql(text)
      expect(unquoteJql(written)).toBe(text)
      const { fault, clauses } = readJql(`a = ${written}`)
      expect([fault, clauses[0]?.values[0]?.text]).toEqual([null, text])
    }),
  )
})

test('a value that a site offers can only be a value', () => {
  expect(offeredJql('mira')).toBe('mira')
  expect(offeredJql('"In Progress"')).toBe('"In Progress"')
  expect(offeredJql('x OR project = SECRET')).toBe('"x OR project = SECRET"')
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (value) => {
      const { fault, clauses, spans } = readJql(`a = ${offeredJql(value)}`)
      expect([fault, clauses.length, spans.filter(({ role }) => role === 'value').length]).toEqual([null, 1, 1])
    }),
  )
})

test('taking any offer at any place leaves the cursor in the text and keeps what stands around', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('assignee', '=', 'in', '(', ')', ',', 'and', 'mira', 'order by', '"x', ' '), {
        maxLength: 12,
      }),
      fc.nat(),
      fc.nat(),
      (parts, place, which) => {
        const text = parts.join(' ')
        const { context } = readJql(text, place % (text.length + 1))
        const offers = offersAt(context, known, people)
        const offer = offers[which % Math.max(1, offers.length)]
        if (offer === undefined) return
        const next = takeOffer(text, context, offer)
        expect(next.cursor).toBeLessThanOrEqual(next.text.length)
        expect(next.text.endsWith(text.slice(context.to))).toBe(true)
        expect(next.text.startsWith(text.slice(0, context.from).trimEnd())).toBe(true)
      },
    ),
  )
})

test('what a site has against a query is shown where the site says, or where the query has what it names', () => {
  const text = "status = Open\nAND assignee = 'nobody'"
  const at = (message: string, line: number | null = null, column: number | null = null): string => {
    const { from, to } = faultOfProblem(text, { message, line, column })
    return text.slice(from, to)
  }
  expect(at('(line 2, character 5)', 2, 5)).toBe('assignee')
  expect(at("The value 'nobody' does not exist for the field 'assignee'.")).toBe("'nobody'")
  expect(at('Das Feld „assignee“ gibt es nicht.')).toBe('assignee')
  expect(at('No.')).toBe(text)
  expect(faultOfProblem(text, { message: 'x', line: 9, column: 9 })).toMatchObject({ from: 0, to: text.length })
})
