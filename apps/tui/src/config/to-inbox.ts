import { untrusted } from '@mmd/jira-api/model'
import type { MacroStep } from '../macros/macro.ts'
import { MacroMistake, readStep } from '../macros/read-step.ts'
import { namesIn, namesUsed, ownVariables } from '../macros/variables.ts'
import { type Config, type DeclineReason, defaultConfig, type InboxRules } from './config.ts'
import type { Explained } from './explain.ts'
import type { ConfigShape } from './schema.ts'

type Tell = (problem: Explained) => void
type InboxShape = NonNullable<ConfigShape['inbox']>
type RulesShape = Pick<InboxShape, 'accept' | 'decline' | 'reasons'>
type Path = readonly PropertyKey[]

/** What a text of the inbox may have in it: nobody is asked for more while one decides. */
const known = ownVariables.filter((name) => name !== 'clipboard')

const line = (text: string): string => untrusted(text, 'line').trim()

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return untrusted(value, 'text')
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [line(name), cleaned(part)]))
}

const strangeIn = (names: readonly string[]): string | undefined =>
  names.find((name) => !known.some((one) => one === name))

const noVariable = (name: string): string => `{{${name}}} is nothing that the inbox knows`
const todo = `There are ${known.map((name) => `{{${name}}}`).join(', ')}`

/** One action; undefined: it is wrong, and that was told. */
const toStep = (raw: unknown, path: Path, tell: Tell): MacroStep | undefined => {
  try {
    const step = readStep(cleaned(raw))
    const strange = strangeIn(namesUsed([step]))
    if (strange === undefined) return step
    tell({ path, isName: false, what: noVariable(strange), todo })
  } catch (error) {
    const what = error instanceof MacroMistake ? line(error.message) : 'It cannot be read'
    tell({ path, isName: false, what, todo: 'Write it as an action of a macro' })
  }
  return undefined
}

/** With one wrong action none is done: half of what accepting means is worse than nothing of it. */
const toAccept = (given: NonNullable<RulesShape['accept']>, path: Path, tell: Tell): readonly MacroStep[] => {
  const raw = typeof given === 'string' ? [{ transition: given }] : given
  const steps = raw.map((one, at) => toStep(one, typeof given === 'string' ? path : [...path, at], tell))
  return steps.some((step) => step === undefined) ? [] : steps.flatMap((step) => step ?? [])
}

const toReason = (
  given: NonNullable<RulesShape['reasons']>[number],
  path: Path,
  tell: Tell,
): readonly DeclineReason[] => {
  if (typeof given === 'string') return [{ reason: line(given) }]
  const comment = given.comment === undefined ? undefined : untrusted(given.comment, 'text')
  const strange = strangeIn(namesIn(comment ?? ''))
  if (strange !== undefined) {
    tell({ path: [...path, 'comment'], isName: false, what: noVariable(strange), todo })
    return []
  }
  return [
    {
      reason: line(given.reason),
      ...(comment === undefined ? {} : { comment }),
      ...(given.resolution === undefined ? {} : { resolution: line(given.resolution) }),
      ...(given.to === undefined ? {} : { to: line(given.to) }),
    },
  ]
}

const toRules = ({ accept, decline, reasons }: RulesShape, path: Path, tell: Tell): Partial<InboxRules> => ({
  ...(accept === undefined ? {} : { accept: toAccept(accept, [...path, 'accept'], tell) }),
  ...(decline === undefined ? {} : { decline: line(decline) }),
  ...(reasons === undefined
    ? {}
    : { reasons: reasons.flatMap((one, at) => toReason(one, [...path, 'reasons', at], tell)) }),
})

/** What the file says of the inbox; tells what in it means nothing. */
export const toInbox = (shape: InboxShape, tell: Tell): Config['inbox'] => ({
  ...defaultConfig.inbox,
  ...toRules(shape, ['inbox'], tell),
  ...(shape.view === undefined ? {} : { view: line(shape.view) }),
  views: Object.fromEntries(
    Object.entries(shape.views ?? {}).map(([name, rules]) => [
      line(name),
      toRules(rules, ['inbox', 'views', name], tell),
    ]),
  ),
})
