import { isStoreError, type Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { performAll } from '../perform.ts'
import type { StaysSaid } from '../rights.ts'

/** What was written for several issues. */
export interface Written extends Partial<Pick<StaysSaid, 'said'>> {
  /** The name of its draft. */
  readonly draft: string
  readonly typed: string
}

/** Forgets a draft whose text was taken: what the copy does not take just now would only offer it once more. */
export const forgetWritten = ({ replica }: SiteSession, { draft }: Pick<Written, 'draft'>): void => {
  try {
    replica.putDraft(draft, '')
  } catch (error) {
    if (!isStoreError(error)) throw error
  }
}

/** Performs what was written, after its plan where there is one: left there, the text is still a draft. */
export const performWritten = (
  app: App,
  session: SiteSession,
  written: Written,
  operations: readonly Operation[],
  done: string,
): void => {
  session.replica.putDraft(written.draft, written.typed)
  performAll(app, session, operations, done, {
    onBegin: () => forgetWritten(session, written),
    said: written.said ?? [],
  })
}
