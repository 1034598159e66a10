import type { Board, SiteClient } from '@mmd/jira-api'
import { arrangeBoard, type BoardColumnCards, standingOf } from '../../board/arrange-board.ts'
import { boardQuery } from '../../board/board-query.ts'
import type { BoardSetup } from '../../state/board.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type FoundIssues, fetchIssues } from '../issue/fetch-issues.ts'
import { type ListedRow, toTableColumn } from '../issue/issue-columns.ts'
import { type IssueJson, type IssueOrigin, toIssueJson } from '../issue/issue-json.ts'
import { whichOne } from '../issue/which-one.ts'
import { type Column, toTable } from '../output/table.ts'
import { toBoardJson } from './list.ts'

export interface BoardShowOptions {
  readonly backlog?: boolean
  readonly limit: number | 'all'
}

interface Shown {
  readonly board: Board
  readonly setup: BoardSetup
  readonly found: FoundIssues
}

/** By id a board is asked for at once; by name it has to be found among all. */
const findBoard = async (client: SiteClient, which: string, signal: AbortSignal): Promise<Board> =>
  /^\d{1,15}$/.test(which.trim())
    ? client.board(which.trim(), { signal })
    : whichOne(await client.boards({}, { signal }), which, 'board')

const read = async (client: SiteClient, which: string, options: BoardShowOptions, signal: AbortSignal) => {
  const board = await findBoard(client, which, signal)
  const configuration = await client.boardConfiguration(board.id, { signal })
  const sprints =
    configuration.type === 'kanban'
      ? []
      : await client.sprints({ boardId: board.id, states: ['active', 'future'] }, { signal })
  const setup: BoardSetup = { configuration, sprints, quickFilters: [] }
  const jql = boardQuery(setup, options.backlog === true ? 'backlog' : 'board')
  return { board, setup, found: await fetchIssues(client, { jql, limit: options.limit, signal }) }
}

/** A backlog has no columns: what waits there is one list. */
const columnsOf = ({ setup, found: { issues } }: Shown, isBacklog: boolean): readonly BoardColumnCards[] => {
  const keys = issues.map(({ key }) => key)
  if (isBacklog)
    return [{ name: 'Backlog', statusIds: [], keys, counted: keys.length, limit: null, min: null, max: null }]
  const standings = new Map(issues.map((issue) => [issue.key, standingOf(issue)]))
  return arrangeBoard(keys, standings, setup.configuration).columns
}

const toJson = (
  { board, setup }: Shown,
  origin: IssueOrigin,
  columns: readonly BoardColumnCards[],
  rows: ReadonlyMap<string, IssueJson>,
): object => ({
  ...toBoardJson(board, origin.site),
  sprints: setup.sprints.map(({ id, name, state, start, end }) => ({ id, name, state, start, end })),
  columns: columns.map(({ name, min, max, keys }) => ({
    name,
    min,
    max,
    issues: keys.flatMap((key) => rows.get(key) ?? []),
  })),
})

interface Card {
  readonly column: string
  readonly issue: IssueJson
}

const ofIssue = ({ value, style, ...rest }: Column<ListedRow>): Column<Card> => ({
  ...rest,
  value: ({ issue }) => value({ json: issue, fields: [] }),
  ...(style === undefined ? {} : { style: ({ issue }: Card) => style({ json: issue, fields: [] }) }),
})

const tableColumns: readonly Column<Card>[] = [
  { title: 'Column', value: ({ column }) => column },
  ...(['key', 'type', 'priority', 'assignee', 'summary'] as const).map((name) => ofIssue(toTableColumn(name))),
]

/** `In progress 11 of 6`: how full a column is that has a limit. */
const limitWords = ({ name, counted, min, max, limit }: BoardColumnCards): string | undefined => {
  if (limit === 'over') return `${name}: ${counted}, and ${max} at most`
  return limit === 'under' ? `${name}: ${counted}, and ${min} at least` : undefined
}

/** `board show BOARD`: its columns with their issues, or its backlog. */
export const runBoardShow = async (
  context: CommandContext,
  which: string,
  options: BoardShowOptions,
): CommandResult => {
  const { output, signal } = context
  const { client, origin } = await connect(context)
  const shown = await read(client, which, options, signal)
  const { issues, total, warnings } = shown.found
  for (const warning of warnings) output.note(warning)
  const columns = columnsOf(shown, options.backlog === true)
  const rows = new Map<string, IssueJson>(issues.map((issue) => [issue.key, toIssueJson(issue, origin)]))
  if (output.json) {
    output.value(toJson(shown, origin, columns, rows))
    return undefined
  }
  const cards = columns.flatMap(({ name, keys }) =>
    keys.flatMap((key): readonly Card[] => {
      const issue = rows.get(key)
      return issue === undefined ? [] : [{ column: name, issue }]
    }),
  )
  if (cards.length === 0) output.note(`${shown.board.name} shows no issue`)
  else for (const line of toTable(tableColumns, cards, output)) output.line(line)
  for (const column of columns) {
    const words = limitWords(column)
    if (words !== undefined) output.note(words)
  }
  if (total > issues.length) output.note(`${issues.length} of ${total}; --limit all shows every one`)
  return undefined
}
