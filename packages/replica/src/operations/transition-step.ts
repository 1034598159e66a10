import { JiraApiError, type SiteClient, type Transition } from '@mmd/jira-api/model'
import type { TransitionOperation } from './operation.ts'

/** What a transition sends. */
export interface ChosenStep {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * The step that an operation names or, where it names none, one that leads where it wants to: the first that needs nothing
 * more. Throws `JiraApiError` `refused` when there is none, or when its screen needs what nobody has given.
 */
export const chooseStep = async (
  { key, transition: { id, to }, fields, resolution }: TransitionOperation,
  client: SiteClient,
  signal: AbortSignal,
): Promise<ChosenStep> => {
  if (id !== null) return { id, fields }
  const leading = (await client.transitions(key, { signal })).filter((step) => step.available && step.to.id === to.id)
  const candidates = leading.map((step) => {
    const filled = { ...resolutionFor(step, resolution), ...fields }
    return { step, fields: filled, missing: missingIn(step, filled) }
  })
  const ready = candidates.find(({ missing }) => missing.length === 0)
  if (ready !== undefined) return { id: ready.step.id, fields: ready.fields }
  const [first] = candidates
  throw refusal(first === undefined ? `No step leads to ${to.name} from here` : wants(first.step, first.missing))
}

const resolutionFor = (
  { fields }: Transition,
  resolution: TransitionOperation['resolution'],
): Readonly<Record<string, unknown>> =>
  resolution !== undefined && resolution !== null && fields.some(({ id }) => id === 'resolution')
    ? { resolution: { id: resolution.id } }
    : {}

const missingIn = ({ fields }: Transition, given: Readonly<Record<string, unknown>>): readonly string[] =>
  fields
    .filter(({ id, required, hasDefault }) => required && !hasDefault && !Object.hasOwn(given, id))
    .map(({ name }) => name)

const wants = ({ name }: Transition, missing: readonly string[]): string =>
  `The step ${name} needs ${missing.join(', ')}`

const refusal = (message: string): JiraApiError =>
  new JiraApiError('refused', message, { messages: [message], reason: 'NOT_SENT' })
