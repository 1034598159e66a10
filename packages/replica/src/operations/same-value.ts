import { EMPTY, type FieldValue, type StoredText } from '@mmd/jira-api/model'
import { contentOf, sameText } from './same-text.ts'

export { sameText } from './same-text.ts'

interface Thing {
  readonly id: string
  readonly name: string
}

/** What a value is compared by: two of one form are the same when their keys are. */
type Comparable =
  | { readonly form: 'text'; readonly text: StoredText }
  | { readonly form: 'thing'; readonly thing: Thing }
  | { readonly form: 'things'; readonly things: readonly Thing[] }
  | { readonly form: 'key'; readonly key: string }

/**
 * True when two values of one field say the same: things by their ids where both have them, else by their names; people by id;
 * texts by their content; lists without order; of sprints those that are not over; of estimates what can be set.
 */
export const sameValue = (one: FieldValue, other: FieldValue): boolean => {
  const [a, b] = [comparable(one), comparable(other)]
  if (a.form === 'thing' && b.form === 'thing') return sameThing(a.thing, b.thing)
  if (a.form === 'things' && b.form === 'things') return sameThings(a.things, b.things)
  if (a.form === 'text' && b.form === 'text') return sameText(a.text, b.text)
  return a.form === 'key' && b.form === 'key' && a.key === b.key
}

/** True when a field that is to have `wanted` has it: estimates that are not told may be anything. */
export const holdsValue = (present: FieldValue, wanted: FieldValue): boolean => {
  if (wanted.kind !== 'estimates' || present.kind !== 'estimates') return sameValue(present, wanted)
  return (['original', 'remaining'] as const).every((name) => {
    const seconds = wanted.estimates[name]
    return seconds === null || toMinutes(seconds) === toMinutes(present.estimates[name])
  })
}

/** True when both are one and the same thing: by id where both have one. */
export const sameThing = (one: Thing, other: Thing): boolean =>
  one.id !== '' && other.id !== '' ? one.id === other.id : one.name === other.name

const sameThings = (one: readonly Thing[], other: readonly Thing[]): boolean => {
  const hasIds = [...one, ...other].every(({ id }) => id !== '')
  const namesOf = (things: readonly Thing[]): ReadonlySet<string> =>
    new Set(things.map(({ id, name }) => (hasIds ? id : name)))
  const [names, others] = [namesOf(one), namesOf(other)]
  return names.size === others.size && [...names].every((name) => others.has(name))
}

const key = (value: unknown): Comparable => ({ form: 'key', key: JSON.stringify(value) })

const nothing = key(EMPTY)

const listOf = (things: readonly Thing[]): Comparable => (things.length === 0 ? nothing : { form: 'things', things })

const byLabel = ({ id, label }: { readonly id: string; readonly label: string }): Thing => ({ id, name: label })

const textOf = (text: StoredText): Comparable => (contentOf(text) === '' ? nothing : { form: 'text', text })

const comparable = (value: FieldValue): Comparable => {
  switch (value.kind) {
    case 'text':
      return textOf({ format: 'plain', source: value.text })
    case 'rich-text':
      return textOf(value.text)
    case 'time':
      return key(Date.parse(value.time))
    case 'user':
      return { form: 'thing', thing: value.user }
    case 'users':
      return listOf(value.users)
    case 'named':
      return { form: 'thing', thing: value.value }
    case 'team':
      return { form: 'thing', thing: value.team }
    case 'named-list':
      return listOf(value.values)
    case 'option':
      return { form: 'thing', thing: byLabel(value.option) }
    case 'options':
      return listOf(value.options.map(byLabel))
    case 'cascading':
      return { form: 'things', things: [value.parent, ...(value.child === null ? [] : [value.child])].map(byLabel) }
    case 'words':
      return listOf([...new Set(value.words)].map((word) => ({ id: word, name: word })))
    case 'sprints':
      return listOf(value.sprints.filter(({ state }) => state !== 'closed'))
    case 'issue':
      return key(value.key)
    case 'estimates': {
      const { original, remaining } = value.estimates
      return original === null && remaining === null ? nothing : key([toMinutes(original), toMinutes(remaining)])
    }
    case 'empty':
    case 'number':
    case 'date':
    case 'sla':
    case 'development':
    case 'withheld':
    case 'unknown':
      return key(value)
  }
}

/** Sites are told minutes. */
const toMinutes = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds / 60))
