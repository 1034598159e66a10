import { setImmediate } from 'node:timers/promises'
import { type Issue, toIssueKey } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { candidatesOf, knownText } from '../../inbox/candidates.ts'
import { authored } from '../../session/authored.ts'
import { closeIssue } from './close-issue.ts'
import { myself } from './comment.ts'
import { followersOf } from './followers.ts'
import { duplicateLink, linkTo } from './link.ts'
import { type PickedIssue, pickIssue } from './pick-issue.ts'

/** What choosing the original does, said before it is chosen. */
export const duplicateWords = 'links, comments, closes it; its watchers follow'

/** Asks which issue this one repeats, and closes this one as its duplicate: one change. */
export const openDuplicate = (app: App, session: SiteSession, issue: Issue): void =>
  pickIssue(app, session, {
    title: `${issue.key} is a duplicate of…`,
    not: issue.key,
    placeholder: `a key or words · ${duplicateWords}`,
    suggest: (signal) => likely(session, issue, signal),
    onPick: (other) =>
      void closeAsDuplicate(app, session, issue, { other }).catch((error: unknown) => app.fail(error, session.site)),
  })

/** What looks like it in the copy, and then what the site thinks of: keys may come between the searches. */
const likely = async (
  { replica, client }: SiteSession,
  issue: Issue,
  signal: AbortSignal,
): Promise<readonly PickedIssue[]> => {
  const recent = client.pickIssues({ text: '' }, { signal }).catch(() => [])
  const known = knownText(replica.detail(issue.key)?.detail ?? null)
  const steps = candidatesOf(issue, (text, limit) => replica.search(text, limit), known)
  let step = steps.next()
  while (step.done !== true) {
    await setImmediate()
    signal.throwIfAborted()
    step = steps.next()
  }
  const alike = step.value.map((one) => one.issue)
  const others = (await recent).flatMap(({ key, summary }) => {
    const other = toIssueKey(key)
    return other === undefined || alike.some((one) => one.key === other) ? [] : [{ key: other, summary }]
  })
  return [...alike, ...others]
}

const people = (count: number): string => (count === 0 ? '' : ` · ${count} follow${count === 1 ? 's' : ''} it now`)

/**
 * Links an issue to the one that it repeats, says so in a comment, lets its watchers follow that one, and closes it as a duplicate
 * where the workflow can say so; `also` is done in the same change.
 */
export const closeAsDuplicate = async (
  app: App,
  session: SiteSession,
  issue: Issue,
  { other, also = [] }: { readonly other: PickedIssue; readonly also?: readonly Operation[] },
): Promise<void> => {
  const typed = `Duplicate of ${other.key}`
  const [direction, body, followers] = await Promise.all([
    duplicateLink(session),
    authored(typed, session.site.deployment),
    followersOf(session, issue, other),
  ])
  if (direction === undefined)
    app.toast('warn', 'This site has no kind of link for duplicates: the comment alone says it')
  const link = direction === undefined ? [] : [linkTo(issue, direction, other)]
  const comment = { kind: 'add-comment', key: issue.key, body, typed, author: myself(session) } as const
  await closeIssue(app, session, issue, {
    also: [comment, ...followers, ...also, ...link],
    done: `closed as a duplicate of ${other.key}${people(followers.length)}`,
    onlyRest: `linked as a duplicate of ${other.key}${people(followers.length)}`,
    resolution: /duplicat/i,
  })
}
