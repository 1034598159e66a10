import type { Site } from '@mmd/auth'
import type { Issue, IssueKey, SiteClient } from '@mmd/jira-api/model'
import { combineReplicas, joinFilters, type SiteErrorData, splitKey, type ViewRows } from '@mmd/replica'
import { separator } from '../session/site-names.ts'
import type { App, SiteSession } from './app.ts'

/** The sites of a session: those of a list over several, else the one itself. */
export const membersOf = (session: SiteSession): readonly SiteSession[] => session.members ?? [session]

/** True when what is on screen is this session, or holds rows of it. */
export const isOnScreen = (app: App, { replica }: Pick<SiteSession, 'replica'>): boolean => {
  const shown = app.session()
  return shown !== null && (shown.replica === replica || membersOf(shown).some((member) => member.replica === replica))
}

/** Whose row it is, and its key there. */
export const ownerOf = (
  session: SiteSession,
  qualified: IssueKey,
): { readonly session: SiteSession; readonly key: IssueKey } => {
  const { site, key } = splitKey(qualified)
  const member = site === null ? undefined : session.members?.find((one) => one.site.name === site)
  return member === undefined ? { session, key: qualified } : { session: member, key }
}

/** Issues of one site, as that site knows them. */
export interface SiteIssues {
  readonly session: SiteSession
  readonly issues: readonly Issue[]
}

/** Issues by their sites, in the order in which each site comes first. */
export const bySite = (session: SiteSession, issues: readonly Issue[]): readonly SiteIssues[] => {
  const groups = new Map<SiteSession, Issue[]>()
  for (const issue of issues) {
    const owner = ownerOf(session, issue.key)
    groups.set(owner.session, [...(groups.get(owner.session) ?? []), { ...issue, key: owner.key }])
  }
  return [...groups].map(([own, theirs]) => ({ session: own, issues: theirs }))
}

/** A view as each of the sites that have it knows it. */
export const siteRows = (
  session: SiteSession,
  view: string,
): readonly { readonly site: Site; readonly rows: ViewRows }[] => {
  const [, name, own] = /^filter:([^:]+):(.+)$/.exec(view) ?? []
  return membersOf(session).flatMap(({ site, replica }) => {
    const rows = replica.view(session.members !== undefined && site.name === name ? `filter:${own}` : view)
    return rows === undefined ? [] : [{ site, rows }]
  })
}

/** What went wrong with a view, on which of the sites. */
export const viewErrors = (
  session: SiteSession,
  view: string,
): readonly { readonly site: Site; readonly error: SiteErrorData }[] =>
  siteRows(session, view).flatMap(({ site, rows: { error } }) => (error === null ? [] : [{ site, error }]))

/** Nothing is asked of all sites in one call: whatever is about an issue goes to the client of its own site. */
export const noClient: SiteClient =
  // A proxy that answered `then` would be taken for a promise.
  new Proxy({} as SiteClient, {
    get: (_target, method) =>
      method === 'then'
        ? undefined
        : (): Promise<never> =>
            Promise.reject(new TypeError(`Several sites cannot be asked at once: ${String(method)}`)),
  })

/** Several open sites as one: one list, and every row of it goes to its own site. */
export const combineSessions = (members: readonly SiteSession[]): SiteSession => {
  const [first] = members
  if (first === undefined) throw new TypeError('nothing to combine')
  const { baseUrl, deployment, method } = first.site
  const combined: SiteSession = {
    // Only its name is ever shown.
    site: { name: members.map((member) => member.site.name).join(separator), baseUrl, deployment, method },
    members,
    client: noClient,
    replica: combineReplicas(members.map((member) => ({ site: member.site.name, replica: member.replica }))),
    opened: first.opened,
    transitions: (qualified) => {
      const { session, key } = ownerOf(combined, qualified)
      return session.transitions(key)
    },
    openPart: (qualified, part) => {
      const { session, key } = ownerOf(combined, qualified)
      return session.openPart(key, part)
    },
    catalogue: async (name, options) => {
      const answers = await Promise.allSettled(members.map((member) => member.catalogue(name, options)))
      const known = answers.find(({ status }) => status === 'fulfilled')
      const [refused] = answers
      if (known === undefined && refused?.status === 'rejected') throw refused.reason
      return joinFilters(
        members.map((member, at) => {
          const answer = answers[at]
          const filters = answer?.status === 'fulfilled' ? answer.value : member.replica.catalogue(name)
          return { site: member.site.name, filters }
        }),
      )
    },
    requests: () => members.reduce((sum, { requests }) => sum + requests(), 0),
    wake: async () => {
      await Promise.allSettled(members.map((member) => member.wake()))
    },
    reconnect: () => undefined,
    close: async () => undefined,
  }
  return combined
}
