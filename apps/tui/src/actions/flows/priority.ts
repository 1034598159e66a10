import type { Issue, Named, SiteClient } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { performAll } from './perform.ts'
import { pick } from './pick.ts'

/** A site's priorities hardly ever change: they are asked for once a run. */
const known = new WeakMap<SiteClient, Promise<readonly Named[]>>()

const priorities = (client: SiteClient): Promise<readonly Named[]> => {
  const asked = known.get(client) ?? client.priorities()
  known.set(client, asked)
  asked.catch(() => known.delete(client))
  return asked
}

export const openPriority = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const found = new Map<string, Named>()
  const [first] = issues
  pick(app, {
    title: issues.length === 1 ? `Priority of ${first?.key}` : `Priority of ${issues.length} issues`,
    items: async () =>
      (await priorities(session.client)).map((priority) => {
        found.set(priority.id, priority)
        const isNow = issues.length === 1 && first?.priority?.id === priority.id
        return { id: priority.id, label: priority.name, ...(isNow ? { detail: 'now' } : {}) }
      }),
    onPick: ([id]) => {
      const priority = id === undefined ? undefined : found.get(id)
      if (priority === undefined) return
      performAll(
        app,
        session,
        issues.map(({ key }) => ({ kind: 'priority', key, priority })),
        `set to priority ${priority.name}`,
      )
    },
  })
}
