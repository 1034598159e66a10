import type { Answer, Exchange, Route } from '../exchange.ts'
import { JqlError } from '../jql/jql-error.ts'
import type { SandboxIssue } from '../world/world.ts'
import { emphasised } from './emphasis.ts'
import { findByJql } from './find-by-jql.ts'
import type { JsonObject } from './input.ts'
import { get, ok } from './refusal.ts'
import { visibleIssues } from './visible.ts'

const longest = 20

const shown = ({ id, key, summary }: SandboxIssue, query: string): JsonObject => ({
  id,
  key,
  keyHtml: emphasised(key, query, 'b'),
  img: '/images/icons/issuetypes/task.svg',
  summary: emphasised(summary, query, 'b'),
  summaryText: summary,
})

const section = (
  id: string,
  label: string,
  sub: string,
  issues: readonly SandboxIssue[],
  query: string,
): JsonObject => ({
  label,
  sub,
  id,
  issues: issues.slice(0, longest).map((issue) => shown(issue, query)),
  ...(issues.length === 0 ? { msg: 'No matching issues found' } : {}),
})

const currentSearch = (exchange: Exchange): readonly SandboxIssue[] => {
  const jql = exchange.query.get('currentJQL')
  if (jql === null) return []
  try {
    return findByJql(exchange, jql)
  } catch (error) {
    if (error instanceof JqlError) return []
    throw error
  }
}

const pick = (exchange: Exchange): Answer => {
  const query = exchange.query.get('query') ?? ''
  const wanted = query.toLowerCase()
  const matches = ({ key, summary }: SandboxIssue): boolean => `${key} ${summary}`.toLowerCase().includes(wanted)
  const recent = visibleIssues(exchange).filter(matches).toReversed()
  const current = currentSearch(exchange).filter(matches)
  return ok({
    sections: [
      section(
        'hs',
        'History Search',
        `Showing ${Math.min(recent.length, longest)} of ${recent.length} matching issues`,
        recent,
        query,
      ),
      ...(exchange.query.has('currentJQL')
        ? [
            section(
              'cs',
              'Current Search',
              `Showing ${Math.min(current.length, longest)} of ${current.length} matching issues`,
              current,
              query,
            ),
          ]
        : []),
    ],
  })
}

/** Suggestions of issues for what somebody types. */
export const pickerRoute: Route = get('/issue/picker', pick)
