import { untrusted } from '@mmd/jira-api/model'
import type { Operation, Replica } from '@mmd/replica'
import { authored } from '../../../session/authored.ts'
import { closeIssue } from '../close-issue.ts'
import { myself } from '../comment.ts'
import { pick } from '../pick.ts'
import { decided, type Subject, whileAway } from './subject.ts'

const noReason = '\u0000none'

/** Reasons of one's own that are offered again. */
const mostOwn = 6

/** Reasons that everybody has, with what resolutions for them are called. */
const usual: readonly (readonly [reason: string, resolution: RegExp])[] = [
  ["Won't do", /won.?t|declin|reject/i],
  ['Cannot reproduce', /cannot.?repro|can.?t.?repro|incomplete/i],
  ['Works as designed', /design|not.?a.?bug|invalid|won.?t|declin/i],
  ['Out of scope', /scope|won.?t|declin|reject/i],
]

/** What a resolution is called that goes with any other reason. */
const declined = /won.?t|declin|reject|invalid/i

/** What was given as a reason before, the last ones first, and then what everybody gives. */
export const offeredReasons = (replica: Pick<Replica, 'decisions'>): readonly string[] => {
  const own = replica
    .decisions()
    .flatMap(({ verdict, reason }) => (verdict === 'declined' && reason !== '' ? [reason] : []))
  const all = [...[...new Set(own)].slice(0, mostOwn), ...usual.map(([reason]) => reason)]
  return [...new Set(all)]
}

/** Asks why, and then says so in a comment and closes the issue: one change. */
export const openDecline = (subject: Subject): void => {
  const { app, session, issue } = subject
  // Loaded while one chooses, so that sending waits for nothing.
  void authored('', session.site.deployment)
  pick(app, {
    title: `Decline ${issue.key}: why?`,
    placeholder: 'a reason, which becomes a comment',
    items: [
      ...offeredReasons(session.replica).map((reason) => ({ id: reason, label: reason })),
      { id: noReason, label: 'Without a reason', detail: 'no comment' },
    ],
    creatable: true,
    onPick: ([id = '']) => {
      const reason = id === noReason ? '' : untrusted(id, 'line').trim()
      void whileAway(subject, () => decline(subject, reason))
    },
  })
}

const decline = async (subject: Subject, reason: string): Promise<void> => {
  const { app, session, issue } = subject
  const said: Operation[] = []
  if (reason !== '') {
    const body = await authored(reason, session.site.deployment)
    said.push({ kind: 'add-comment', key: issue.key, body, typed: reason, author: myself(session) })
  }
  await closeIssue(app, session, issue, {
    also: [...said, decided(subject, 'declined', reason)],
    done: 'declined',
    onlyRest: 'declined · its workflow has no way to close it',
    resolution: usual.find(([one]) => one === reason)?.[1] ?? declined,
  })
}
