import type { Answer, Exchange, Route } from '../../exchange.ts'
import { JqlError } from '../../jql/jql-error.ts'
import { parseJql } from '../../jql/parse.ts'
import { findByJql } from '../../rest/find-by-jql.ts'
import type { JsonObject } from '../../rest/input.ts'
import { jqlRoutes } from '../../rest/jql-routes.ts'
import { isFlag, isText, isWhole, listOf, optional, required, strictBody } from '../../rest/payload.ts'
import { ok, postQuery, Refusal } from '../../rest/refusal.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { structureJson } from './jql-structure.ts'

const run = (jql: string, exchange: Exchange, issues: readonly SandboxIssue[]): readonly SandboxIssue[] =>
  findByJql(exchange, jql, { ...exchange.world, issues: [...issues] })

const messagesOf = (read: () => unknown): readonly string[] => {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof JqlError) return error.messages
    throw error
  }
}

type Validation = 'strict' | 'warn' | 'none'

const isValidation = (text: string): text is Validation => ['strict', 'warn', 'none'].includes(text)

const parsed = (query: string, validation: Validation, exchange: Exchange): JsonObject => {
  const errors = messagesOf(() => parseJql(query))
  if (errors.length > 0) return { query, errors }
  const structure = structureJson(parseJql(query))
  const complaints = validation === 'none' ? [] : messagesOf(() => run(query, exchange, []))
  if (complaints.length === 0) return { query, structure }
  return validation === 'strict' ? { query, errors: complaints } : { query, structure, warnings: complaints }
}

const parse = (exchange: Exchange): Answer => {
  const validation = exchange.query.get('validation') ?? 'strict'
  if (!isValidation(validation)) throw new Refusal(400, 'The validation is strict, warn or none.')
  const queries = required(strictBody(exchange, 'queries').queries, listOf(isText, 100))
  if (queries.length === 0) throw new Refusal(400, 'At least one query has to be given.')
  return ok({ queries: queries.map((query) => parsed(query, validation, exchange)) })
}

const match = (exchange: Exchange): Answer => {
  const body = strictBody(exchange, 'jqls', 'issueIds')
  const jqls = required(body.jqls, listOf(isText, 100))
  const ids = required(body.issueIds, listOf(isWhole, 1000))
  const issues = [...new Set(ids)].flatMap((id) => exchange.world.findIssue(id) ?? [])
  return ok({
    matches: jqls.map((jql) => {
      let matchedIssues: readonly number[] = []
      const errors = messagesOf(() => {
        matchedIssues = run(jql, exchange, issues).map(({ id }) => id)
      })
      return { matchedIssues, errors }
    }),
  })
}

const data = jqlRoutes.find(({ path }) => path === '/jql/autocompletedata')

/** What helps those who write queries: how one is read, whether issues are in it, what may stand in it. */
export const cloudJqlRoutes: readonly Route[] = [
  postQuery('/jql/parse', parse),
  postQuery('/jql/match', match),
  ...(data === undefined
    ? []
    : [
        {
          ...data,
          method: 'POST' as const,
          handle: async (exchange: Exchange): Promise<Answer> => {
            const checked = postQuery('', () => {
              const body = strictBody(exchange, 'projectIds', 'includeCollapsedFields')
              optional(body.projectIds, listOf(isWhole, 1000))
              optional(body.includeCollapsedFields, isFlag)
              return ok(undefined)
            })
            const answer = await checked.handle(exchange)
            return answer.status === 200 ? data.handle(exchange) : answer
          },
        },
      ]),
]
