import type { Issue } from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'
import { readCatalogue } from './catalogues.ts'
import type { RefresherPorts } from './ports.ts'

/** Asks the site for its clock unless that was done within a day. Not to know it is no failure. */
export const learnClock = async (
  ports: Pick<RefresherPorts, 'client' | 'store' | 'now'>,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await readCatalogue(ports, 'server-info', { signal })
  } catch {
    signal.throwIfAborted()
  }
}

/** True when one of the issues was changed since the copy read it, and by us as well: then it matters when. */
export const mayBeOwn = ({ outbox, issues }: Store, rows: readonly Issue[]): boolean =>
  outbox.lastOrder() > 0 &&
  rows.some(({ key, updated }) => {
    const before = issues.row(key)
    return before !== undefined && before.updated !== updated && outbox.settledAfter(0, key).length > 0
  })
