import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOf, readFieldSchema } from './field-schema.ts'
import { readFieldValue } from './read-value.ts'
import { isWritable, writeFieldValue } from './write-value.ts'

const schema = (type: string, more: Readonly<Record<string, unknown>> = {}): ReturnType<typeof readFieldSchema> =>
  readFieldSchema({ type, ...more })

const custom = (type: string, name: string, items?: string): ReturnType<typeof readFieldSchema> =>
  schema(type, { custom: `com.example:${name}`, ...(items === undefined ? {} : { items }) })

const dataCenter = { person: 'name', text: 'wiki' } as const
const cloud = { person: 'accountId', text: 'adf' } as const

const sprintField = custom('array', 'gh-sprint', 'string')

describe('a value is written back in its own form', () => {
  test.each([
    ['text', schema('string'), 'a b', 'a b'],
    ['a text of digits', schema('string'), '9223372036854775807', '9223372036854775807'],
    ['wiki markup', custom('string', 'textarea'), 'a\r\n*b*', 'a\r\n*b*'],
    ['a number', schema('number'), 2.5, 2.5],
    ['a date', schema('date'), '2026-11-22', '2026-11-22'],
    ['a time', schema('datetime'), '2026-11-22T10:00:00.000+0200', '2026-11-22T08:00:00.000+0000'],
    ['a person', schema('user'), { name: 'mira', key: 'JIRAUSER1', displayName: 'Mira' }, { name: 'mira' }],
    ['people', schema('array', { items: 'user' }), [{ name: 'a' }, { name: 'b' }], [{ name: 'a' }, { name: 'b' }]],
    ['a priority', schema('priority'), { id: '2', name: 'High' }, { id: '2' }],
    ['a group', schema('group'), { name: 'staff' }, { name: 'staff' }],
    ['versions', schema('array', { items: 'version' }), [{ id: '7', name: '1.0' }], [{ id: '7' }]],
    ['an option', schema('option'), { id: '5', value: 'Yes' }, { id: '5' }],
    ['options', schema('array', { items: 'option' }), [{ id: '5', value: 'Yes' }], [{ id: '5' }]],
    [
      'a cascading option',
      schema('option-with-child'),
      { id: '1', child: { id: '2' } },
      { id: '1', child: { id: '2' } },
    ],
    ['half of a cascading option', schema('option-with-child'), { value: 'EU' }, { value: 'EU' }],
    ['words', schema('array', { items: 'string' }), ['a', 'b'], ['a', 'b']],
    ['an epic', custom('any', 'gh-epic-link'), 'PAY-7', 'PAY-7'],
    ['a parent', schema('issuelink', { system: 'parent' }), { id: '1', key: 'PAY-7' }, { key: 'PAY-7' }],
    ['a team', custom('any', 'rm-teams-custom-field-team'), { id: 4, title: 'Reds' }, '4'],
    [
      'a request type',
      custom('sd-customerrequesttype', 'vp-origin'),
      { requestType: { id: '51', name: 'Ask a question' }, currentStatus: { status: 'Open' } },
      '51',
    ],
    ['a request type in short', custom('sd-customerrequesttype', 'vp-origin'), 'sup/ask', 'sup/ask'],
    ['nothing', schema('string'), null, null],
    ['an empty list', schema('array', { items: 'version' }), [], []],
  ])('%s', (_, field, wire, written) => {
    expect(writeFieldValue(readFieldValue(wire, field, 'wiki'), field, dataCenter)).toEqual(written)
  })

  test('documents node for node, wherever they stand', () => {
    const wire = { type: 'doc', version: 1, content: [{ type: 'paragraph', attrs: { odd: 1 } }] }
    const value = readFieldValue(wire, schema('string'), 'adf')
    expect(value.kind).toBe('rich-text')
    expect(writeFieldValue(value, schema('string'), cloud)).toEqual(wire)
  })

  test('people by account id on Cloud', () => {
    const value = readFieldValue({ accountId: '557058:1', displayName: 'A' }, schema('user'), 'adf')
    expect(writeFieldValue(value, schema('user'), cloud)).toEqual({ accountId: '557058:1' })
  })

  test('estimates as words, without what was spent', () => {
    const wire = { originalEstimateSeconds: 7200, remainingEstimateSeconds: 60, timeSpentSeconds: 30 }
    const value = readFieldValue(wire, schema('timetracking'), 'wiki')
    expect(writeFieldValue(value, schema('timetracking'), dataCenter)).toEqual({
      originalEstimate: '120m',
      remainingEstimate: '1m',
    })
  })
})

describe('a sprint', () => {
  const text = (members: string): string => `com.atlassian.greenhopper.service.sprint.Sprint@1a2b[${members}]`
  const read = (...wire: readonly unknown[]): unknown => readFieldValue(wire, sprintField, 'wiki')

  test('is read from a Java text whose name has brackets, commas and equals signs', () => {
    const name = "Sprint [7], part=2, 'x' | y"
    expect(
      read(text(`rapidViewId=3,state=ACTIVE,name=${name},startDate=2026-11-22T10:00:00.000+01:00,endDate=<null>,id=7`)),
    ).toMatchObject({
      sprints: [{ id: '7', name, state: 'active', boardId: '3', start: '2026-11-22T09:00:00.000Z', end: null }],
    })
  })

  test('keeps words of its goal that look like members', () => {
    expect(read(text('id=7,state=FUTURE,name=A,goal=reach x,state=done'))).toMatchObject({
      sprints: [{ state: 'future', goal: 'reach x,state=done' }],
    })
  })

  test('is read from an object, and several are kept', () => {
    const value = read({ id: 36, name: 'Old', state: 'closed' }, { id: 37, name: 'Now', state: 'active', boardId: 4 })
    expect(value).toMatchObject({ sprints: [{ id: '36' }, { id: '37', boardId: '4' }] })
  })

  test('is written as the bare number of the one that is not over', () => {
    const value = readFieldValue(
      [text('id=36,state=CLOSED,name=Old'), text('id=37,state=ACTIVE,name=Now')],
      sprintField,
      'wiki',
    )
    expect(writeFieldValue(value, sprintField, dataCenter)).toBe(37)
  })

  test('is found without a schema that names it', () => {
    expect(readFieldValue([text('id=1,state=ACTIVE,name=A')], schema('any'), 'wiki').kind).toBe('sprints')
  })

  test('that cannot be read is shown, not half of the list', () => {
    expect(read({ id: 36 }, 'odd')).toMatchObject({ kind: 'unknown' })
  })
})

describe('development information', () => {
  const field = custom('any', 'devsummary')
  const inner = JSON.stringify({
    cachedValue: {
      errors: [],
      summary: { pullrequest: { overall: { count: 2, state: 'OPEN' } }, branch: { overall: { count: 1 } } },
    },
    isStale: false,
  })

  test('is read out of a debug text', () => {
    const text = `{summaryBean=a.b.SummaryBean@4443[summary={pullrequest=x}], devSummaryJson=${inner}}`
    expect(readFieldValue(text, field, 'wiki')).toMatchObject({
      kind: 'development',
      development: { pullRequests: 2, pullRequestState: 'OPEN', branches: 1, commits: 0 },
    })
  })

  test('is nothing on an issue of Cloud that has none', () => {
    expect(readFieldValue('{}', field, 'adf')).toMatchObject({ development: { pullRequests: 0 } })
  })

  test('that is broken is unknown', () => {
    expect(readFieldValue('{devSummaryJson={"a":', field, 'wiki').kind).toBe('unknown')
  })
})

test('an agreement has its clock in milliseconds and its times in UTC', () => {
  const wire = {
    id: '1',
    name: 'Time to resolution',
    ongoingCycle: {
      breached: false,
      paused: true,
      startTime: { iso8601: '2026-11-22T08:00:00+0000', epochMillis: 1_795_334_400_000 },
      breachTime: { jira: '2026-11-22T12:00:00.000+0000' },
      remainingTime: { millis: -60_000, friendly: '-1m' },
    },
    completedCycles: [],
  }
  expect(readFieldValue(wire, custom('sd-servicelevelagreement', 'sd-sla-field'), 'wiki')).toMatchObject({
    sla: {
      name: 'Time to resolution',
      ongoing: {
        paused: true,
        started: '2026-11-22T08:00:00.000Z',
        breachAt: '2026-11-22T12:00:00.000Z',
        remaining: -60_000,
      },
    },
  })
})

describe('what only an app understands', () => {
  test.each([
    ['0|hzzzzz:', custom('any', 'gh-lexo-rank'), '0|hzzzzz:'],
    ['com.atlassian.servicedesk.approvals.ApprovalsCFValue@671af69a', schema('any'), 'ApprovalsCFValue'],
    [{ sentiment: 3 }, schema('sd-sentiment'), 'a value that only the site can show'],
    [[{ name: 'A' }, { name: 'B' }], schema('array', { items: 'Goals' }), 'A, B'],
    [true, schema('any'), 'yes'],
    ['a\u001b[31mb', schema('any'), 'a[31mb'],
  ])('%j is shown and never written', (wire, field, label) => {
    const value = readFieldValue(wire, field, 'wiki')
    expect(value).toMatchObject({ kind: 'unknown' })
    expect(value.kind === 'unknown' && value.label).toContain(label.replace('a[31mb', 'a'))
    expect(isWritable(field)).toBe(false)
    expect(() => writeFieldValue(value, field, dataCenter)).toThrow(TypeError)
  })

  test('a reason in place of a value is told', () => {
    const wire = { nonEditableReason: { reason: 'PLUGIN_LICENSE_ERROR', message: 'No licence' }, showField: false }
    expect(readFieldValue(wire, schema('option'), 'wiki')).toEqual({ kind: 'withheld', reason: 'No licence' })
  })

  test('a value of another shape than its schema says is shown', () => {
    expect(readFieldValue({ odd: 1, name: 'N' }, schema('date'), 'wiki')).toEqual({ kind: 'unknown', label: 'N' })
  })
})

test('names of properties of every object are no kinds', () => {
  expect(kindOf(schema('constructor'))).toBe('unknown')
  expect(kindOf(custom('any', 'toString'))).toBe('unknown')
})

test('any JSON in any field is survived, and what was read can be written where it may be', () => {
  const types = fc.constantFrom(
    'string',
    'number',
    'date',
    'user',
    'option',
    'array',
    'any',
    'timetracking',
    'version',
    'team',
  )
  const names = fc.constantFrom('textarea', 'gh-sprint', 'gh-epic-link', 'devsummary', 'sd-sla-field', 'vp-origin', 'x')
  const items = fc.constantFrom('string', 'user', 'option', 'version', 'x')
  fc.assert(
    fc.property(fc.jsonValue(), types, names, items, (wire, type, name, item) => {
      const field = custom(type, name, item)
      const value = readFieldValue(wire, field, 'wiki')
      if (!['sla', 'development', 'withheld', 'unknown'].includes(value.kind)) {
        expect(() => writeFieldValue(value, field, dataCenter)).not.toThrow()
      }
    }),
  )
})
