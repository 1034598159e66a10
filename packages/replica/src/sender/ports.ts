import type { SiteClient, User } from '@mmd/jira-api/model'
import type { Store, StoredOperation } from '../store/store.ts'

/** What sending works with. */
export interface SenderPorts {
  readonly client: SiteClient
  readonly store: Store
  readonly deployment: 'datacenter' | 'cloud'
  readonly me: () => Promise<User>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Aborted when the sender must end: what is on its way has an unknown outcome then. */
  readonly signal: AbortSignal
}

/** What became of one turn with an operation. */
export type Turn =
  /** Sent, or ended otherwise: nothing more to do with it. */
  | { readonly kind: 'over' }
  /** Its outcome is unknown: look for it again at this time. */
  | { readonly kind: 'look'; readonly at: number }
  /** Nothing can be done now, for this and, unless it is only `busy` for this one, for everything else. */
  | { readonly kind: 'wait'; readonly why: 'offline' | 'signed-out' | 'busy'; readonly stored: StoredOperation }

export const over: Turn = { kind: 'over' }
