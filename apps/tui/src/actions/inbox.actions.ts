import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../app/app.ts'
import { scrollInbox } from '../screens/inbox/issue-pane.ts'
import { type Action, key } from './action.ts'
import { openComment } from './flows/comment.ts'
import { accept, assign, moveOn, snooze, takeIt } from './flows/inbox/decide.ts'
import { openDecline } from './flows/inbox/decline.ts'
import {
  askForOriginal,
  chooseCandidate,
  leaveCandidates,
  moveChoice,
  openDuplicates,
} from './flows/inbox/duplicates.ts'
import { leaveInbox, moveInQueue, openInbox, putOff, redoInInbox, undoInInbox } from './flows/inbox/open-inbox.ts'
import { type Subject, subjectOf } from './flows/inbox/subject.ts'
import { openLabels } from './flows/labels.ts'
import { openOutbox } from './flows/outbox.ts'
import { openPriority } from './flows/priority.ts'
import { openSnoozed } from './flows/snoozed.ts'

const nothingLeft = 'there is nothing left'

const onSubject =
  (run: (subject: Subject) => void): Action['run'] =>
  (app) => {
    const subject = subjectOf(app)
    if (subject !== undefined) run(subject)
  }

/** What changes the issue and leaves it where it is. */
const onIssue = (run: (app: App, session: SiteSession, issues: readonly Issue[]) => void): Action['run'] =>
  onSubject(({ app, session, issue }) => run(app, session, [issue]))

const inbox = { group: 'Inbox', scope: 'inbox' } as const

const base = {
  ...inbox,
  enabled: (app: App): true | string => (subjectOf(app) === undefined ? nothingLeft : true),
} as const

/** Movement is not for the palette. */
const quiet = { ...inbox, palette: false } as const

const decisions: readonly Action[] = [
  {
    ...base,
    id: 'inbox.accept',
    title: 'Accept, and leave it as it is',
    hint: 'accept',
    keys: key('y'),
    run: onSubject(accept),
  },
  {
    ...base,
    id: 'inbox.duplicate',
    title: 'It is a duplicate of…',
    hint: 'duplicate',
    keys: key('d'),
    run: (app) => onSubject((subject) => openDuplicates(app, subject))(app, undefined),
  },
  {
    ...base,
    id: 'inbox.decline',
    title: 'Decline, with a reason…',
    hint: 'decline',
    keys: key('x'),
    run: onSubject(openDecline),
  },
  { ...base, id: 'inbox.assign', title: 'Assign…', hint: 'assign', keys: key('a'), run: onSubject(assign) },
  { ...base, id: 'inbox.assign-to-me', title: 'Assign to me', keys: key('A'), run: onSubject(takeIt) },
  { ...base, id: 'inbox.snooze', title: 'Snooze…', hint: 'snooze', keys: key('z'), run: onSubject(snooze) },
  { ...base, id: 'inbox.status', title: 'Change the status…', hint: 'status', keys: key('s'), run: onSubject(moveOn) },
  {
    ...base,
    id: 'inbox.skip',
    title: 'Leave it for later',
    hint: 'later',
    keys: key('n', 'right'),
    run: onSubject(putOff),
  },
]

const besides: readonly Action[] = [
  { ...inbox, id: 'inbox.undo', title: 'Take back the last decision', hint: 'undo', keys: key('u'), run: undoInInbox },
  { ...inbox, id: 'inbox.redo', title: 'Decide again what was taken back', keys: key('ctrl-r'), run: redoInInbox },
  {
    ...base,
    id: 'inbox.priority',
    title: 'Change the priority…',
    hint: 'priority',
    keys: key('p'),
    run: onIssue(openPriority),
  },
  {
    ...base,
    id: 'inbox.labels',
    title: 'Change the labels…',
    hint: 'labels',
    keys: key('l'),
    run: onIssue(openLabels),
  },
  {
    ...base,
    id: 'inbox.comment',
    title: 'Comment…',
    keys: key('c'),
    run: onIssue(openComment),
  },
  {
    ...base,
    id: 'inbox.read',
    title: 'Fetch the comments and links of the issue',
    keys: key('enter'),
    run: onSubject(({ app, shown }) => void app.session()?.replica.openIssue(shown)),
  },
  {
    ...base,
    id: 'inbox.browse',
    title: 'Open in the browser',
    keys: key('b'),
    run: onSubject(({ app, session, issue }) => {
      const url = app.shell.issueUrl(session.site, issue.key)
      void app.shell.openBrowser(url).then((opened) => {
        if (opened) return app.toast('info', `Opened ${issue.key} in the browser`)
        app.shell.copy(url)
        return app.toast('warn', `No browser could be started; the URL is on the clipboard: ${url}`)
      })
    }),
  },
  {
    ...inbox,
    id: 'inbox.refresh',
    title: 'Ask the site what is new',
    keys: key('r'),
    run: (app) => void app.session()?.replica.refreshView(app.store.get().activeView),
  },
  {
    ...inbox,
    id: 'inbox.snoozed',
    title: 'What is snoozed, and wake it…',
    keys: key('Z'),
    run: openSnoozed,
  },
  { ...inbox, id: 'inbox.outbox', title: 'Outbox: what waits or was not taken…', keys: key('O'), run: openOutbox },
  { ...inbox, id: 'inbox.leave', title: 'Back to the list', keys: key('esc', 'q'), palette: false, run: leaveInbox },
]

const movement: readonly Action[] = [
  {
    ...quiet,
    id: 'inbox.down',
    title: 'Next issue, without deciding',
    keys: key('j', 'down'),
    run: (app, count = 1) => moveInQueue(app, (from) => from + count),
  },
  {
    ...quiet,
    id: 'inbox.up',
    title: 'Issue before',
    keys: key('k', 'up'),
    run: (app, count = 1) => moveInQueue(app, (from) => from - count),
  },
  {
    ...quiet,
    id: 'inbox.first',
    title: 'First issue',
    keys: key('g', 'home'),
    run: (app) => moveInQueue(app, () => 0),
  },
  {
    ...quiet,
    id: 'inbox.last',
    title: 'Last issue',
    keys: key('G', 'end'),
    run: (app) => moveInQueue(app, (_from, count) => count - 1),
  },
  {
    ...quiet,
    id: 'inbox.scroll-down',
    title: 'Half a page down in the issue',
    keys: key('ctrl-d', 'pagedown', 'space'),
    run: (app, count = 1) => scrollInbox(app, count),
  },
  {
    ...quiet,
    id: 'inbox.scroll-up',
    title: 'Half a page up in the issue',
    keys: key('ctrl-u', 'pageup'),
    run: (app, count = 1) => scrollInbox(app, -count),
  },
]

const duplicates = { group: 'Inbox', scope: 'duplicates', palette: false } as const

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

const choosing: readonly Action[] = [
  {
    ...duplicates,
    id: 'duplicates.take',
    title: 'Close as a duplicate of the one under the cursor',
    hint: 'close it',
    keys: key('enter'),
    run: (app) => chooseCandidate(app, undefined),
  },
  ...ordinals.map(
    (ordinal, at): Action => ({
      ...duplicates,
      id: `duplicates.take-${at + 1}`,
      title: `Close as a duplicate of the ${ordinal} one`,
      keys: key(String(at + 1)),
      run: (app) => chooseCandidate(app, at),
    }),
  ),
  { ...duplicates, id: 'duplicates.down', title: 'Next one', keys: key('j', 'down'), run: (app) => moveChoice(app, 1) },
  {
    ...duplicates,
    id: 'duplicates.up',
    title: 'The one before',
    keys: key('k', 'up'),
    run: (app) => moveChoice(app, -1),
  },
  {
    ...duplicates,
    id: 'duplicates.other',
    title: 'Another issue…',
    hint: 'another',
    keys: key('/', 'd'),
    run: (app) => {
      const subject = subjectOf(app)
      leaveCandidates(app)
      if (subject !== undefined) askForOriginal(subject)
    },
  },
  {
    ...duplicates,
    id: 'duplicates.leave',
    title: 'It is none of them',
    keys: key('esc', 'q'),
    run: leaveCandidates,
  },
]

/** The inbox: one decision for each key, and the cursor goes on by itself. */
export const inboxActions: readonly Action[] = [
  {
    id: 'inbox.open',
    title: 'Inbox: decide about one issue after the other',
    hint: 'inbox',
    group: 'Inbox',
    scope: 'triage',
    keys: key('i'),
    run: openInbox,
  },
  {
    id: 'list.snoozed',
    title: 'What is snoozed, and wake it…',
    group: 'Issue',
    scope: 'triage',
    keys: key('Z'),
    run: openSnoozed,
  },
  ...decisions,
  ...besides,
  ...movement,
  ...choosing,
]
