import {
  type CallOptions,
  type Issue,
  type IssueKey,
  isJiraApiError,
  type Status,
  type Transition,
} from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'
import type { RefresherPorts } from './ports.ts'

const nameOf = ({ project, type }: Issue, statusId: string): string =>
  `transitions:${project.key}/${type.id}/${statusId}`

/** So long a step that was not offered is taken for one that there is not. */
const dayMs = 24 * 60 * 60_000

const isTransition = (value: unknown): value is Transition =>
  typeof value === 'object' &&
  value !== null &&
  'to' in value &&
  typeof (value.to as { readonly id?: unknown } | null)?.id === 'string'

const read = (value: unknown): readonly Transition[] => (Array.isArray(value) ? value.filter(isTransition) : [])

/** Keeps what a workflow allows from an issue's present status, for issues like it. */
export const rememberTransitions = (
  store: Store,
  issue: Issue,
  transitions: readonly Transition[],
  now: number,
): void => {
  const steps = transitions.filter(({ available }) => available)
  store.catalogues.put(nameOf(issue, issue.status.id), steps, now)
}

/** What was offered last to an issue of the same kind in the same status; undefined: nothing was ever looked up. */
export const knownTransitions = (store: Store, issue: Issue): readonly Transition[] | undefined => {
  const known = store.catalogues.get(nameOf(issue, issue.status.id))
  return known && read(known.value)
}

/** Asks for the transitions of an issue, and keeps them for issues like it. */
export const learntTransitions =
  ({ client, store, now }: Pick<RefresherPorts, 'client' | 'store' | 'now'>) =>
  async (key: IssueKey, options?: CallOptions): Promise<readonly Transition[]> => {
    const issue = store.issues.row(key)
    const transitions = await client.transitions(key, options)
    if (issue !== undefined) rememberTransitions(store, issue, transitions, now())
    return transitions
  }

/**
 * The transitions of an issue: one request. Where the site cannot be reached, what issues like it were offered before: it is
 * checked again when the step is sent.
 */
export const readTransitions = async (
  ports: Pick<RefresherPorts, 'client' | 'store' | 'now'>,
  key: IssueKey,
  options?: CallOptions,
): Promise<readonly Transition[]> => {
  const { store } = ports
  try {
    return await learntTransitions(ports)(key, options)
  } catch (error) {
    const issue = store.issues.row(key)
    const known = issue && isJiraApiError(error, 'network') ? knownTransitions(store, issue) : undefined
    if (known === undefined) throw error
    return known
  }
}

/** Names of the fields that a step wants and nobody gives; undefined: what it wants is not known. */
const missingIn = ({ fields }: Transition, { resolution }: Issue): readonly string[] | undefined =>
  Array.isArray(fields)
    ? fields
        .filter(({ required, hasDefault }) => required && !hasDefault)
        .filter(({ id }) => id !== 'resolution' || resolution === null)
        .map(({ name }) => name)
    : undefined

/** `asks`: names of the fields that the step wants besides. */
export type KnownWay = 'yes' | 'no' | 'unknown' | { readonly asks: readonly string[] }

/**
 * Whether an issue that is taken to a status can be brought back to the status and the resolution it has now, as far as issues
 * like it have shown.
 */
export const knownWayBack = (store: Store, issue: Issue, to: Status, now: number): KnownWay => {
  const known = store.catalogues.get(nameOf(issue, to.id))
  if (known === undefined) return 'unknown'
  const steps = read(known.value).filter((step) => step.to.id === issue.status.id)
  if (steps.length === 0) return now - known.fetchedAt < dayMs ? 'no' : 'unknown'
  const [least] = steps
    .map((step) => missingIn(step, issue))
    .filter((missing) => missing !== undefined)
    .toSorted((a, b) => a.length - b.length)
  if (least === undefined) return 'unknown'
  return least.length === 0 ? 'yes' : { asks: least }
}
