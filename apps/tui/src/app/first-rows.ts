import { openFirstPage } from '@mmd/replica/first-page'
import { drawFrame } from '../components/frame.ts'
import type { Environment } from '../config/environment.ts'
import { type Box, listRows, triageLayout } from '../screens/triage/layout.ts'
import { header, type ListParts, listPane, viewsPane } from '../screens/triage/list-panes.ts'
import { type SavedSite, savedSite } from '../session/saved-site.ts'
import { siteCopy } from '../session/site-copy.ts'
import { initialState } from '../state/state.ts'
import { createTheme } from '../theme/theme.ts'
import { drawEarly, type EarlyScreen } from './draw-early.ts'
import { firstViews } from './first-view.ts'
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
 * Draws the header, the views and the rows of the last list from the copy before the program is loaded, as it will draw them.
 * The issue beside them and the keys below come with it. Undefined, and nothing drawn, where anything is out of the ordinary:
 * several sites, a token for this run, no copy, no rows, a row that an open operation changes.
 */
export const drawFirstRows = (environment: Environment, { site, view }: FirstRowsOptions): FirstRows | undefined => {
  const { isTerminal, folders, terminal } = environment
  const wanted = site ?? environment.site
  if (!isTerminal.stdin || !isTerminal.stdout || environment.token() !== undefined) return undefined
  const saved = savedSite(folders, wanted)
  if (saved === undefined) return undefined
  const { columns, rows } = environment.stdout
  const theme = createTheme({ level: terminal.colourLevel, light: terminal.light })
  const size = { columns: columns || 80, rows: rows || 24 }
  const lines = firstLines(environment, saved, { view, size, theme, now: Date.now() })
  return lines === undefined ? undefined : watched(() => drawEarly(environment, () => lines))
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

interface Wanted extends Pick<ListParts, 'now' | 'theme'> {
  readonly view: string | undefined
  readonly size: { readonly columns: number; readonly rows: number }
}

const firstLines = (
  { folders }: Environment,
  site: SavedSite,
  { view: asked, size, now, theme }: Wanted,
): readonly string[] | undefined => {
  const page = openFirstPage(siteCopy(folders, site), now)
  if (page === undefined) return undefined
  try {
    const heads = page.views()
    const { view, views } = firstViews(site, { catalogue: page.catalogue, views: () => heads }, asked)
    const stored = view === null ? undefined : page.view(view.id)
    if (view === null || stored === undefined || stored.jql !== view.jql) return undefined
    const state = { ...initialState(size), views, activeView: view.id }
    const layout = triageLayout(state)
    const [first] = stored.keys
    const shown = stored.keys.slice(0, listRows(layout)).map(page.issue)
    if (first === undefined || shown.includes(undefined)) return undefined
    const issues = new Map(shown.flatMap((issue) => (issue === undefined ? [] : [[issue.key, issue] as const])))
    const parts: ListParts = {
      now,
      state,
      theme,
      session: {
        site,
        requests: () => 0,
        replica: {
          view: (id) => {
            const head = id === view.id ? stored : heads.find((one) => one.id === id)
            if (head === undefined) return undefined
            const { title, jql, total, refreshedAt } = head
            const keys = head === stored ? stored.keys : []
            return { spec: { id, title, jql }, keys, total, refreshedAt, phase: 'idle', error: null }
          },
          version: () => 0,
          matching: () => [],
          issue: (key) => issues.get(key),
          marks: page.marks,
          engineState: () => ({ sender: 'idle', error: null }),
          operations: () => page.operations,
        },
      },
    }
    const blank = (box: Box, title: string): readonly string[] =>
      drawFrame({ title, lines: [], ...box, focused: false }, theme)
    const left = layout.views && viewsPane(parts, layout.views)
    const list = layout.list && listPane(parts, layout.list, { notice: [] })
    const preview = layout.preview && blank(layout.preview, first)
    const beside = layout.stacked ? [left, [...(list ?? []), ...(preview ?? [])]] : [left, list, preview]
    const body = Array.from({ length: layout.bodyHeight }, (_, row) => beside.map((pane) => pane?.[row] ?? '').join(''))
    return [header(parts), ...body]
  } finally {
    page.close()
  }
}
