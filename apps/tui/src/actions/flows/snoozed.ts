import type { IssueKey } from '@mmd/jira-api'
import type { Snooze } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { speakingOf } from '../../app/speaking-of.ts'
import { performAll } from './perform.ts'
import { pick } from './pick.ts'
import { showTime } from './snooze.ts'

const untilWords = ({ until, untilChanged }: Snooze): string => {
  if (until === null) return untilChanged ? 'until somebody changes it' : ''
  return `until ${showTime(until)}${untilChanged ? ' or a change' : ''}`
}

/** Those that wake by themselves next stand first. */
const wakesAt = ({ until }: Snooze): number => until ?? Number.MAX_SAFE_INTEGER

/** Shows what is asleep, the next to wake first; Enter wakes the one under the cursor. */
export const openSnoozed = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const { replica } = session
  const asleep = [...replica.snoozes()].flatMap((key) => {
    const snooze = replica.snooze(key)
    return snooze === undefined ? [] : [{ key, snooze }]
  })
  if (asleep.length === 0) return app.toast('info', 'No issue is snoozed')
  const byId = new Map(asleep.map(({ key }) => [String(key), key]))
  pick(app, {
    title: asleep.length === 1 ? '1 snoozed issue' : `${asleep.length} snoozed issues`,
    placeholder: 'type to narrow · Enter wakes it',
    items: asleep
      .toSorted((a, b) => wakesAt(a.snooze) - wakesAt(b.snooze))
      .map(({ key, snooze }) => ({
        id: key,
        label: `${key}  ${replica.issue(key)?.summary ?? ''}`,
        detail: untilWords(snooze),
      })),
    onPick: ([id = '']) => {
      const key = byId.get(id)
      if (key !== undefined) wake(app, session, key)
    },
  })
}

const wake = (app: App, whole: SiteSession, shown: IssueKey): void => {
  const { session, key } = ownerOf(whole, shown)
  const speaking = session === whole ? app : speakingOf(app, session)
  performAll(speaking, session, [{ kind: 'snooze', key, snooze: null }], 'awake again')
}
