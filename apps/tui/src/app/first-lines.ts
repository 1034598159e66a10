import type { IssueKey } from '@mmd/jira-api/model'
import { drawFrame } from '../components/frame.ts'
import type { HeaderInput } from '../screens/triage/header.ts'
import { type Box, listRows, triageLayout } from '../screens/triage/layout.ts'
import type { ListPaneInput } from '../screens/triage/list-pane.ts'
import { header, type ListParts, listPane, viewsPane } from '../screens/triage/list-panes.ts'
import { isHeading } from '../state/arranged/heading.ts'
import { reanchor } from '../state/list.ts'
import { listHeight, shownKeys } from '../state/selectors.ts'
import { withActiveList } from '../state/state.ts'

/** What a list over several sites shows besides. */
export interface SeveralSites {
  readonly header: HeaderInput['several']
  readonly column: (width: number) => ListPaneInput['site']
  readonly title: (key: IssueKey) => string
}

/**
 * Header, views and list as the screen will draw them, with an empty frame for the issue beside the list. Undefined where the
 * list is empty, or a row of it is not there.
 */
export const firstLines = (given: ListParts, several?: SeveralSites): readonly string[] | undefined => {
  const { session, theme } = given
  const all = shownKeys(given.state, session.replica)
  const state = withActiveList(given.state, (list) => reanchor(list, all, listHeight(given.state)))
  const parts = { ...given, state }
  const layout = triageLayout(state)
  const keys = all.slice(0, listRows(layout)).filter((key) => !isHeading(key))
  const [first] = keys
  if (first === undefined || keys.some((key) => session.replica.issue(key) === undefined)) return undefined
  const blank = (box: Box, title: string): readonly string[] =>
    drawFrame({ title, lines: [], ...box, focused: false }, theme)
  const left = layout.views && viewsPane(parts, layout.views)
  const site = (layout.list && several?.column(layout.list.width - 2)) ?? null
  const list = layout.list && listPane(parts, layout.list, { site, notice: [] })
  const preview = layout.preview && blank(layout.preview, several === undefined ? first : several.title(first))
  const beside = layout.stacked ? [left, [...(list ?? []), ...(preview ?? [])]] : [left, list, preview]
  const body = Array.from({ length: layout.bodyHeight }, (_, row) => beside.map((pane) => pane?.[row] ?? '').join(''))
  return [header(parts, several?.header), ...body]
}
