import type { SiteClient, User } from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'
import type { Graces, Wait } from './verdict.ts'

/** What sending works with. */
export interface SenderPorts {
  readonly client: SiteClient
  readonly store: Store
  readonly deployment: 'datacenter' | 'cloud'
  readonly me: () => Promise<User>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Milliseconds that only ever go on, whatever is done to the clock. */
  readonly elapsed: () => number
  readonly graces: Graces
  /** Aborted when the sender must end: what is on its way has an unknown outcome then. */
  readonly signal: AbortSignal
}

/** What became of one turn with an operation. */
export type Turn =
  /** Sent, or ended otherwise: nothing more to do with it. */
  | { readonly kind: 'over' }
  /** It was sent, and no answer came: that it is not there counts only after so many milliseconds. */
  | { readonly kind: 'lost'; readonly graceMs: number }
  /** Its outcome is unknown still: look for it again after so many milliseconds. */
  | { readonly kind: 'look'; readonly afterMs: number }
  | Waiting

/** Nothing can be done now: for this one or, unless it is a matter of its issue alone, for everything else either. */
export interface Waiting {
  readonly kind: 'wait'
  readonly why: Wait
  readonly isOfIssue: boolean
  /** Epoch milliseconds. */
  readonly notBefore: number
}

export const over: Turn = { kind: 'over' }
