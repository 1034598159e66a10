import type { Site } from '@mmd/auth'
import type { IssueKey } from '@mmd/jira-api/model'
import { openReplica, openStore, type Replica } from '@mmd/replica'
import { restingEngine } from '../commands/resting-engine.ts'
import { keyTitle, severalInHeader, siteColumn } from '../screens/triage/site-parts.ts'
import type { CopyPlace } from '../session/site-copy.ts'
import { specOf } from '../session/views/spec-of.ts'
import { initialState } from '../state/state.ts'
import type { ListView } from '../state/view.ts'
import type { SiteSession } from './app.ts'
import { firstLines, type SeveralSites } from './first-lines.ts'
import type { WantedRows } from './first-rows.ts'
import { firstViews, isArranged } from './first-view.ts'
import { combineSessions, noClient } from './members.ts'

/** A site and where its copy lies. */
export interface CopyToShow {
  readonly site: Site
  readonly place: CopyPlace
}

/** The copy with what reads it for the screen, and nobody at work behind it. Throws `StoreError`. */
const openToShow = ({ site, place }: CopyToShow): SiteSession => {
  const store = openStore({ ...place, readOnly: true })
  const engine = restingEngine(store)
  const { user, deployment } = site
  const replica = openReplica({
    store,
    engine,
    me: { id: user?.id ?? '', name: user?.name ?? 'me', active: true },
    deployment,
  })
  return {
    site,
    client: noClient,
    replica,
    opened: store.opened,
    transitions: (key) => engine.transitions(key),
    openPart: (key, part) => engine.openPart(key, part),
    catalogue: (name) => engine.catalogue(name),
    wake: () => engine.wake(),
    requests: () => 0,
    reconnect: () => undefined,
    close: () => replica.close(),
  }
}

/**
 * The same with the first `count` rows that are asked for alone. Several long lists are merged by their rows, and what comes
 * after these is not seen: it need not be read.
 */
const withFewRows = (session: SiteSession, count: number): SiteSession => {
  const asked = new Set<IssueKey>()
  const issue: Replica['issue'] = (key) => {
    if (asked.size < count) asked.add(key)
    return asked.has(key) ? session.replica.issue(key) : undefined
  }
  const rowDates: Replica['rowDates'] = (id, field) => {
    const first = (session.replica.view(id)?.keys ?? []).slice(0, count)
    return new Map(first.map((key) => [key, session.replica.issue(key)?.[field] ?? null]))
  }
  return { ...session, replica: { ...session.replica, issue, rowDates } }
}

/** The first lines of a list over these copies, with what waits to be sent laid over the rows. Throws `StoreError`. */
export const linesOfCopies = async (
  copies: readonly CopyToShow[],
  wanted: WantedRows,
): Promise<readonly string[] | undefined> => {
  const members: SiteSession[] = []
  try {
    for (const copy of copies) members.push(openToShow(copy))
    return linesOf(members, wanted)
  } finally {
    await Promise.all(members.map((member) => member.close()))
  }
}

/** Rows in an order or in groups are read all: of one site that is soon done, or there are none yet. */
const isListed = (view: ListView, areSeveral: boolean): boolean => {
  const { sort: _, group: __, ...plain } = view
  return areSeveral ? !isArranged(view) : !isArranged(plain)
}

const linesOf = (
  members: readonly SiteSession[],
  { view: asked, size, now, theme, config, kept }: WantedRows,
): readonly string[] | undefined => {
  const [only, ...others] = members
  if (only === undefined) return undefined
  // One more than is seen: which of them is last is told by the next.
  const session =
    others.length === 0 ? only : combineSessions(members.map((member) => withFewRows(member, size.rows + 1)))
  const { view, views, offered } = firstViews(session.site, session.replica, asked, { ...kept, config: config.views })
  if (view === null || !isListed(view, others.length > 0)) return undefined
  // Its rows are those of its query, as on the screen, before any other view is read.
  void session.replica.openView(specOf(view, config))
  session.replica.view(view.id)
  const viewsPane = { top: 0, heading: null, offered }
  const state = { ...initialState(size, config, kept), views, viewsPane, activeView: view.id }
  return firstLines({ now, state, session, theme }, severalOf(session, size.columns, view.id))
}

const severalOf = (session: SiteSession, columns: number, view: string): SeveralSites | undefined =>
  session.members === undefined
    ? undefined
    : {
        header: severalInHeader(session, columns, view),
        column: (width) => siteColumn(session, width),
        title: keyTitle,
      }
