import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError } from '../errors.ts'
import type { AgileFace } from '../faces/agile.ts'
import type { IssueKey } from '../model/model.ts'
import { readAll, toJson, toList, toWord } from '../model/primitives.ts'
import { readKey, readPageWith } from '../model/read-issue.ts'
import { rowFields, rowReader } from '../model/read-row.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected } from '../resources/resource.ts'
import type { BoardIssues, BoardPart } from './board.ts'
import { readBoard, readBoardConfiguration, readEpic, readQuickFilter } from './read-board.ts'

/** Segments of the agile resources, the same everywhere. */
export const AGILE: readonly string[] = ['rest', 'agile', '1.0']

/** How a deployment differs in what its boards show. */
export interface BoardWays {
  /** Cloud lists issues by token below this path; Data Center has them among the agile resources, by offset. */
  readonly byToken: readonly string[] | undefined
  /** Where quick filters are, and the list in the answer. */
  readonly quickFilters: (boardId: string) => {
    readonly path: readonly string[]
    readonly query?: Readonly<Record<string, string>>
    readonly list: (answer: unknown) => readonly unknown[]
  }
}

/** Data Center: only the model behind the board's settings page has the quick filters. */
export const dataCenterBoards: BoardWays = {
  byToken: undefined,
  quickFilters: (boardId) => ({
    path: ['rest', 'greenhopper', '1.0', 'rapidviewconfig', 'editmodel.json'],
    query: { rapidViewId: boardId },
    list: (answer) => {
      const model = toJson(answer)
      const config = toJson(model['rapidListConfig'])
      return toList(config['quickFilters'] ?? toJson(model['quickFilterConfig'])['quickFilters'])
    },
  }),
}

/** Cloud. */
export const cloudBoards: BoardWays = {
  byToken: ['rest', 'software', '1.0'],
  quickFilters: (boardId) => ({
    path: [...AGILE, 'board', boardId, 'quickfilter'],
    list: (answer) => toList(toJson(answer)['values']),
  }),
}

const pathOf = (boardId: string, part: BoardPart): readonly string[] => {
  switch (part.kind) {
    case 'board':
      return ['board', boardId, 'issue']
    case 'backlog':
      return ['board', boardId, 'backlog']
    case 'no-epic':
      return ['board', boardId, 'epic', 'none', 'issue']
    case 'sprint':
      return ['board', boardId, 'sprint', part.id, 'issue']
    case 'epic':
      return ['board', boardId, 'epic', part.id, 'issue']
  }
}

/** Errors that say that something is not there for this user, which is nothing to stop for. */
const isAbsence = (error: unknown): boolean =>
  isJiraApiError(error) && ['not-found', 'forbidden', 'scope-missing', 'refused', 'bad-answer'].includes(error.code)

/** The key of an issue that somebody flagged: only boards tell. */
const flaggedKey = (value: unknown): IssueKey | undefined =>
  toJson(toJson(value)['fields'])['flagged'] === true ? readKey(value) : undefined

type BoardResources = Pick<
  AgileFace,
  'boards' | 'board' | 'boardConfiguration' | 'quickFilters' | 'boardIssues' | 'epics' | 'epic' | 'editEpic'
>

/** Boards, their issues and their epics. */
export const boardResources = (
  http: Http,
  { boards: ways, text }: Pick<Dialect, 'boards' | 'text'>,
): BoardResources => ({
  boards: ({ project, type, name }, { signal } = {}) =>
    readAllPages(async (startAt) => {
      const query = { projectKeyOrId: project, type, name, startAt, maxResults: 50 }
      return offsetPage(await http({ method: 'GET', path: [...AGILE, 'board'], query, signal }), startAt)
    }, readBoard),
  board: async (id, { signal } = {}) =>
    expected(readBoard(await http({ method: 'GET', path: [...AGILE, 'board', id], signal })), 'GET board'),
  boardConfiguration: async (id, { signal } = {}) => {
    const answer = await http({ method: 'GET', path: [...AGILE, 'board', id, 'configuration'], signal })
    return expected(readBoardConfiguration(answer), 'GET board configuration')
  },
  quickFilters: async (boardId, { signal } = {}) => {
    const { path, query, list } = ways.quickFilters(boardId)
    try {
      const answer = await http({ method: 'GET', path, ...(query === undefined ? {} : { query }), signal })
      return list(answer).flatMap((value) => readQuickFilter(value) ?? [])
    } catch (error) {
      if (isAbsence(error)) return []
      throw error
    }
  },
  boardIssues: async (
    { boardId, part, jql, cursor, maxResults = 50, fields: wanted },
    { signal } = {},
  ): Promise<BoardIssues> => {
    const base = ways.byToken ?? AGILE
    const place = ways.byToken === undefined ? { startAt: Number(cursor ?? 0) } : { nextPageToken: cursor }
    const fields = [...rowFields(wanted === undefined ? {} : { fields: wanted }), 'flagged'].join(',')
    const query = { jql, fields, maxResults, ...place }
    const answer = await http({ method: 'GET', path: [...base, ...pathOf(boardId, part)], query, signal })
    const { issues } = expected(readPageWith(answer, rowReader(wanted, text)), 'GET board issues')
    const flagged = readAll(toJson(answer)['issues'], flaggedKey)
    if (ways.byToken !== undefined)
      return { issues, flagged, total: null, next: nextToken(answer, cursor, issues.length) }
    const { next } = offsetPage(answer, Number(cursor ?? 0), 'issues')
    const total = toJson(answer)['total']
    return {
      issues,
      flagged,
      total: typeof total === 'number' ? total : null,
      next: next === undefined ? null : String(next),
    }
  },
  epics: ({ boardId, done }, { signal } = {}) =>
    readAllPages(async (startAt) => {
      const query = { done, startAt, maxResults: 50 }
      return offsetPage(
        await http({ method: 'GET', path: [...AGILE, 'board', boardId, 'epic'], query, signal }),
        startAt,
      )
    }, readEpic),
  epic: async (idOrKey, { signal } = {}) =>
    expected(readEpic(await http({ method: 'GET', path: [...AGILE, 'epic', idOrKey], signal })), 'GET epic'),
  editEpic: async (idOrKey, input, { signal } = {}) => {
    const answer = await http({ method: 'POST', path: [...AGILE, 'epic', idOrKey], json: input, signal })
    return expected(readEpic(answer), 'POST epic')
  },
})

/** A missing token, an empty page or the token that led here mean the end, whatever `isLast` says. */
const nextToken = (answer: unknown, before: string | undefined, count: number): string | null => {
  const page = toJson(answer)
  const token = toWord(page['nextPageToken']) === null ? null : String(page['nextPageToken'])
  return token === null || token === before || count === 0 ? null : token
}
