import type { IssueKey } from '@mmd/jira-api'
import { type FetchedPart, isLocalKey } from '@mmd/replica'
import { presentError } from '../present-error.ts'
import type { ShownIssue } from '../screens/issue/shown-issue.ts'
import { shownNow } from '../screens/issue/shown-now.ts'
import { type IssueScreen, type PartFetch, partName } from '../state/issue-screen.ts'
import { readsIssue } from '../state/selectors.ts'
import type { App, SiteSession } from './app.ts'
import { ownerOf } from './members.ts'

/** Fetches what is seen of the open issue and costs a request of its own: each once, and again when the issue has changed. */
export const fetchShownParts = (app: App): void => {
  const session = app.session()
  if (session === null || !readsIssue(app.store.get())) return
  const shown = shownNow(app)
  if (shown === undefined) return
  const { key, lines, top, height } = shown
  if (isLocalKey(ownerOf(session, key).key)) return
  for (const part of lines.wanted(top, top + height)) void fetchPart(app, session, key, part)
}

/** Fetches that are remembered: what was seen long ago may be asked for again. */
const most = 400

const withFetch = (parts: IssueScreen['parts'], name: string, fetch: PartFetch): IssueScreen['parts'] =>
  Object.fromEntries(
    [...Object.entries(parts).filter(([other]) => other !== name), [name, fetch] as const].slice(-most),
  )

const putFetch = (app: App, name: string, fetch: PartFetch): void =>
  app.store.update((state) => ({
    ...state,
    issue: { ...state.issue, parts: withFetch(state.issue.parts, name, fetch) },
  }))

/** What one is looking at: something in the issue, and how far below the upper edge that is. */
interface LookedAt {
  readonly key: IssueKey
  readonly item: string
  readonly below: number
}

const lookedAt = ({ key, lines, top, height, cursor }: ShownIssue): LookedAt | undefined => {
  const place = (cursor === null ? undefined : lines.place(cursor)) ?? lines.itemFrom(top)
  if (place === undefined || place.from >= top + height) return undefined
  return { key, item: place.item.id, below: place.from - top }
}

/** Nothing to keep at the very top: what is new there is to be seen. */
const placeNow = (app: App): LookedAt | undefined => {
  const shown = shownNow(app)
  return shown === undefined || shown.top === 0 ? undefined : lookedAt(shown)
}

/** Scrolls by as much as lines have come above what one is looking at. */
const keepPlace = (app: App, place: LookedAt | undefined): void => {
  const shown = shownNow(app)
  if (place === undefined || shown?.key !== place.key) return
  const now = shown.lines.place(place.item)
  if (now === undefined) return
  const top = shown.lines.clampTop(now.from - place.below, shown.height)
  if (top !== shown.top) app.store.update((state) => ({ ...state, preview: { key: place.key, top } }))
}

const fetchPart = async (app: App, session: SiteSession, key: IssueKey, part: FetchedPart): Promise<void> => {
  const name = partName(key, part)
  const updated = session.replica.issue(key)?.updated ?? null
  const known = app.store.get().issue.parts[name]
  if (known !== undefined && (known.phase === 'loading' || known.updated === updated)) return
  putFetch(app, name, { phase: 'loading', problem: null, updated })
  try {
    await session.openPart(key, part)
    const place = placeNow(app)
    // The copy was written by its engine, which tells of lists and whole issues alone.
    app.store.batch(() => {
      session.replica.poll()
      putFetch(app, name, { phase: 'ready', problem: null, updated })
      keepPlace(app, place)
    })
  } catch (error) {
    const { what } = presentError(error, { site: ownerOf(session, key).session.site.name })
    putFetch(app, name, { phase: 'failed', problem: what, updated })
  }
}

/** What is seen of the issue is asked for again. */
export const forgetParts = (app: App, key: IssueKey): void =>
  app.store.update((state) => ({
    ...state,
    issue: {
      ...state.issue,
      parts: Object.fromEntries(
        Object.entries(state.issue.parts).filter(
          ([name, { phase }]) => phase === 'loading' || !name.endsWith(` ${key}`),
        ),
      ),
    },
  }))
