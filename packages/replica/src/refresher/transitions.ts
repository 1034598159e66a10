import type { Issue, Status, Transition } from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'

const nameOf = ({ project, type }: Issue, statusId: string): string =>
  `transitions:${project.key}/${type.id}/${statusId}`

/** So long a step that was not offered is taken for one that there is not. */
const dayMs = 24 * 60 * 60_000

interface Step {
  readonly toId: string
}

const stepsOf = (value: unknown): readonly Step[] =>
  Array.isArray(value) ? value.filter((step): step is Step => typeof step?.toId === 'string') : []

/** Keeps what a workflow allows from an issue's present status, for issues like it. */
export const rememberTransitions = (
  store: Store,
  issue: Issue,
  transitions: readonly Transition[],
  now: number,
): void => {
  const steps = transitions.filter(({ available }) => available).map(({ to }): Step => ({ toId: to.id }))
  store.catalogues.put(nameOf(issue, issue.status.id), steps, now)
}

/** Whether an issue that is taken to a status can be brought back to the one it has now, as far as issues like it have shown. */
export const knownWayBack = (store: Store, issue: Issue, to: Status, now: number): 'yes' | 'no' | 'unknown' => {
  const known = store.catalogues.get(nameOf(issue, to.id))
  if (known === undefined) return 'unknown'
  if (stepsOf(known.value).some(({ toId }) => toId === issue.status.id)) return 'yes'
  return now - known.fetchedAt < dayMs ? 'no' : 'unknown'
}
