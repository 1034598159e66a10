import type { Exchange, Route } from '../exchange.ts'
import { wordList } from '../rest/input.ts'
import { get, ok, Refusal } from '../rest/refusal.ts'
import { closedSprints, openSprintOf } from '../world/sprint-of.ts'
import type { SandboxIssue } from '../world/world.ts'
import { agileIssueJson } from './agile-json.ts'
import {
  type AgileForm,
  backlogTest,
  boardTest,
  demandScrum,
  isEpic,
  ranked,
  seenBoard,
  seenSprint,
} from './agile-world.ts'
import { epicLink, seenEpic } from './epics.ts'
import { windowOf } from './paging.ts'

type Test = (issue: SandboxIssue) => boolean

const inSprint = (exchange: Exchange): Test => {
  const { id } = seenSprint(exchange)
  return (issue) =>
    openSprintOf(exchange.world, issue)?.id === id || closedSprints(exchange.world, issue).includes(String(id))
}

const inEpic = (exchange: Exchange): Test => {
  const { key } = seenEpic(exchange)
  return (issue) => issue.custom.get(epicLink) === key
}

const inNoEpic: Test = (issue) => issue.custom.get(epicLink) === undefined && !isEpic(issue)

const both =
  (...tests: readonly Test[]): Test =>
  (issue) =>
    tests.every((test) => test(issue))

const onBoard = (exchange: Exchange): Test => boardTest(exchange, seenBoard(exchange))

/** The lists of issues that boards, sprints and epics have, by their paths, and what is in them. */
export const issueLists: Readonly<Record<string, (exchange: Exchange) => Test>> = {
  '/board/:board/issue': onBoard,
  '/board/:board/backlog': (exchange) => both(onBoard(exchange), backlogTest(exchange, seenBoard(exchange))),
  '/board/:board/sprint/:sprint/issue': (exchange) => {
    demandScrum(seenBoard(exchange))
    return both(onBoard(exchange), inSprint(exchange))
  },
  '/board/:board/epic/none/issue': (exchange) => both(onBoard(exchange), inNoEpic),
  '/board/:board/epic/:epic/issue': (exchange) => both(onBoard(exchange), inEpic(exchange)),
  '/sprint/:sprint/issue': inSprint,
  '/epic/none/issue': () => inNoEpic,
  '/epic/:epic/issue': inEpic,
}

/** The issues of a list that match the query of the request, by rank. */
export const listed = (exchange: Exchange, path: string): readonly SandboxIssue[] => {
  const test = issueLists[path]?.(exchange) ?? (() => false)
  return ranked(exchange, exchange.query.get('jql') ?? '', test)
}

const isGone = ({ isCloud, offsetLists = 'there' }: AgileForm): boolean => isCloud && offsetLists === 'gone'

/** The lists, a page at a time by offset; Cloud has said that it will take them away. */
export const issueListRoutes = (form: AgileForm): readonly Route[] =>
  (form.isCloud && form.offsetLists === 'missing' ? [] : Object.keys(issueLists)).map((path) =>
    get(path, (exchange) => {
      if (isGone(form)) throw new Refusal(410, 'This resource was removed. Use /rest/software/1.0 in its place.')
      const { startAt, maxResults } = windowOf(exchange)
      const [asked, expand] = [wordList(exchange.query.getAll('fields')), wordList(exchange.query.getAll('expand'))]
      const issues = listed(exchange, path)
      return ok({
        expand: 'schema,names',
        startAt,
        maxResults,
        total: issues.length,
        issues: issues
          .slice(startAt, startAt + maxResults)
          .map((issue) => agileIssueJson(exchange, form, issue, asked, expand)),
      })
    }),
  )
