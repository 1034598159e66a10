import type { Issue, IssueKey } from '@mmd/jira-api'
import type { RowMarks, ViewRows } from '@mmd/replica'
import { splitKey } from '@mmd/replica/first-page'
import { fit, textWidth } from '@mmd/rich-text/cells'
import { line, type Piece } from '../../components/pieces.ts'
import { type Heading, isHeading } from '../../state/arranged/heading.ts'
import { isInRange, type ListState } from '../../state/list.ts'
import type { ColumnChoice, SortChoice } from '../../state/view.ts'
import type { Theme } from '../../theme/theme.ts'
import { wrapText } from '../../wrap-text.ts'
import { age } from './age.ts'
import { headingLine } from './arranged/heading-line.ts'
import { cellOf } from './columns/cell.ts'
import { titleRows } from './columns/chosen-columns.ts'
import { chosenRow, titleLine } from './columns/chosen-rows.ts'
import { type PlacedColumn, placeColumns } from './columns/place-columns.ts'
import { priorityLook, stateLook, statusRole, typeRole } from './looks.ts'
import type { SiteColumn } from './site-parts.ts'

/** Cells of each column; 0 is not shown. */
export interface Columns {
  readonly key: number
  readonly type: number
  readonly summary: number
  readonly status: number
  readonly assignee: number
  readonly age: number
}

const mostKeyCells = (width: number): number => Math.max(6, Math.floor(width / 3))

/** Which columns have room: the summary keeps the most, the rest give way from the right. */
export const columnsFor = (width: number, keyWidth: number): Columns => {
  const key = Math.min(keyWidth, mostKeyCells(width))
  const type = width >= 60 ? 8 : 0
  // `Waiting for support` and `Waiting for customer` begin alike.
  const status = width >= 104 ? 20 : width >= 66 ? 12 : 0
  const assignee = width >= 84 ? 14 : 0
  const ageCells = width >= 34 ? 4 : 0
  const gaps = [type, status, assignee, ageCells].filter((cells) => cells > 0).length
  // Mark, state, key, gap, priority, gap, one gap for each other column, and one at the end.
  const summary = Math.max(1, width - (2 + key + 1 + 1 + 1 + 1) - type - status - assignee - ageCells - gaps)
  return { key, type, summary, status, assignee, age: ageCells }
}

/** `Service Request` is `Service`: the first word says enough, and nothing is cut in the middle of one. */
const shortType = (name: string): string => name.split(' ')[0] ?? name

interface RowContext {
  /** Where rows are of several sites. */
  readonly site?: SiteColumn | null
  readonly columns: Columns
  readonly width: number
  readonly theme: Theme
  readonly now: number
}

const cell = (text: string, cells: number): string => (cells === 0 ? '' : `${fit(text, cells)} `)

const right = (text: string, cells: number): string => (cells === 0 ? '' : `${text.padStart(cells)} `)

/** One issue on one line of exactly `width` cells, without the cursor's background. */
export const issueRow = (
  issue: Issue,
  marked: boolean,
  marks: RowMarks,
  { columns, site = null, width, theme, now }: RowContext,
): string => {
  const pieces: Piece[] = [
    marked ? ['highlight', '●'] : ['text', ' '],
    stateLook(marks),
    ...(site === null ? [] : [site.of(issue.key)]),
    [issue.status.category === 'done' ? 'faint' : 'accent', cell(splitKey(issue.key).key, columns.key)],
    priorityLook(issue.priority),
    [typeRole(issue), columns.type === 0 ? ' ' : ` ${cell(shortType(issue.type.name), columns.type)}`],
    [issue.status.category === 'done' ? 'dim' : 'text', cell(issue.summary, columns.summary)],
    [statusRole(issue.status.category), cell(issue.status.name, columns.status)],
    [issue.assignee === null ? 'faint' : 'text', cell(issue.assignee?.name ?? 'unassigned', columns.assignee)],
    ['dim', right(age(issue.updated ?? issue.created, now), columns.age)],
  ]
  return line(pieces, width, theme)
}

const keyWidths = new WeakMap<readonly IssueKey[], number>()

/** Cells of the longest key, so that the columns stand still while one scrolls. */
export const keyWidth = (keys: readonly IssueKey[]): number => {
  const known = keyWidths.get(keys)
  if (known !== undefined) return known
  // A key is ASCII, and most are no longer than the first: only the others are looked at. A heading is no key.
  const widest = keys.reduce(
    (most, key) => (key.length > most && !isHeading(key) ? Math.max(most, splitKey(key).key.length) : most),
    7,
  )
  keyWidths.set(keys, widest)
  return widest
}

const roomForKeys = (keys: readonly IssueKey[], width: number): number => Math.min(keyWidth(keys), mostKeyCells(width))

export interface ListPaneInput {
  readonly rows: ViewRows | undefined
  readonly keys: readonly IssueKey[]
  readonly issue: (key: IssueKey) => Issue | undefined
  readonly marks: (key: IssueKey) => RowMarks
  readonly list: ListState
  /** Columns under titles, in the place of those that a list has by itself. */
  readonly chosen?: readonly ColumnChoice[] | null
  /** By what the rows are ordered, when somebody has chosen. */
  readonly sort?: SortChoice | undefined
  /** What stands where rows of a group begin; absent: there are no groups. */
  readonly heading?: (key: IssueKey) => Heading | undefined
  /** How many of the issues that a folded heading hides are marked. */
  readonly markedBelow?: ((heading: IssueKey) => number) | undefined
  /** Null where all rows are of one site. */
  readonly site?: SiteColumn | null
  readonly focused: boolean
  readonly width: number
  readonly height: number
  readonly now: number
  readonly theme: Theme
  /** What to say instead of rows, when there are none. */
  readonly notice: readonly Piece[]
}

/** What there is to say instead of rows: in one line, else each part of it in as many as it needs. */
export const noticeLines = ({
  notice,
  width,
  theme,
}: Pick<ListPaneInput, 'notice' | 'width' | 'theme'>): readonly string[] => {
  if (notice.reduce((sum, [, text]) => sum + textWidth(text), 1) <= width)
    return [line([['text', ' '], ...notice], width, theme)]
  return notice.flatMap(([role, text]) =>
    wrapText(text.replace(/^ · /, ''), width - 2).map((row) => line([[role, ` ${row}`]], width, theme)),
  )
}

/** The visible rows of the list. */
export const listLines = (input: ListPaneInput): readonly string[] => {
  const { keys, list, width, height, theme } = input
  if (keys.length === 0) return [' '.repeat(width), ...noticeLines(input)].slice(0, height)
  const site = input.site ?? null
  const room = width - (site === null ? 0 : site.cells + 1)
  if (input.chosen !== undefined && input.chosen !== null) return chosenLines(input, input.chosen, room)
  const context = { columns: columnsFor(room, keyWidth(keys)), site, width, theme, now: input.now }
  return rowLines(input, keys.slice(list.top, list.top + height), (issue, isMarked, marks) =>
    issueRow(issue, isMarked, marks, context),
  )
}

const rowLines = (
  { list, focused, width, theme, issue: issueOf, marks, heading, markedBelow }: ListPaneInput,
  shown: readonly IssueKey[],
  draw: (issue: Issue, isMarked: boolean, marks: RowMarks) => string,
): readonly string[] =>
  shown.map((key, row) => {
    const at = list.top + row
    const group = heading?.(key)
    const issue = group === undefined ? issueOf(key) : undefined
    if (group === undefined && issue === undefined) return ' '.repeat(width)
    const drawn =
      issue === undefined
        ? headingLine(group, markedBelow?.(key) ?? 0, { width, theme })
        : draw(issue, list.marked.has(key) || isInRange(list, at), marks(key))
    return at === list.cursor ? theme.select(drawn, focused) : drawn
  })

/** The same under the columns that somebody has chosen, with their titles in the first line. */
const chosenLines = (input: ListPaneInput, chosen: readonly ColumnChoice[], room: number): readonly string[] => {
  const { keys, list, width, height, now, theme, sort, heading } = input
  const placed = {
    columns: placeColumns(chosen, room, roomForKeys(keys, room)),
    site: input.site ?? null,
    width,
    theme,
  }
  const shown = keys.slice(list.top, list.top + height - titleRows)
  const rows = rowLines(input, shown, (issue, isMarked, marks) => chosenRow(issue, isMarked, marks, now, placed))
  const issues = shown.flatMap((key) => (heading?.(key) === undefined ? [input.issue(key)] : []))
  const isRight = ({ field }: PlacedColumn): boolean =>
    issues.some((issue) => issue !== undefined && cellOf(issue, field, now).right === true)
  return [titleLine(placed, sort, isRight), ...rows]
}
