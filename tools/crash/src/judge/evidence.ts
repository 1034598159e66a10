import type { User } from '@mmd/jira-api/model'
import type { World } from '@mmd/jira-sandbox'
import type { StoredOperation } from '@mmd/replica'

/** Everything that is judged by. */
export interface Evidence {
  /** The whole outbox, what is over included, in the order in which it was done. */
  readonly operations: readonly StoredOperation[]
  /** What the site was before the first operation. */
  readonly before: Before
  readonly world: World
  readonly me: User
}

/** What of a site must be remembered to see what came later. */
export interface Before {
  /** Entries in the history of each issue, by its number. */
  readonly historyLength: ReadonlyMap<number, number>
  /** Things with words of ours, as `tokensOf` gives them. */
  readonly tokens: ReadonlyMap<string, string>
  /** Links, as `linkCounts` gives them. */
  readonly links: ReadonlyMap<string, number>
}

/** True when the site may have it or not, and nobody claims to know. */
export const isUnsure = ({ state, error }: StoredOperation): boolean =>
  state === 'unknown' ||
  state === 'sending' ||
  ((state === 'failed' || state === 'dropped') && error?.code === 'outcome-unknown')

export const isSent = ({ state }: StoredOperation): boolean => state === 'sent'

/** An operation in a few words, for a problem. */
export const operationWords = ({ id, operation, state }: StoredOperation): string =>
  `operation ${id} (${operation.kind} on ${operation.key}, ${state})`
