import type { SiteErrorData } from '../failure.ts'
import type { StoredOperation } from '../store/store.ts'

/** Kept with operations that were dropped because their change was taken back, so that redoing does them again. */
export const takenBackEarly: SiteErrorData = {
  name: 'ReplicaError',
  code: 'taken-back',
  message: 'It was taken back before it was sent',
}

/** True for an operation that went with its change, and not by a person's word. */
export const wasTakenBackEarly = ({ state, error }: StoredOperation): boolean =>
  state === 'dropped' && error?.code === takenBackEarly.code

/** Kept with operations that were dropped because a newer one sets the same: their change is done all the same. */
export const superseded: SiteErrorData = {
  name: 'ReplicaError',
  code: 'superseded',
  message: 'Something newer sets the same',
}

/** True for an operation that a newer one took the place of. */
export const wasSuperseded = ({ state, error }: StoredOperation): boolean =>
  state === 'dropped' && error?.code === superseded.code
