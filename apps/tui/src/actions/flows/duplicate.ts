import type { Issue } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { closeIssue } from './close-issue.ts'
import { duplicateLink, linkTo } from './link.ts'
import { type PickedIssue, pickIssue } from './pick-issue.ts'

/** Asks which issue this one repeats, links the two, and closes this one: one change. */
export const openDuplicate = (app: App, session: SiteSession, issue: Issue): void =>
  pickIssue(app, session, {
    title: `${issue.key} is a duplicate of…`,
    not: issue.key,
    onPick: (other) =>
      void closeAsDuplicate(app, session, issue, { other }).catch((error: unknown) => app.fail(error, session.site)),
  })

/** Links an issue to the one that it repeats and closes it; `also` is done in the same change, before that. */
export const closeAsDuplicate = async (
  app: App,
  session: SiteSession,
  issue: Issue,
  { other, also = [] }: { readonly other: PickedIssue; readonly also?: readonly Operation[] },
): Promise<void> => {
  const direction = await duplicateLink(session)
  if (direction === undefined)
    app.toast('warn', 'This site has no kind of link for duplicates: only the status changes')
  const links = direction === undefined ? [] : [linkTo(issue, direction, other)]
  await closeIssue(app, session, issue, {
    also: [...also, ...links],
    done: `closed as a duplicate of ${other.key}`,
    onlyRest: `linked as a duplicate of ${other.key}`,
    resolution: /duplicat/i,
  })
}
