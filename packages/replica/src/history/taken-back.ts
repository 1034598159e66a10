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
