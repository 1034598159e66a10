import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as readers from './readers.ts'
import { untrusted } from './untrusted.ts'

/** Members that readers look at; `id` and `key` are in every object, so that they get further than the first look. */
const members =
  'name displayName value label title summary text description fields issues values items histories comments worklogs ' +
  'comment worklog attachment issuelinks inwardIssue outwardIssue type inward outward status statusCategory priority ' +
  'resolution assignee reporter creator author labels components fixVersions versions parent project issuetype issueTypes ' +
  'subtasks environment security visibility identifier accountId emailAddress timeZone filename mimeType fieldId ' +
  'fromString toString from to field operations allowedValues children schema custom system names customfield_1 ' +
  'customfield_2 transitions jql owner sharePermissions serverTitle version baseUrl visibleFieldNames ' +
  'visibleFunctionNames jqlReservedWords operators types object globalId relationship application url projectKey ' +
  'projectName location columnConfig columns statuses filter subQuery query estimation ranking rankCustomFieldId color ' +
  'entries issueKey issueId errors errorMessages warnings warningMessages message state goal detail pullRequests branches ' +
  'repositories commits builds deployments displayId source destination branch repository byInstanceType pullrequest ' +
  'build environmentName instance configErrors overall completedCycles ongoingCycle requestType currentStatus approvers ' +
  'approver approverDecision finalDecision body content results excerpt space _links webui base projects issuetypes ' +
  'colorName projectTypeKey roles clauseNames votes voters watches watchers properties category iconUrl'

// Each stands for a class of what terminals act on, and some are what readers split or parse.
const hostile = fc.constantFrom(
  'a\u001b[31mb',
  '\u001b]0;title\u0007x',
  'a\u009b2Jb',
  'a\u0000b\u0008c',
  'x\u202egnp.exe',
  'a\u2066b\u2069',
  'a\u200bb\ufeffc',
  'a\rb\r\nc\u2028d',
  'a\u007f\u0085b',
  '\u0301\u0301x',
  '\ud800',
  'a.b.Sprint@1a[id=7\u001b[1m,state=ACTIVE,name=\u202eX,goal=\u009bz]',
  '{a\u001bb, devSummaryJson={"summary":{"pullrequest":{"overall":{"count":1,"state":"\\u001b[1mX"}}}}}',
  'java.lang.String\u001b[2J',
  'com.a.b.C\u202e@1a2b',
  '2026-11-22T10:00:00.000+0200',
  'PAY-1\u0007',
  'https://a.example/\u001b[31m',
  '<b>a</b>\u200e',
)

const keyed = (value: fc.Arbitrary<unknown>, most: number): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.oneof(hostile, fc.integer()),
      fc.constantFrom('PAY-7', 'key\u001b[1m'),
      fc.array(fc.tuple(fc.constantFrom(...members.split(' ')), value), { minLength: most / 2, maxLength: most }),
      fc.array(fc.tuple(hostile, value), { maxLength: 2 }),
    )
    .map(([id, key, known, odd]) => Object.fromEntries([...known, ...odd, ['id', id], ['key', key]]))

const leaf = fc.oneof(
  { weight: 6, arbitrary: hostile },
  fc.constantFrom(null, true, 0, -1, 1.5, 1e21, Number.MAX_VALUE),
)
const deeper = (inner: fc.Arbitrary<unknown>, most: number): fc.Arbitrary<unknown> =>
  fc.oneof(leaf, keyed(inner, most), fc.array(keyed(inner, most), { maxLength: 2 }))
const answer = keyed(deeper(deeper(leaf, 4), 6), 20)

/** Every string that is not clean, with its place; texts for parsers and values for writes are as the site keeps them. */
const uncleanIn = (value: unknown, path = ''): readonly string[] => {
  if (typeof value === 'string') return untrusted(value, 'text') === value ? [] : [`${path}: ${JSON.stringify(value)}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === 'wire' || (name === 'source' && 'format' in value)) return []
    return [...uncleanIn(name, `${path}.(name)`), ...uncleanIn(member, `${path}.${name}`)]
  })
}

const schemas = [
  'string number date datetime user option option-with-child priority team timetracking issuelink any',
  'textarea gh-sprint gh-epic-link devsummary sd-sla-field rm-teams-custom-field-team',
].map((words) => words.split(' ')) as [string[], string[]]

const all: Readonly<Record<string, (value: unknown) => unknown>> = {
  ...readers,
  readHits: (value) => readers.readHits(value, 'https://wiki.example'),
  readPage: (value) => readers.readPage(value, 'https://wiki.example'),
  readErrorBody: (value) => readers.readErrorBody(JSON.stringify(value)),
  readPermissions: (value) => readers.readPermissions(value, ['EDIT_ISSUES']),
  readFieldMeta: (value) => readers.readFieldMeta('a\u001b[31m', value),
  readFieldValue: (value) => [
    ...schemas[0].map((type) => readers.readFieldValue(value, readers.readFieldSchema({ type }), 'wiki')),
    ...schemas[1].map((custom) =>
      readers.readFieldValue(value, readers.readFieldSchema({ type: 'any', custom }), 'adf'),
    ),
    readers.readFieldValue([value], readers.readFieldSchema({ type: 'array', items: 'string' }), 'wiki'),
    readers.readFieldValue([value], readers.readFieldSchema({ type: 'array', items: 'option' }), 'wiki'),
  ],
}

describe.each(Object.entries(all))('%s', (_, read) => {
  test('gives nothing that a terminal would act on, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(answer, fc.array(answer, { maxLength: 2 }), hostile), (value) => {
        expect(uncleanIn(read(value))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('gives plain data, which can cross a thread', () => {
    fc.assert(
      fc.property(answer, (value) => {
        const model = read(value)
        expect(structuredClone(model)).toEqual(model)
      }),
      { numRuns: 10 },
    )
  })
})

test('an answer that is nested without measure is survived', () => {
  let deep: unknown = { type: 'text', text: 'x' }
  for (let depth = 0; depth < 20_000; depth += 1) deep = { type: 'doc', content: [deep], id: '1', key: 'PAY-1' }
  for (const read of Object.values(readers).filter((reader) => reader !== readers.readErrorBody)) {
    for (const value of [deep, { id: '1', key: 'PAY-1', body: deep, comment: deep, fields: { description: deep } }])
      expect(() => (read as (value: unknown, other: unknown) => unknown)(value, [])).not.toThrow()
  }
})
