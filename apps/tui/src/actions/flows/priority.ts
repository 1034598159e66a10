import type { FieldSchema, Issue, Named } from '@mmd/jira-api'
import { isJiraApiError } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import { rowsOfCopy } from '../../session/rows-of-copy.ts'
import { priorities } from './catalogues.ts'
import { performAll } from './perform.ts'
import { pick } from './pick.ts'

const schema: FieldSchema = { type: 'priority', items: null, system: 'priority', custom: null }

/** Those of the site; without a connection those that issues of the copy have, by their ids as sites number them. */
const known = (session: SiteSession): Promise<readonly Named[]> =>
  priorities(session).catch((error: unknown) => {
    const ofCopy = new Map(
      rowsOfCopy(session.replica).flatMap(({ priority }) =>
        priority === null ? [] : [[priority.id, priority] as const],
      ),
    )
    if (!isJiraApiError(error, 'network') || ofCopy.size === 0) throw error
    return [...ofCopy.values()].sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }))
  })

export const openPriority = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const found = new Map<string, Named>()
  const [first] = issues
  pick(app, {
    title: issues.length === 1 ? `Priority of ${first?.key}` : `Priority of ${issues.length} issues`,
    items: async () =>
      (await known(session)).map((priority) => {
        found.set(priority.id, priority)
        const isNow = issues.length === 1 && first?.priority?.id === priority.id
        return { id: priority.id, label: priority.name, ...(isNow ? { detail: 'now' } : {}) }
      }),
    onPick: ([id]) => {
      const value = id === undefined ? undefined : found.get(id)
      if (value === undefined) return
      const change = { id: 'priority', name: 'Priority', schema, value: { kind: 'named', value } } as const
      performAll(
        app,
        session,
        issues.map(({ key }) => ({ kind: 'set-fields', key, changes: [change] })),
        `set to priority ${value.name}`,
      )
    },
  })
}
