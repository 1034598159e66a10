import type { Change, Comment } from '@mmd/jira-api/model'
import type { TransitionOperation } from './operation.ts'
import type { Looked, Sending } from './operation-kind.ts'
import { sameText } from './same-text.ts'
import { earliestAt, hasStep, madeSince } from './site-time.ts'
import { isTaken } from './transition-taken.ts'

/** Whether a step was taken. Where the status does not tell, the comment that was made with it or the history must. */
export const lookForTransition = async (operation: TransitionOperation, sending: Sending): Promise<Looked> => {
  const { key, transition, base, comment } = operation
  const { client, signal } = sending
  const current = await client.issue(key, { signal })
  if (isTaken(operation, current)) return done()
  const since = await earliestAt(client, sending.firstSentAt, signal)
  const mine = comment === undefined ? [] : await commentsSince(since, operation, sending)
  const said = mine.find(({ body }) => comment !== undefined && sameText(body, comment))
  if (said !== undefined) return done(said)
  const author = { authorId: sending.me.id, since }
  if (isInHistory(await client.history(key, { signal }), operation, author)) return done()
  // What leaves a status is in the history; of what leads back to it a comment tells, if one was to be made.
  const isLoop = base?.status.id === transition.to.id
  const leftNothing = !isLoop || (comment !== undefined && mine.length === 0)
  if (current.status.id === base?.status.id && leftNothing) return { state: 'not-done' }
  const why = `It is in ${current.status.name}, and neither its history nor its comments show whether this step was taken`
  return { state: 'unclear', why }
}

const done = (comment?: Comment): Looked => ({ state: 'done', result: comment === undefined ? {} : { comment } })

interface Author {
  readonly authorId: string
  /** Epoch milliseconds by the site's clock. */
  readonly since: number
}

/** Whether somebody took this step since then. */
const isInHistory = (
  history: readonly Change[],
  { transition: { to }, fields, base }: TransitionOperation,
  author: Author,
): boolean => {
  if (hasStep(history, { field: 'status', from: base?.status, to, ...author })) return true
  const isLoop = base?.status.id === to.id
  return isLoop && Object.keys(fields).some((field) => hasStep(history, { field, ...author }))
}

/** The newest comments of ours since then. */
const commentsSince = async (
  since: number,
  { key }: TransitionOperation,
  { client, me, signal }: Sending,
): Promise<readonly Comment[]> => {
  const { comments } = await client.comments({ key, maxResults: 20, newestFirst: true }, { signal })
  return madeSince(comments, since).filter(({ author }) => author?.id === me.id)
}
