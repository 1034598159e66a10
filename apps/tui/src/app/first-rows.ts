import type { Site } from '@mmd/auth'
import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { ViewRows } from '@mmd/replica'
import { hasCopy, openFirstPage, visitedView } from '@mmd/replica/first-page'
import type { Config } from '../config/config.ts'
import { knownConfig } from '../config/config-file.ts'
import { type Environment, isDumb } from '../config/environment.ts'
import type { ListParts } from '../screens/triage/list-panes.ts'
import { siteCopy } from '../session/site-copy.ts'
import type { KeptViews } from '../session/views/all-views.ts'
import { folderFiles } from '../session/views/folder-files.ts'
import { startSites } from '../session/views/start-sites.ts'
import { readBook } from '../session/views/view-book.ts'
import { initialState } from '../state/state.ts'
import { knownBackground } from '../theme/kept-background.ts'
import { themeFor } from '../theme/theme-for.ts'
import { drawEarly, type EarlyScreen } from './draw-early.ts'
import { firstLines } from './first-lines.ts'
import { firstViews, isArranged } from './first-view.ts'
import { leaveOnSignals } from './leave-on-signals.ts'

// The way to the first rows, and nothing else: docs/decisions/0017-the-first-rows-have-a-way-of-their-own.md

/** Which screen is opened. */
export interface FirstRowsOptions {
  readonly site?: string
  readonly view?: string
}

/** An early screen that looks after the terminal by itself until the program does. */
export interface FirstRows extends EarlyScreen {
  /** The program listens to signals now. */
  readonly letGo: () => void
}

/**
 * Draws the header, the views and the rows of the last list from the copy before the screen is loaded, as it will draw them.
 * The issue beside them and the keys below come with it. Undefined, and nothing drawn, where there are no rows, for a screen
 * reader, or where anything is wrong with the sites. Throws `StoreError` where a copy cannot be read, before anything is drawn.
 */
export const drawFirstRows = async (
  environment: Environment,
  { site, view }: FirstRowsOptions,
): Promise<FirstRows | undefined> => {
  const { isTerminal, folders } = environment
  if (!isTerminal.stdin || !isTerminal.stdout || isDumb(environment)) return undefined
  const { config } = knownConfig(environment)
  if (environment.screenReader || config.screenReader) return undefined
  const kept = await keptViews(environment)
  const asked = { site: site ?? environment.site, view }
  const start = startSites(folders, asked, { ...kept, config: config.views })
  if (start === undefined) return undefined
  const { sites } = start
  const { columns, rows } = environment.stdout
  const terminal = { ...environment.terminal, light: knownBackground(environment) }
  const theme = themeFor({ theme: environment.theme, terminal }, config)
  const size = { columns: columns || 80, rows: rows || 24 }
  const wanted = { view: start.view, size, config, theme, now: Date.now(), kept }
  const lines = linesOfPage(environment, sites, wanted) ?? (await linesOfCopies(environment, sites, wanted))
  return lines === undefined ? undefined : watched(() => drawEarly(environment, () => lines))
}

/** Files of a folder need more to be read than the book: it is loaded where there are any. */
const keptViews = async (environment: Environment): Promise<KeptViews> =>
  folderFiles(environment.startedIn).length === 0
    ? { book: readBook(environment.folders), folder: [] }
    : (await (await import('../session/views/view-keeper.ts')).findKeptViews(environment)).kept

/** Where more is needed than a page as the site confirmed it: loads what shows a copy, which the screen needs anyhow. */
const linesOfCopies = async (
  environment: Environment,
  sites: readonly Site[],
  wanted: WantedRows,
): Promise<readonly string[] | undefined> => {
  const places = sites.map((site) => siteCopy(environment.folders, site, environment.token()))
  if (!places.every(hasCopy)) return undefined
  return (await import('./rows-of-copies.ts')).linesOfCopies(
    sites.map((site, at) => ({ site, place: places[at] ?? siteCopy(environment.folders, site) })),
    wanted,
  )
}

/** Whoever ends the program from the first byte on finds the terminal given back. */
const watched = (draw: () => EarlyScreen): FirstRows => {
  let early: EarlyScreen | undefined
  const takeBack = (): void => {
    early?.takeBack()
    early = undefined
  }
  const letGo = leaveOnSignals((code) => process.exit(code), takeBack)
  try {
    const drawn = draw()
    early = drawn
    return { handOver: drawn.handOver, takeBack, letGo }
  } catch (error) {
    letGo()
    throw error
  }
}

/** What is to be shown of the sites, and how. */
export interface WantedRows extends Pick<ListParts, 'now' | 'theme'> {
  readonly view: string | undefined
  readonly size: { readonly columns: number; readonly rows: number }
  readonly config: Config
  readonly kept: KeptViews
}

/** The rows of one site as it confirmed them; undefined where anything is out of the ordinary. */
const linesOfPage = (
  environment: Environment,
  [site, ...others]: readonly Site[],
  { view: asked, size, now, theme, config, kept }: WantedRows,
): readonly string[] | undefined => {
  if (site === undefined || others.length > 0 || environment.token() !== undefined) return undefined
  const page = openFirstPage(siteCopy(environment.folders, site), now)
  if (page === undefined) return undefined
  try {
    const heads = page.views()
    const { view, views, offered } = firstViews(site, { catalogue: page.catalogue, views: () => heads }, asked, {
      ...kept,
      config: config.views,
    })
    const stored = view === null ? undefined : page.view(view.id, size.rows)
    if (view === null || stored === undefined || stored.jql !== view.jql || isArranged(view)) return undefined
    const viewsPane = { top: 0, heading: null, offered }
    const state = { ...initialState(size, config, kept), views, viewsPane, activeView: view.id }
    const issues = new Map<IssueKey, Issue | undefined>()
    const visited: ViewRows = {
      spec: { id: visitedView, title: '', jql: '' },
      keys: [],
      total: page.visits(),
      refreshedAt: now,
      phase: 'idle',
      error: null,
    }
    return firstLines({
      now,
      state,
      theme,
      session: {
        site,
        requests: () => 0,
        replica: {
          view: (id) => {
            if (id === visitedView) return visited
            const head = id === view.id ? stored : heads.find((one) => one.id === id)
            if (head === undefined) return undefined
            const { title, jql, total, refreshedAt } = head
            const keys = head === stored ? stored.keys : []
            return { spec: { id, title, jql }, keys, total, refreshedAt, phase: 'idle', error: null }
          },
          version: () => 0,
          matching: () => [],
          rowValues: () => new Map(),
          issue: (key) => {
            if (!issues.has(key)) issues.set(key, page.issue(key))
            return issues.get(key)
          },
          marks: page.marks,
          engineState: () => ({ sender: 'idle', error: null }),
          operations: () => page.operations,
        },
      },
    })
  } finally {
    page.close()
  }
}
