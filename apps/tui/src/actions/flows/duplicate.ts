import type { Issue, Transition } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { duplicateLink, linkTo } from './link.ts'
import { performAll } from './perform.ts'
import { type PickedIssue, pickIssue } from './pick-issue.ts'
import { chooseTransition } from './status.ts'

/** Asks which issue this one repeats, links the two, and closes this one: one change. */
export const openDuplicate = (app: App, session: SiteSession, issue: Issue): void =>
  pickIssue(app, session, {
    title: `${issue.key} is a duplicate of…`,
    not: issue.key,
    onPick: (other) => void close(app, session, issue, other).catch((error: unknown) => app.fail(error, session.site)),
  })

const close = async (app: App, session: SiteSession, issue: Issue, other: PickedIssue): Promise<void> => {
  const [direction, transitions] = await Promise.all([duplicateLink(session), session.transitions(issue.key)])
  const links = direction === undefined ? [] : [linkTo(issue, direction, other)]
  const done = `closed as a duplicate of ${other.key}`
  const ways = transitions.filter(({ to }) => to.category === 'done')
  const way = best(ways)
  if (direction === undefined)
    app.toast('warn', 'This site has no kind of link for duplicates: only the status changes')
  if (ways.length === 0) performAll(app, session, links, `linked as a duplicate of ${other.key}`)
  else if (way === undefined) chooseTransition({ app, session, issues: [issue], also: links, done }, ways)
  else chooseTransition({ app, session, issues: [issue], also: links, done, resolution: /duplicat/i }, [way])
}

/** The one way to close it, or the one that can say that it is a duplicate. */
const best = (ways: readonly Transition[]): Transition | undefined => {
  const telling = ways.find(({ fields }) =>
    fields.some(
      ({ id, allowedValues }) => id === 'resolution' && allowedValues.some(({ label }) => /duplicat/i.test(label)),
    ),
  )
  return telling ?? (ways.length === 1 ? ways[0] : undefined)
}
