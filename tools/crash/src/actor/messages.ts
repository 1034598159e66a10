import type { User } from '@mmd/jira-api/model'
import type { Step } from '../plan/step.ts'
import type { Deployment } from '../site.ts'

/** Where a process works, and as whom. */
export interface Place {
  /** Where the site's copy lies. */
  readonly folder: string
  readonly identity: string
  readonly baseUrl: string
  readonly deployment: Deployment
  readonly authorization: string
  readonly me: User
}

/** What a process is told to do, in a file. */
export interface ActorTask extends Place {
  readonly steps: readonly Step[]
  /** Changes that earlier processes made, by the index of their step. */
  readonly changes: Readonly<Record<number, number>>
}

/** What a process says, one line of JSON each, so short that a pipe takes it whole. */
export type ActorLine =
  | { readonly kind: 'ready' }
  /** It is about to do a step. */
  | { readonly kind: 'start'; readonly index: number }
  /** `perform` has returned: this must not get lost any more. */
  | { readonly kind: 'done'; readonly index: number; readonly change: number | null; readonly ids: readonly number[] }
  /** Nothing is left that can be done now. */
  | { readonly kind: 'idle' }
