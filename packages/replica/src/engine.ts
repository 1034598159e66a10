import type { IssueKey, Transition } from '@mmd/jira-api/model'
import type { SiteErrorData } from './failure.ts'
import type { FetchedPart } from './refresher/parts.ts'
import type { EngineState, Phase, RefreshOptions, ViewSpec } from './replica.ts'

/** How a fetch stands: not in the store, since it ends with its process. */
export interface FetchState {
  readonly phase: Phase
  readonly error: SiteErrorData | null
}

/** What the engine tells, as plain data: rows have changed, or a fetch or the sender stands otherwise. */
export interface EngineNews {
  readonly views?: Readonly<Record<string, FetchState>>
  readonly issues?: Readonly<Record<IssueKey, FetchState>>
  readonly sender?: Omit<EngineState, 'error'> & { readonly error: SiteErrorData | null }
}

/**
 * What works in the background on one site's copy: sender and refresher, with a connection of their own. Lives in a worker
 * thread beside the screen, or in a command's own thread. Arguments and answers are plain data.
 */
export interface Engine {
  openView(spec: ViewSpec): Promise<void>
  refreshView(id: string, options?: RefreshOptions): Promise<void>
  loadMore(id: string, count: number): Promise<void>
  countView(spec: ViewSpec): Promise<void>
  openIssue(key: IssueKey, options?: { readonly fresh?: boolean }): Promise<void>
  /** Fetches a part of an issue into the copy. */
  openPart(key: IssueKey, part: FetchedPart): Promise<void>
  /** What can be done to an issue's status: one request; offline, what issues like it were offered before. */
  transitions(key: IssueKey): Promise<readonly Transition[]>
  /** A catalogue out of the copy, or from the site when it is older than a day, a board than an hour. */
  catalogue(name: string, options?: { readonly fresh?: boolean }): Promise<unknown>
  /** Something was put into the outbox, or what had to be waited for is there: look now. */
  wake(): Promise<void>
  idle(): Promise<void>
  /** Ends at the next safe place: what is being sent is waited for, at most some seconds. */
  close(): Promise<void>
  listen(listener: (news: EngineNews) => void): () => void
}
