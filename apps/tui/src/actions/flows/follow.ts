import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api'
import { isLocalKey, type Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { performAll } from './perform.ts'

/** Whether one watches an issue and votes for it. */
type Follows = Pick<IssueDetail, 'watchers' | 'votes'>

/** Issues of one request. */
const batch = 100

/** Reads issues whole, a hundred a request; those that the site does not give are left out. */
const readFollows = async ({ client }: SiteSession, keys: readonly IssueKey[]): Promise<Map<IssueKey, Follows>> => {
  const found = new Map<IssueKey, Follows>()
  for (let from = 0; from < keys.length; from += batch) {
    const part = keys.slice(from, from + batch)
    const jql = `key in (${part.map((key) => `"${key}"`).join(', ')})`
    const { details = [] } = await client.search({ jql, maxResults: batch, withDetails: true })
    for (const detail of details) found.set(detail.key, detail)
  }
  return found
}

/** What the copy does not know of these issues is asked for; offline it stays unknown. */
const askFollows = async (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
): Promise<ReadonlyMap<IssueKey, Follows>> => {
  const { replica } = session
  const keys = issues.map(({ key }) => key).filter((key) => !isLocalKey(key) && !replica.detail(key)?.detail)
  const [only, ...others] = keys
  if (only === undefined) return new Map()
  if (others.length === 0) await replica.openIssue(only)
  else {
    app.toast('info', `Asking how you follow ${keys.length} issues…`)
    return readFollows(session, keys).catch(() => new Map())
  }
  return new Map()
}

/** Performs at once what is known to have a way back, and the rest when the site has said how it is now. */
const whenKnown = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  perform: (followsOf: (issue: Issue) => Follows | undefined) => void,
): void => {
  const knownOf = ({ key }: Issue): Follows | undefined => session.replica.detail(key)?.detail ?? undefined
  if (issues.every((issue) => knownOf(issue) !== undefined)) return perform(knownOf)
  void askFollows(app, session, issues)
    .then((asked) => perform((issue) => knownOf(issue) ?? asked.get(issue.key)))
    .catch((error: unknown) => app.fail(error, session.site))
}

/** Watches the issues, or stops when all of them are watched as far as is known. */
export const toggleWatch = (app: App, session: SiteSession, issues: readonly Issue[]): void =>
  whenKnown(app, session, issues, (followsOf) => {
    const watched = issues.every((issue) => followsOf(issue)?.watchers.mine === true)
    const operations = issues.map((issue): Operation => {
      const base = followsOf(issue)?.watchers.mine
      return {
        kind: 'watch',
        key: issue.key,
        isWatching: !watched,
        user: null,
        ...(base === undefined ? {} : { base }),
      }
    })
    performAll(app, session, operations, watched ? 'no longer watched' : 'watched')
  })

/** Votes for the issues, or takes the votes back. */
export const toggleVote = (app: App, session: SiteSession, issues: readonly Issue[]): void =>
  whenKnown(app, session, issues, (followsOf) => {
    const voted = issues.every((issue) => followsOf(issue)?.votes.mine === true)
    const operations = issues.map((issue): Operation => {
      const base = followsOf(issue)?.votes.mine
      return { kind: 'vote', key: issue.key, isFor: !voted, ...(base === undefined ? {} : { base }) }
    })
    performAll(app, session, operations, voted ? 'without your vote' : 'voted for')
  })
