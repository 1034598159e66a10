import type { App, SiteSession } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import { whenUndisturbed } from './perform.ts'

/** Opens a dialog again with what was typed into it and why it was not taken: nothing that a person typed is lost. */
export const giveBack = (app: App, session: SiteSession, error: unknown, open: (why: string) => void): void =>
  whenUndisturbed(app, session, () => open(presentError(error, { site: session.site.name }).what))
