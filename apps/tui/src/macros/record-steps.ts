import type { FieldValue, StoredText } from '@mmd/jira-api/model'
import { listAfter, type Operation } from '@mmd/replica'
import { toDuration } from '../durations.ts'
import type { MacroStep } from './macro.ts'
import { writeSnooze } from './wake-time.ts'

/** Operations as a person performed them, and on whose site. */
export interface Performed {
  readonly operations: readonly Operation[]
  /** Id and name of who is signed in; empty for nobody. */
  readonly me: { readonly id: string; readonly name: string }
}

/** What recording gives: the steps, and what a macro cannot do, in words. */
export interface RecordedSteps {
  readonly steps: readonly MacroStep[]
  readonly leftOut: readonly string[]
}

export interface RecordPorts {
  /** A stored text as Markdown. */
  readonly markdown: (text: StoredText) => string
  /** An operation in words. */
  readonly words: (operation: Operation) => string
  /** Epoch milliseconds. */
  readonly now: number
}

interface Known extends RecordPorts {
  readonly me: Performed['me']
  readonly key: string
}

const isWordPart = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}-]/u.test(sign)

/** The text with a word of it, where it stands alone, replaced. */
const replaceWord = (text: string, word: string, by: string): string => {
  if (word === '') return text
  const parts = text.split(word)
  return parts.reduce((made, part, at) => {
    const before = made.at(-1)
    const isAlone = !isWordPart(before) && !isWordPart(part[0])
    return at === 0 ? part : `${made}${isAlone ? by : word}${part}`
  }, '')
}

/** A text with the issue's own key and one's own name made into variables, so that it fits other issues. */
export const generalise = (text: string, { key, me }: Pick<Known, 'key' | 'me'>): string =>
  replaceWord(replaceWord(text, key, '{{key}}'), me.name, '{{me}}')

const listItem = (text: string): string => text.replaceAll(',', '\\,')

/** A value as `set` takes it; undefined: it cannot be written as a text. */
const valueText = (value: FieldValue, known: Known): string | undefined => {
  const person = (id: string): string => (id === known.me.id ? 'me' : id)
  switch (value.kind) {
    case 'empty':
      return ''
    case 'text':
      return generalise(value.text, known)
    case 'rich-text':
      return generalise(known.markdown(value.text), known)
    case 'number':
      return String(value.number)
    case 'date':
      return value.date
    case 'time':
      return value.time
    case 'user':
      return person(value.user.id)
    case 'users':
      return value.users.map(({ id }) => listItem(person(id))).join(',')
    case 'named':
      return value.value.name
    case 'named-list':
      return value.values.map(({ name }) => listItem(name)).join(',')
    case 'option':
      return value.option.label
    case 'options':
      return value.options.map(({ label }) => listItem(label)).join(',')
    case 'cascading':
      return value.child === null ? value.parent.label : `${value.parent.label} > ${value.child.label}`
    case 'words':
      return value.words.map(listItem).join(',')
    case 'issue':
      return value.key
    case 'team':
      return value.team.id
    default:
      return undefined
  }
}

type SetFields = Extract<Operation, { readonly kind: 'set-fields' }>

const fieldSteps = ({ changes }: SetFields, known: Known): readonly MacroStep[] | undefined => {
  const fields: Record<string, string> = {}
  const steps: MacroStep[] = []
  for (const { id, value, wire } of changes) {
    if (id === 'priority' && value.kind === 'named') {
      steps.push({ kind: 'priority', to: value.value.name })
      continue
    }
    const text =
      value.kind === 'unknown' && wire !== undefined ? `json:${JSON.stringify(wire)}` : valueText(value, known)
    if (text === undefined) return undefined
    fields[id] = text
  }
  return Object.keys(fields).length === 0 ? steps : [...steps, { kind: 'set', fields }]
}

type Moved = Extract<Operation, { readonly kind: 'transition' }>

const transitionStep = ({ transition, fields, resolution, comment }: Moved, known: Known): MacroStep => ({
  kind: 'transition',
  to: transition.to.name,
  fields: Object.fromEntries(
    Object.entries(fields).flatMap(([id, wire]) =>
      id === 'resolution' && resolution ? [] : [[id, typeof wire === 'string' ? wire : `json:${JSON.stringify(wire)}`]],
    ),
  ),
  ...(resolution ? { resolution: resolution.name } : {}),
  ...(comment === undefined ? {} : { comment: generalise(known.markdown(comment), known) }),
})

/** The steps of an operation; undefined: a macro cannot do that. */
const stepsOf = (operation: Operation, known: Known): readonly MacroStep[] | undefined => {
  switch (operation.kind) {
    case 'assign': {
      const { assignee } = operation
      if (assignee === 'automatic') return [{ kind: 'assign', to: 'default' }]
      const to = assignee === null ? 'none' : assignee.id === known.me.id ? 'me' : assignee.id
      return [{ kind: 'assign', to }]
    }
    case 'labels':
      return [{ kind: 'label', add: operation.add, remove: operation.remove }]
    case 'set-fields':
      return fieldSteps(operation, known)
    case 'list-items': {
      const text = valueText(listAfter(operation), known)
      return text === undefined ? undefined : [{ kind: 'set', fields: { [operation.field.id]: text } }]
    }
    case 'transition':
      return [transitionStep(operation, known)]
    case 'add-comment':
      return [{ kind: 'comment', body: generalise(operation.typed, known), internal: operation.internal === true }]
    case 'add-worklog': {
      const { seconds, comment } = operation
      const words = comment === null ? '' : generalise(known.markdown(comment), known)
      return [{ kind: 'worklog', time: toDuration(seconds), comment: words }]
    }
    case 'link': {
      const { type, outward, other } = operation
      return [{ kind: 'link', type: outward ? type.outward : type.inward, to: other }]
    }
    case 'put-remote-link': {
      const { url, title } = operation.link.object
      return [{ kind: 'web-link', url: generalise(url, known), title: generalise(title, known) }]
    }
    case 'watch':
      return operation.user === null ? [{ kind: 'watch', on: operation.isWatching }] : undefined
    case 'vote':
      return [{ kind: 'vote', on: operation.isFor }]
    case 'snooze':
      return [{ kind: 'snooze', until: writeSnooze(operation.snooze, known.now) }]
    case 'sprint':
      return [{ kind: 'sprint', to: operation.to?.name ?? 'backlog' }]
    case 'rank': {
      const { place } = operation
      return 'before' in place
        ? [{ kind: 'rank', side: 'before', of: place.before }]
        : [{ kind: 'rank', side: 'after', of: place.after }]
    }
    // Bookkeeping of the inbox, which a macro's own actions bring about again.
    case 'decide':
      return []
    default:
      return undefined
  }
}

/** Labels of one change are one step, whichever issues lacked which. */
const mergeLabels = (steps: readonly MacroStep[]): readonly MacroStep[] => {
  const labels = steps.filter((step) => step.kind === 'label')
  if (labels.length < 2) return steps
  const merged: MacroStep = {
    kind: 'label',
    add: [...new Set(labels.flatMap(({ add }) => add))],
    remove: [...new Set(labels.flatMap(({ remove }) => remove))],
  }
  const [first] = labels
  return steps.flatMap((step): readonly MacroStep[] =>
    step === first ? [merged] : step.kind === 'label' ? [] : [step],
  )
}

/** What was performed as the steps of a macro: what was done to several issues at once is one step. */
export const recordSteps = (performed: readonly Performed[], ports: RecordPorts): RecordedSteps => {
  const leftOut: string[] = []
  const steps = performed.flatMap(({ operations, me }) => {
    const seen = new Map<string, MacroStep>()
    for (const operation of operations) {
      const made = stepsOf(operation, { ...ports, me, key: operation.key.slice(operation.key.lastIndexOf(':') + 1) })
      if (made === undefined) leftOut.push(ports.words(operation))
      else for (const step of made) seen.set(JSON.stringify(step), step)
    }
    return mergeLabels([...seen.values()])
  })
  return { steps, leftOut: [...new Set(leftOut)] }
}
