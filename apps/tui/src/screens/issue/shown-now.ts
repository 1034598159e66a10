import type { App } from '../../app/app.ts'
import { unpainted } from '../modals/modal-view.ts'
import { lastTheme } from '../triage/preview-pane.ts'
import { type ShownIssue, shownIssue } from './shown-issue.ts'

/** The issue as it is on screen now, for what moves in it. */
export const shownNow = (app: App): ShownIssue | undefined => {
  const session = app.session()
  if (session === null) return undefined
  return shownIssue(app.store.get(), session, { now: app.shell.now(), theme: lastTheme() ?? unpainted })
}
