import type { CallOptions } from '../call-options.ts'
import type { EditInput } from './issue.ts'

/** The same change to many issues. */
export type BulkChange =
  | { readonly kind: 'labels'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'priority'; readonly id: string }
  /** `null` unassigns. */
  | { readonly kind: 'assignee'; readonly userId: string | null }
  | { readonly kind: 'transition'; readonly id: string }
  /** Any fields at once; one issue after the other everywhere. */
  | { readonly kind: 'edit'; readonly input: EditInput }
  | { readonly kind: 'delete' }
  /** Oneself. */
  | { readonly kind: 'watch'; readonly isWatching: boolean }
  /** To another project or type, by ids or keys; `refused` on Data Center. Results have the keys from before. */
  | { readonly kind: 'move'; readonly project: string; readonly typeId: string }

/** What became of one issue. */
export interface BulkResult {
  readonly key: string
  readonly state: 'done' | 'failed' | 'unknown'
  readonly messages: readonly string[]
}

export interface BulkOptions extends CallOptions {
  /** How many issues are through, of all. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Changes of many issues: on Cloud a task of the site, on Data Center one after the other, a few at a time. */
export interface BulkFace {
  /** One result an issue, in their order. `unknown`: it was cancelled or the answer got lost. */
  changeMany(keys: readonly string[], change: BulkChange, options?: BulkOptions): Promise<readonly BulkResult[]>
}
