import type { MacroStep } from '../../../macros/macro.ts'
import { planMacro } from '../../../macros/plan-macro.ts'
import { MacroMistake } from '../../../macros/read-step.ts'
import { presentError } from '../../../present-error.ts'
import { dayOf } from '../macros/macro-run.ts'
import { macroSite } from '../macros/site-of-session.ts'
import { performAll } from '../perform.ts'
import { decided, type Subject } from './subject.ts'

/** Accepts an issue by what the person's rules say: one change with the decision. Where one action cannot be done none is. */
export const acceptBy = async (subject: Subject, steps: readonly MacroStep[]): Promise<void> => {
  const { app, session, issue } = subject
  const { signal } = new AbortController()
  const site = macroSite(app, session, signal)
  const today = dayOf(app.shell.now())
  const [planned] = await planMacro(site, [issue], { steps, given: {}, people: {}, today, signal })
  if (planned === undefined || planned.problem !== undefined) {
    const why =
      planned?.problem instanceof MacroMistake ? planned.problem.message : presentError(planned?.problem, {}).what
    return app.toast('bad', `${issue.key} was not accepted: ${why}`)
  }
  for (const url of planned.opens) void app.shell.openBrowser(url)
  performAll(app, session, [...planned.operations, decided(subject, 'accepted')], 'accepted')
}
