import type { Issue, Transition } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { performAll } from './perform.ts'
import { chooseTransition } from './status.ts'

/** How an issue is closed. */
export interface Closing {
  /** What is done in the same change. */
  readonly also: readonly Operation[]
  /** What to call it; and where its workflow has no way to a done status, so that only the rest is done. */
  readonly done: string
  readonly onlyRest: string
  /** The resolution that is meant, where a way asks for one. */
  readonly resolution: RegExp
}

/** Closes the issue by the way that can say why, or by the only one; asks where several lead there. */
export const closeIssue = async (app: App, session: SiteSession, issue: Issue, closing: Closing): Promise<void> => {
  const { also, done, onlyRest, resolution } = closing
  const ways = (await session.transitions(issue.key)).filter(({ to }) => to.category === 'done')
  const way = best(ways, resolution)
  if (ways.length === 0) performAll(app, session, also, onlyRest)
  else if (way === undefined) chooseTransition({ app, session, issues: [issue], also, done }, ways)
  else chooseTransition({ app, session, issues: [issue], also, done, resolution }, [way])
}

/** The way that is called so, or whose fields can say so, or the only one. */
const best = (ways: readonly Transition[], resolution: RegExp): Transition | undefined =>
  ways.find(({ name, to }) => resolution.test(name) || resolution.test(to.name)) ??
  ways.find(({ fields }) =>
    fields.some(
      ({ id, allowedValues }) => id === 'resolution' && allowedValues.some(({ label }) => resolution.test(label)),
    ),
  ) ??
  (ways.length === 1 ? ways[0] : undefined)
