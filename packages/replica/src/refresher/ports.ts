import type { CallOptions, SiteClient } from '@mmd/jira-api/model'
import type { EngineNews } from '../engine.ts'
import type { Store } from '../store/store.ts'

/** What reading works with. */
export interface RefresherPorts {
  readonly client: SiteClient
  readonly store: Store
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly onNews: (news: EngineNews) => void
}

/** One fetch: it ends between two requests when its signal says so. */
export interface FetchScope extends RefresherPorts {
  readonly signal: AbortSignal
  readonly priority: NonNullable<CallOptions['priority']>
}

/** The call options of a fetch. */
export const callOf = ({ signal, priority }: FetchScope): CallOptions => ({ signal, priority })
