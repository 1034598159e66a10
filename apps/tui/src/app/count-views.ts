import type { Replica } from '@mmd/replica'
import { specOf } from '../session/views/spec-of.ts'
import type { App, SiteSession } from './app.ts'
import { isOfOthers } from './view-sites.ts'

/** How long a count holds, ms. */
const holds = 10 * 60_000

/** When each view was counted in this run. */
const counted = new WeakMap<Replica, Map<string, number>>()

/**
 * How many issues each other view has: one request without rows for each, one after the other, and only for those that were
 * not counted or read lately.
 */
export const countViews = async (app: App, opened: SiteSession): Promise<void> => {
  const { replica } = opened
  const times = counted.get(replica) ?? new Map<string, number>()
  counted.set(replica, times)
  for (const view of app.store.get().views) {
    if (app.session()?.replica !== replica) return
    const now = app.shell.now()
    const at = Math.max(times.get(view.id) ?? 0, replica.view(view.id)?.refreshedAt ?? 0)
    if (now - at < holds) continue
    if (isOfOthers(view, opened)) continue
    await replica.countView(specOf(view, { columns: [] }))
    times.set(view.id, now)
  }
}
