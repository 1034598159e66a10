import { isDeepStrictEqual } from 'node:util'
import type { IssueDetail } from '@mmd/jira-api/model'
import { type Problem, problem } from './problem.ts'

/** What a copy, or the site, shows of an issue. */
export interface ShownIssue {
  readonly detail: IssueDetail | null
  readonly comments: unknown
  readonly worklogs: unknown
  readonly remoteLinks: unknown
}

/** As it crosses a process, so that absent and undefined are the same. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

/** Where two values differ first: `detail.labels`. */
const firstDifference = (shown: unknown, real: unknown, path: string): string => {
  if (typeof shown !== 'object' || typeof real !== 'object' || shown === null || real === null)
    return `${path}: ${JSON.stringify(shown)?.slice(0, 200)}, on the site ${JSON.stringify(real)?.slice(0, 200)}`
  const [a, b] = [shown as Readonly<Record<string, unknown>>, real as Readonly<Record<string, unknown>>]
  const name = [...new Set([...Object.keys(a), ...Object.keys(b)])].find((key) => !isDeepStrictEqual(a[key], b[key]))
  return name === undefined ? path : firstDifference(a[name], b[name], `${path}.${name}`)
}

/** What the copy shows when nothing is left to be sent must be what the site has. */
export const judgeRows = (
  shown: Readonly<Record<string, ShownIssue>>,
  real: Readonly<Record<string, ShownIssue>>,
): readonly Problem[] =>
  Object.entries(real).flatMap(([key, site]) => {
    const [mine, theirs] = [plain(shown[key]), plain(site)]
    return isDeepStrictEqual(mine, theirs) ? [] : [problem('rows', firstDifference(mine, theirs, key))]
  })
