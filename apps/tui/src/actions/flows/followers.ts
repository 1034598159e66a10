import type { Issue, User } from '@mmd/jira-api'
import type { WatchOperation } from '@mmd/replica'
import type { SiteSession } from '../../app/app.ts'
import type { PickedIssue } from './pick-issue.ts'

/** People who are moved at most: each is a request. */
const most = 50

/** Milliseconds that the site has to say who watches; after that only the reporter is moved. */
const patience = 5_000

/** Who follows, and whether that is known to be all. */
interface Followers {
  readonly people: readonly User[]
  /** Who watches the original already. */
  readonly there: ReadonlySet<string>
  /** Whether one follows the original oneself. */
  readonly isMine: boolean | undefined
}

/** Who reported it: known without asking. */
const reporterAlone = ({ reporter }: Issue): Followers => ({
  people: reporter === null ? [] : [reporter],
  there: new Set(),
  isMine: undefined,
})

/** Asks who watches both; a site that does not answer, or does not tell that, leaves the reporter. */
const askWho = async ({ client, replica }: SiteSession, issue: Issue, other: PickedIssue): Promise<Followers> => {
  if (['offline', 'signed-out'].includes(replica.engineState().sender)) return reporterAlone(issue)
  const signal = AbortSignal.timeout(patience)
  try {
    const [theirs, original] = await Promise.all([
      client.watchers(issue.key, { signal }),
      client.watchers(other.key, { signal }),
    ])
    const reporter = issue.reporter === null ? [] : [issue.reporter]
    const people = [...new Map([...theirs.users, ...reporter].map((one) => [one.id, one])).values()]
    return { people, there: new Set(original.users.map(({ id }) => id)), isMine: original.mine }
  } catch {
    return reporterAlone(issue)
  }
}

/** True where the site has refused lately to let one make others watch. */
const isRefused = ({ replica }: SiteSession): boolean =>
  replica
    .operations()
    .some(({ state, operation }) => state === 'failed' && operation.kind === 'watch' && operation.user !== null)

/**
 * Everybody who watches an issue follows another one from now on, and whoever reported it: two requests, and none offline. Who
 * follows that already is left out, so that taking it back takes off exactly those who were added.
 */
export const followersOf = async (
  session: SiteSession,
  issue: Issue,
  other: PickedIssue,
): Promise<readonly WatchOperation[]> => {
  const mayMove = !isRefused(session)
  const { people, there, isMine } = await askWho(session, issue, other)
  const me = session.site.user?.id
  const original = session.replica.issue(other.key)?.reporter?.id
  return people
    .filter(({ id, active }) => active && !there.has(id))
    .flatMap((user): readonly WatchOperation[] => {
      if (user.id === me)
        return isMine === false ? [{ kind: 'watch', key: other.key, isWatching: true, user: null, base: false }] : []
      // Who has reported the original hears of it anyway.
      if (!mayMove || user.id === original) return []
      return [{ kind: 'watch', key: other.key, isWatching: true, user, base: false }]
    })
    .slice(0, most)
}
