import { untrusted } from '@mmd/jira-api/model'
import type { Operation, Replica } from '@mmd/replica'
import type { DeclineReason } from '../../../config/config.ts'
import { inboxRules } from '../../../inbox/rules.ts'
import { escapedValues, issueValues } from '../../../macros/issue-values.ts'
import { fill } from '../../../macros/variables.ts'
import { authored } from '../../../session/authored.ts'
import { closeIssue } from '../close-issue.ts'
import { myself } from '../comment.ts'
import { dayOf } from '../macros/macro-run.ts'
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
  const rules = inboxRules(app.store.get())
  // Loaded while one chooses, so that sending waits for nothing.
  void authored('', session.site.deployment)
  pick(app, {
    title: `Decline ${issue.key}: why?`,
    placeholder: 'a reason, which becomes a comment',
    items: [
      ...rules.reasons.map((rule) => ({ id: rule.reason, label: rule.reason, detail: detailOf(rule) })),
      ...offeredReasons(session.replica)
        .filter((reason) => !rules.reasons.some((rule) => rule.reason === reason))
        .map((reason) => ({ id: reason, label: reason })),
      { id: noReason, label: 'Without a reason', detail: 'no comment' },
    ],
    creatable: true,
    onPick: ([id = '']) => {
      const reason = id === noReason ? '' : untrusted(id, 'line').trim()
      const rule = rules.reasons.find((one) => one.reason === reason)
      void whileAway(subject, () => decline(subject, { to: rules.decline, ...(rule ?? { reason }) }))
    },
  })
}

/** What a reason of the person's own brings with it. */
const detailOf = ({ comment = '', resolution, to }: DeclineReason): string => {
  const [first = ''] = comment.split('\n')
  return [first, resolution, to].filter((one) => one !== undefined && one !== '').join(' · ')
}

/** Exactly this name. */
const called = (name: string): RegExp => new RegExp(`^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`, 'i')

/** What is said to the issue: the text that goes with the reason, or the reason itself. */
const textOf = ({ app, session, issue }: Subject, { reason, comment }: Pick<DeclineReason, 'reason' | 'comment'>) => {
  if (comment === undefined) return reason
  const { user } = session.site
  const me = user === undefined ? undefined : { id: user.id, name: user.name, active: true }
  const values = issueValues({ me }, issue, dayOf(app.shell.now()))
  return fill(comment, { ...values, ...escapedValues(values) })
}

interface Declining extends Pick<DeclineReason, 'reason' | 'comment' | 'resolution'> {
  readonly to: string | undefined
}

const decline = async (subject: Subject, declining: Declining): Promise<void> => {
  const { app, session, issue } = subject
  const { reason, resolution, to } = declining
  const typed = textOf(subject, declining)
  const said: Operation[] = []
  if (typed !== '') {
    const body = await authored(typed, session.site.deployment)
    said.push({ kind: 'add-comment', key: issue.key, body, typed, author: myself(session) })
  }
  await closeIssue(app, session, issue, {
    also: [...said, decided(subject, 'declined', reason)],
    done: 'declined',
    onlyRest: 'declined · its workflow has no way to close it',
    resolution:
      resolution === undefined ? (usual.find(([one]) => one === reason)?.[1] ?? declined) : called(resolution),
    to,
  })
}
