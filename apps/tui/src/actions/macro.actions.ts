import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../app/app.ts'
import { holdKeys, openLoaded } from '../app/hold-keys.ts'
import type { Macro } from '../macros/macro.ts'
import { type Action, key } from './action.ts'
import { hasIssue, onShown } from './shown-issues.ts'

/** What needs macros is loaded when the first one is asked for. */
type Flow = (app: App, session: SiteSession, issues: readonly Issue[]) => Promise<void>

const onIssues = (flow: Flow): Action['run'] =>
  onShown((app, session, issues) => void flow(app, session, issues).catch((error: unknown) => app.fail(error)))

const base = { group: 'Issue', scope: 'triage' } as const

/** A macro of the person's own, as an action with these keys. */
export const macroAction = (macro: Macro, keys: Action['keys']): Action => ({
  ...base,
  id: `macro.run.${macro.name}`,
  title: `Macro: ${macro.name}`,
  keys,
  enabled: hasIssue,
  run: onIssues(async (app, session, issues) => {
    const { runMacro } = await holdKeys(app, import('./flows/macros/run-macro.ts'))
    runMacro({ app, session, issues, macro, dry: false })
  }),
})

export const macroActions: readonly Action[] = [
  {
    ...base,
    id: 'macro.run',
    title: 'Run a macro…',
    hint: 'macro',
    keys: key('m'),
    enabled: hasIssue,
    run: onIssues(async (app, session, issues) => {
      const { openMacros } = await holdKeys(app, import('./flows/macros/open-macros.ts'))
      await openMacros(app, session, issues)
    }),
  },
  {
    ...base,
    id: 'macro.record',
    title: 'Record a macro, or end the recording',
    keys: key('M'),
    run: (app) =>
      openLoaded(app, import('./flows/macros/record-macro.ts'), ({ toggleRecording }) => toggleRecording(app)),
  },
]
