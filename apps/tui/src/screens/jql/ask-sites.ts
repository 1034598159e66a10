import { isJiraApiError, type JqlSuggestion } from '@mmd/jira-api/model'
import type { SiteSession } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import type { SiteHits } from './jql-modal.ts'

/** How a site answered: a number, or what it has against the query, or why it could not be asked. */
type Counted =
  | { readonly kind: 'count'; readonly hits: SiteHits }
  | { readonly kind: 'refused'; readonly site: string; readonly message: string }
  | { readonly kind: 'silent'; readonly words: string }

const silent = (error: unknown, isSeveral: boolean, name: string): Counted => {
  const isOffline = isJiraApiError(error, 'network') || isJiraApiError(error, 'timeout')
  const words = isOffline ? 'offline' : presentError(error, {}).what
  return { kind: 'silent', words: isSeveral ? `${name}: ${words}` : words }
}

/** The site's own words for a refusal. */
export const refusalWords = (error: {
  readonly message: string
  readonly details?: { readonly messages?: readonly string[] }
}): string => error.details?.messages?.[0] ?? presentError(error, {}).what

const countOn = async (
  { client, site }: SiteSession,
  jql: string,
  signal: AbortSignal,
  isSeveral: boolean,
): Promise<Counted> => {
  try {
    const count = await client.count(jql, { signal })
    // Cloud finds nothing for names that are not there, without a word.
    const [problem] = count === 0 && site.deployment === 'cloud' ? await client.checkJql(jql, { signal }) : []
    if (problem !== undefined) return { kind: 'refused', site: site.name, message: problem.message }
    return { kind: 'count', hits: { site: site.name, count } }
  } catch (error) {
    if (isJiraApiError(error, 'refused')) return { kind: 'refused', site: site.name, message: refusalWords(error) }
    return silent(error, isSeveral, site.name)
  }
}

/** What all sites together answered. */
export interface CountAnswer {
  readonly sites: readonly SiteHits[] | null
  readonly isAbout: boolean
  /** Why there is no number; empty: there is one, or it was refused. */
  readonly why: string
  /** What the sites have against the query, when none of them takes it; null: nothing. */
  readonly refused: string | null
}

/** How many issues the query finds on each of the sites. A query that some of them take is not wrong. */
export const countOnSites = async (
  members: readonly SiteSession[],
  jql: string,
  signal: AbortSignal,
): Promise<CountAnswer> => {
  const answers = await Promise.all(members.map((member) => countOn(member, jql, signal, members.length > 1)))
  const sites = answers.flatMap((answer) => (answer.kind === 'count' ? [answer.hits] : []))
  const refused = answers.flatMap((answer) => (answer.kind === 'refused' ? [answer.message] : []))
  const why = answers.flatMap((answer) => (answer.kind === 'silent' ? [answer.words] : []))
  return {
    sites: sites.length === 0 ? null : sites,
    isAbout: members.some(({ site }) => site.deployment === 'cloud'),
    why: sites.length === 0 ? (why[0] ?? '') : '',
    refused: refused.length === answers.length ? (refused[0] ?? null) : null,
  }
}

/** What the sites offer for a field that begins with a text, joined; a site that cannot be asked offers nothing. */
export const suggestionsOfSites = async (
  members: readonly SiteSession[],
  query: { readonly field: string; readonly text: string },
  signal: AbortSignal,
): Promise<readonly JqlSuggestion[]> => {
  const answers = await Promise.allSettled(members.map(({ client }) => client.jqlSuggestions(query, { signal })))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}
