import type { FieldValue } from '@mmd/jira-api/model'
import type { World } from '@mmd/jira-sandbox'
import type { Operation } from '@mmd/replica'
import { tokenIn } from '../plan/texts.ts'
import { type Evidence, isSent, isUnsure } from './evidence.ts'
import { type Problem, problem } from './problem.ts'

type SandboxIssue = World['issues'][number]
type HistoryItem = SandboxIssue['history'][number]['items'][number]

/** Values that the plan did not think up are told apart from those that it did, no more. */
const other = 'other'

interface Field {
  /** What it was set to, and what it was before. */
  readonly to: (item: HistoryItem) => string
  readonly from: (item: HistoryItem) => string
  readonly now: (issue: SandboxIssue) => string
}

const byToken = (now: Field['now']): Field => ({
  to: ({ toString }) => tokenIn(toString) ?? other,
  from: ({ fromString }) => tokenIn(fromString) ?? other,
  now,
})

const byId = (now: Field['now']): Field => ({ to: ({ to }) => to ?? '', from: ({ from }) => from ?? '', now })

/** Fields whose history tells each value that they ever had. */
const fields: Readonly<Record<string, Field>> = {
  summary: byToken(({ summary }) => tokenIn(summary) ?? other),
  description: byToken(({ description }) => tokenIn(description) ?? other),
  priority: byId(({ priorityId }) => priorityId),
  duedate: byId(({ due }) => due ?? ''),
  assignee: byId(({ assigneeKey }) => assigneeKey ?? ''),
  status: byId(({ statusId }) => statusId),
}

/** Fields told apart by the words of the plan: no text at all is another text. */
const texts = new Set(['summary', 'description'])

const valueOf = (value: FieldValue): string => {
  switch (value.kind) {
    case 'empty':
      return ''
    case 'text':
      return tokenIn(value.text) ?? other
    case 'rich-text':
      return tokenIn(value.text.source) ?? other
    case 'named':
      return value.value.id
    case 'date':
      return value.date
    default:
      return other
  }
}

/** What an operation sets: field and value. `keyOf` gives the site's own key of a person, by name. */
const valuesOf = (operation: Operation, keyOf: (name: string) => string): readonly (readonly [string, string])[] => {
  switch (operation.kind) {
    case 'set-fields':
      return operation.changes.map(({ id, value }) => [id, valueOf(value) || (texts.has(id) ? other : '')])
    case 'assign':
      return operation.assignee === 'automatic' || operation.assignee === null
        ? [['assignee', '']]
        : [['assignee', keyOf(operation.assignee.name)]]
    case 'transition':
      return [['status', operation.transition.to.id]]
    default:
      return []
  }
}

/** Setting what is there already leaves no trace. */
const withoutRepeats = (values: readonly string[]): readonly string[] =>
  values.filter((value, at) => at === 0 || value !== values[at - 1])

/** Single values: the site's history has each value once, in the order in which they were set. */
export const judgeValues = ({ operations, before, world }: Evidence): readonly Problem[] => {
  const keyOf = (name: string): string => world.users.find(({ displayName }) => displayName === name)?.key ?? name
  const wanted = new Map<string, string[]>()
  const unsure = new Set<string>()
  for (const stored of operations) {
    for (const [field, value] of valuesOf(stored.operation, keyOf)) {
      const place = `${field} of ${stored.operation.key}`
      if (isUnsure(stored)) unsure.add(place)
      if (isSent(stored)) wanted.set(place, [...(wanted.get(place) ?? []), value])
    }
  }
  return world.issues.flatMap((issue) => {
    const items = issue.history.slice(before.historyLength.get(issue.id) ?? 0).flatMap((change) => change.items)
    return Object.entries(fields).flatMap(([field, { to, from, now }]) => {
      const place = `${field} of ${issue.key}`
      const mine = items.filter((item) => item.field === field)
      const began = mine.slice(0, 1).map(from)
      const had = withoutRepeats([...began, ...mine.map(to), now(issue)])
      const want = withoutRepeats([...(began.length === 0 ? [now(issue)] : began), ...(wanted.get(place) ?? [])])
      if (unsure.has(place) || had.join() === want.join()) return []
      return [problem('order', `${place}: wanted ${want.join(', ')}; the site had ${had.join(', ')}`)]
    })
  })
}
