import type { SandboxIssue } from '../world/world.ts'
import { personJson } from './user-json.ts'
import { formatTime, type View } from './view.ts'

/** The whole change history in one page, oldest first. */
export const changelogJson = (view: View, { history }: SandboxIssue): Readonly<Record<string, unknown>> => ({
  startAt: 0,
  maxResults: history.length,
  total: history.length,
  histories: history.map(({ id, authorKey, created, items }) => ({
    id,
    author: personJson(view, authorKey),
    created: formatTime(created),
    items,
  })),
})
