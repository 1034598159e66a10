import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { performAll } from './perform.ts'

/** Watches the issues, or stops when all of them are watched as far as is known. */
export const toggleWatch = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const watched = issues.every(({ key }) => session.replica.detail(key)?.detail?.watchers.mine === true)
  performAll(
    app,
    session,
    issues.map(({ key }) => ({ kind: 'watch', key, isWatching: !watched, user: null })),
    watched ? 'no longer watched' : 'watched',
  )
}

/** Votes for the issues, or takes the votes back. */
export const toggleVote = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const voted = issues.every(({ key }) => session.replica.detail(key)?.detail?.votes.mine === true)
  performAll(
    app,
    session,
    issues.map(({ key }) => ({ kind: 'vote', key, isFor: !voted })),
    voted ? 'without your vote' : 'voted for',
  )
}
