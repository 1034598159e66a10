import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../app/app.ts'
import { holdKeys } from '../app/hold-keys.ts'
import { type Action, key } from './action.ts'
import { onAllAtOnce, onSiteAfterSite } from './flows/on-sites.ts'
import { hasIssue, onShown } from './shown-issues.ts'

/** What these need is loaded when the first one is asked for. */
type Flow = (app: App, session: SiteSession, issues: readonly Issue[]) => void | Promise<void>

const onIssues = (load: () => Promise<Flow>, on: typeof onSiteAfterSite = onSiteAfterSite): Action['run'] =>
  onShown((app, session, issues) => {
    const run = async (): Promise<void> => {
      const flow = await holdKeys(app, load())
      on(app, session, issues, (own, member, theirs) => {
        void Promise.resolve(flow(own, member, theirs)).catch((error: unknown) => app.fail(error, member.site))
      })
    }
    void run().catch((error: unknown) => app.fail(error))
  })

const base = { group: 'Issue', scope: 'triage', enabled: hasIssue } as const

/** Where an issue belongs, and what is put on it: version, sprint, parent, files, notes. */
export const planActions: readonly Action[] = [
  {
    ...base,
    id: 'issue.internal-note',
    title: 'Internal note…',
    keys: key('C'),
    run: onIssues(async () => (await import('./flows/internal-note.ts')).openInternalNote, onAllAtOnce),
  },
  {
    ...base,
    id: 'issue.fix-version',
    title: 'Change the fix versions…',
    keys: key('f'),
    run: onIssues(async () => (await import('./flows/plan/fix-version.ts')).openFixVersion),
  },
  {
    ...base,
    id: 'issue.sprint',
    title: 'Move to a sprint…',
    keys: key('t'),
    run: onIssues(async () => (await import('./flows/plan/sprint.ts')).openSprint),
  },
  {
    ...base,
    id: 'issue.parent',
    title: 'Change the parent or epic…',
    keys: key('P'),
    run: onIssues(async () => (await import('./flows/plan/parent.ts')).openParent),
  },
  {
    ...base,
    id: 'issue.attach',
    title: 'Attach a file…',
    keys: key('@'),
    run: onIssues(async () => (await import('./flows/plan/attach.ts')).openAttach, onAllAtOnce),
  },
]
