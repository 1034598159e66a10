import { type FieldValue, type IssueKey, type Named, NO_SCHEMA, type Status, type User } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { issueDetailOf, issueOf, keyOf } from '../../store/testing.ts'
import { emptyList, type ListValue } from '../list-value.ts'
import type { FieldChange, Operation } from '../operation.ts'
import type { Performed, Rows } from '../operation-kind.ts'

/** For tests: the issue of all arbitrary rows and operations. */
export const key: IssueKey = keyOf('PAY-7')

/** For tests: an operation that the site has not taken yet. */
export const performed: Performed = { mark: 'm-1', at: '2026-11-22T09:00:00.000Z', result: null }

const few = ['a', 'b', 'c', 'd'] as const

const named: fc.Arbitrary<Named> = fc.constantFrom(...few).map((name) => ({ id: `id-${name}`, name: `Name ${name}` }))
const user: fc.Arbitrary<User> = named.map(({ id, name }) => ({ id, name, active: true }))
const word = fc.constantFrom(...few)
const words = fc.uniqueArray(word)
const things = fc.uniqueArray(named, { selector: ({ id }) => id })
const status: fc.Arbitrary<Status> = named.map((one) => ({ ...one, category: 'new' }))
const wordList = (list: readonly string[]): ListValue =>
  list.length === 0 ? emptyList : { kind: 'words', words: list }
const wikiText = word.map((source) => ({ format: 'wiki', source }) as const)
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })

const empty = fc.constant<FieldValue>({ kind: 'empty' })

const customValue: fc.Arbitrary<FieldValue> = fc.oneof(
  empty,
  word.map((text): FieldValue => ({ kind: 'text', text })),
  fc.integer({ min: 0, max: 9 }).map((number): FieldValue => ({ kind: 'number', number })),
  user.map((one): FieldValue => ({ kind: 'user', user: one })),
  fc
    .uniqueArray(user, { minLength: 1, selector: ({ id }) => id })
    .map((users): FieldValue => ({ kind: 'users', users })),
  fc.tuple(named, orNull(named)).map(
    ([parent, child]): FieldValue => ({
      kind: 'cascading',
      parent: { id: parent.id, label: parent.name },
      child: child === null ? null : { id: `child-${child.id}`, label: child.name },
    }),
  ),
  fc.constantFrom('2026-01-01', '2026-02-01').map((date): FieldValue => ({ kind: 'date', date })),
)

/** For tests: fields of the system and custom ones, with values that fit. */
const fieldValues: Readonly<Record<string, fc.Arbitrary<FieldValue>>> = {
  summary: word.map((text) => ({ kind: 'text', text })),
  description: fc.oneof(
    empty,
    wikiText.map((text): FieldValue => ({ kind: 'rich-text', text })),
  ),
  environment: fc.oneof(
    empty,
    wikiText.map((text): FieldValue => ({ kind: 'rich-text', text })),
  ),
  priority: fc.oneof(
    empty,
    named.map((value): FieldValue => ({ kind: 'named', value })),
  ),
  security: fc.oneof(
    empty,
    named.map((value): FieldValue => ({ kind: 'named', value })),
  ),
  reporter: fc.oneof(
    empty,
    user.map((one): FieldValue => ({ kind: 'user', user: one })),
  ),
  labels: words.map((list): FieldValue => (list.length === 0 ? { kind: 'empty' } : { kind: 'words', words: list })),
  components: things.map(
    (values): FieldValue => (values.length === 0 ? { kind: 'empty' } : { kind: 'named-list', values }),
  ),
  versions: things.map(
    (values): FieldValue => (values.length === 0 ? { kind: 'empty' } : { kind: 'named-list', values }),
  ),
  duedate: fc.oneof(
    empty,
    fc.constantFrom('2026-01-01', '2026-02-01').map((date): FieldValue => ({ kind: 'date', date })),
  ),
  customfield_1: customValue,
  customfield_2: customValue,
}

/** For tests: a field's value, one that fits it. */
export const fieldValue = (id: string): fc.Arbitrary<FieldValue> => fieldValues[id] ?? customValue

/** For tests: the fields that arbitrary operations set. */
export const fieldIds: readonly string[] = Object.keys(fieldValues)

const customFields = fc
  .tuple(customValue, customValue, words.map(wordList))
  .map((values) =>
    values
      .map((value, index) => ({ id: `customfield_${index + 1}`, name: `Field ${index + 1}`, value }))
      .filter(({ value }) => value.kind !== 'empty'),
  )

/** For tests: rows of one issue, with and without detail. */
export const rows = (withDetail: boolean): fc.Arbitrary<Rows> =>
  fc
    .record({
      summary: word,
      status,
      priority: orNull(named),
      resolution: orNull(named),
      assignee: orNull(user),
      reporter: orNull(user),
      labels: words,
      components: things,
      fixVersions: things,
      due: orNull(fc.constantFrom('2026-01-01', '2026-02-01')),
    })
    .chain((row) =>
      fc
        .record({
          description: orNull(wikiText),
          environment: orNull(wikiText),
          affectedVersions: things,
          security: orNull(named),
          fields: customFields,
          votes: fc.record({ count: fc.integer({ min: 1, max: 5 }), mine: fc.boolean() }),
          watchers: fc.record({ count: fc.integer({ min: 1, max: 5 }), mine: fc.boolean() }),
        })
        .map((more) => ({
          issue: issueOf(key, 7, row),
          // A date that goes with the resolution is the site's to tell.
          detail: withDetail ? issueDetailOf(key, 7, { ...row, ...more }) : undefined,
          remoteLinks: undefined,
        })),
    )

const fieldChange: fc.Arbitrary<FieldChange> = fc.constantFrom(...fieldIds).chain((id) =>
  fieldValue(id).map((value) => ({
    id,
    name: id.startsWith('custom') ? `Field ${id.at(-1) ?? ''}` : id,
    schema: { type: 'any', items: null, system: null, custom: null },
    value,
  })),
)

/** For tests: an operation of each kind that sets something in the rows. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .uniqueArray(fieldChange, { minLength: 1, maxLength: 3, selector: ({ id }) => id })
    .map((changes): Operation => ({ kind: 'set-fields', key, changes })),
  fc.oneof(orNull(user)).map((assignee): Operation => ({ kind: 'assign', key, assignee })),
  fc.tuple(status, fc.option(orNull(named), { nil: undefined })).map(
    ([to, resolution]): Operation => ({
      kind: 'transition',
      key,
      transition: { id: '1', name: 'Go', to },
      fields: {},
      ...(resolution === undefined ? {} : { resolution }),
    }),
  ),
  fc.tuple(words, words).map(([add, remove]): Operation => ({ kind: 'labels', key, add, remove })),
  fc
    .tuple(fc.constantFrom('components', 'fixVersions', 'versions'), things, things)
    .map(([field, add, remove]): Operation => ({ kind: 'members', key, field, add, remove })),
  fc.tuple(words, words).map(
    ([add, remove]): Operation => ({
      kind: 'list-items',
      key,
      field: { id: 'customfield_3', name: 'Field 3', schema: NO_SCHEMA },
      add: wordList(add),
      remove: wordList(remove),
    }),
  ),
  fc.boolean().map((isWatching): Operation => ({ kind: 'watch', key, isWatching, user: null })),
  fc.boolean().map((isFor): Operation => ({ kind: 'vote', key, isFor })),
)
