import type { Operation } from '@mmd/replica'

/** Something that an actor is told to do. Plain data, so that it can be handed to a process. */
export type Step =
  /** One key press: one or many operations. */
  | { readonly kind: 'perform'; readonly index: number; readonly operations: readonly Operation[] }
  /** Takes back what an earlier step did. */
  | { readonly kind: 'undo'; readonly index: number; readonly of: number }
