import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../app/app.ts'
import { ownerOf } from '../app/members.ts'
import { currentIssue } from '../state/selectors.ts'
import { type Action, key } from './action.ts'
import { assignToMe, openAssign } from './flows/assign.ts'
import { openEditOfSeveral } from './flows/bulk/edit/edit-several.ts'
import { openComment } from './flows/comment.ts'
import { openDuplicate } from './flows/duplicate.ts'
import { toggleVote, toggleWatch } from './flows/follow.ts'
import { openEdit } from './flows/forms/edit.ts'
import { editInEditor } from './flows/forms/in-editor.ts'
import { openNewIssue, openNewSubtask } from './flows/forms/new-issue.ts'
import { openLabels } from './flows/labels.ts'
import { openLink } from './flows/link.ts'
import { openLogWork } from './flows/log-work.ts'
import { type OnIssues, onAllAtOnce, onSiteAfterSite } from './flows/on-sites.ts'
import { mayOpenTabs, openUrls } from './flows/open-url.ts'
import { openPriority } from './flows/priority.ts'
import { openSnooze } from './flows/snooze.ts'
import { openStatus } from './flows/status.ts'
import { hasIssue, hasOneIssue, onShown } from './shown-issues.ts'

const onIssues = (run: OnIssues): Action['run'] =>
  onShown((app, session, issues) => onAllAtOnce(app, session, issues, run))

/** For what offers something that each site has its own of. */
const onEachSite = (run: OnIssues): Action['run'] =>
  onShown((app, session, issues) => onSiteAfterSite(app, session, issues, run))

const onOne = (run: (app: App, session: SiteSession, issue: Issue) => void): Action['run'] =>
  onIssues((app, session, [issue]) => {
    if (issue !== undefined) run(app, session, issue)
  })

const base = { group: 'Issue', scope: 'triage', enabled: hasIssue } as const

/** What is about one issue, and says so when several are marked. */
const single = { ...base, enabled: hasOneIssue, single: true } as const

export const issueActions: readonly Action[] = [
  {
    ...base,
    id: 'issue.open',
    title: 'Open the issue',
    hint: 'open',
    scope: 'list',
    keys: key('enter'),
    run: onShown((app, session, issues) => {
      const { key } = currentIssue(app.store.get(), session.replica) ?? issues[0] ?? {}
      if (key === undefined) return
      app.store.update((state) => ({
        ...state,
        focus: 'preview',
        zoomed: true,
        preview: { key, top: 0 },
        issue: { ...state.issue, cursor: null },
      }))
      void session.replica.openIssue(key)
    }),
  },
  {
    ...base,
    id: 'issue.zoom',
    title: 'Open the issue on the whole screen',
    scope: 'preview',
    keys: key('enter'),
    run: (app) => app.store.update((state) => ({ ...state, zoomed: !state.zoomed, visited: null })),
  },
  { ...base, id: 'issue.assign', title: 'Assign…', hint: 'assign', keys: key('a'), run: onEachSite(openAssign) },
  {
    ...base,
    id: 'issue.assign-to-me',
    title: 'Assign to me',
    hint: 'to me',
    keys: key('A'),
    run: onIssues(assignToMe),
  },
  {
    ...base,
    id: 'issue.status',
    title: 'Change the status…',
    hint: 'status',
    keys: key('s'),
    run: onEachSite(openStatus),
  },
  {
    ...base,
    id: 'issue.priority',
    title: 'Change the priority…',
    hint: 'priority',
    keys: key('p'),
    run: onEachSite(openPriority),
  },
  {
    ...base,
    id: 'issue.labels',
    title: 'Change the labels…',
    hint: 'labels',
    keys: key('l'),
    run: onIssues(openLabels),
  },
  { ...base, id: 'issue.comment', title: 'Comment…', hint: 'comment', keys: key('c'), run: onIssues(openComment) },
  {
    ...single,
    id: 'issue.duplicate',
    title: 'Close as a duplicate of…',
    hint: 'duplicate',
    keys: key('d'),
    run: onOne(openDuplicate),
  },
  { ...base, id: 'issue.snooze', title: 'Snooze…', hint: 'snooze', keys: key('z'), run: onIssues(openSnooze) },
  {
    ...base,
    id: 'issue.edit',
    title: 'Edit its fields…',
    hint: 'edit',
    keys: key('e'),
    run: onEachSite((app, session, issues) => {
      const [only] = issues.length === 1 ? issues : []
      void (only === undefined ? openEditOfSeveral(app, session, issues) : openEdit(app, session, only))
    }),
  },
  {
    ...single,
    id: 'issue.edit-in-editor',
    title: 'Edit summary and description in your editor…',
    keys: key('E'),
    run: onOne((app, session, issue) => void editInEditor(app, session, issue)),
  },
  {
    ...base,
    id: 'issue.new',
    title: 'New issue…',
    hint: 'new',
    keys: key('n'),
    enabled: (app) => (app.session() === null ? 'no site is open' : true),
    run: (app) => {
      const session = app.session()
      if (session !== null) openNewIssue(app, session, currentIssue(app.store.get(), session.replica))
    },
  },
  {
    ...single,
    id: 'issue.new-subtask',
    title: 'New sub-task of the issue…',
    keys: key('N'),
    run: onOne(openNewSubtask),
  },
  { ...base, id: 'issue.link', title: 'Link to another issue…', keys: key('L'), run: onEachSite(openLink) },
  { ...base, id: 'issue.log-work', title: 'Log work…', keys: key('w'), run: onIssues(openLogWork) },
  { ...base, id: 'issue.watch', title: 'Watch, or stop watching', keys: key('W'), run: onIssues(toggleWatch) },
  { ...base, id: 'issue.vote', title: 'Vote for it, or take the vote back', keys: key('+'), run: onIssues(toggleVote) },
  {
    ...base,
    id: 'issue.browse',
    title: 'Open in the browser',
    hint: 'browser',
    keys: key('b'),
    enabled: mayOpenTabs,
    run: onShown((app, session, issues) => {
      const owners = issues.map((issue) => ownerOf(session, issue.key))
      const urls = owners.map((owner) => app.shell.issueUrl(owner.session.site, owner.key))
      openUrls(app, urls, issues.length === 1 ? (owners[0]?.key ?? '') : `${issues.length} issues`)
    }),
  },
  {
    ...base,
    id: 'issue.copy-key',
    title: 'Copy the key',
    hint: 'copy key',
    keys: key('y'),
    run: onShown((app, session, issues) => {
      const keys = issues.map((issue) => ownerOf(session, issue.key).key).join(' ')
      app.shell.copy(keys)
      app.toast('good', issues.length === 1 ? `Copied ${keys}` : `Copied ${issues.length} keys`)
    }),
  },
  {
    ...base,
    id: 'issue.copy-url',
    title: 'Copy the URL',
    keys: key('Y'),
    run: onShown((app, session, issues) => {
      const owners = issues.map((issue) => ownerOf(session, issue.key))
      app.shell.copy(owners.map((owner) => app.shell.issueUrl(owner.session.site, owner.key)).join('\n'))
      app.toast('good', issues.length === 1 ? `Copied the URL of ${issues[0]?.key}` : `Copied ${issues.length} URLs`)
    }),
  },
]
