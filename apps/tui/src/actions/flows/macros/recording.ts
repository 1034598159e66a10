import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { ownerOf } from '../../../app/members.ts'

/** Most changes that are recorded. */
const most = 50

/** Notes what was performed, while a macro is recorded. Call it with every change that a person makes. */
export const recordPerformed = (app: App, session: SiteSession, operations: readonly Operation[]): void => {
  const [first] = operations
  if (first === undefined || app.store.get().recording === null) return
  const { user } = ownerOf(session, first.key).session.site
  const performed = { operations, me: { id: user?.id ?? '', name: user?.name ?? '' } }
  app.store.update((state) =>
    state.recording === null || state.recording.length === most
      ? state
      : { ...state, recording: [...state.recording, performed] },
  )
}
