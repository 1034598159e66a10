import type { App } from '../app/app.ts'
import { targetIssues } from '../state/selectors.ts'
import type { Action } from './action.ts'
import type { OnIssues } from './flows/on-sites.ts'

/** What is true of a list whose first rows are still to come, too. */
export const noIssue = 'there is no issue under the cursor'

/** Why nothing can be done to an issue now, or `true`. */
export const hasIssue = (app: App): true | string => {
  const session = app.session()
  if (session === null) return 'no site is open'
  return targetIssues(app.store.get(), session.replica).length > 0 ? true : noIssue
}

/** Why something that is for one issue cannot be done now, or `true`. */
export const hasOneIssue = (app: App): true | string => {
  const session = app.session()
  if (session === null) return 'no site is open'
  const { length } = targetIssues(app.store.get(), session.replica)
  if (length === 0) return noIssue
  return length === 1 ? true : `it is for one issue, and ${length} are marked`
}

/** On the marked issues, else the one under the cursor, as they are on screen: of several sites, with the keys that tell these. */
export const onShown =
  (run: OnIssues): Action['run'] =>
  (app) => {
    const session = app.session()
    if (session === null) return
    const issues = targetIssues(app.store.get(), session.replica)
    if (issues.length > 0) run(app, session, issues)
  }
