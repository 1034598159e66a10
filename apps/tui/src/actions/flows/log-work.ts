import type { Issue } from '@mmd/jira-api'
import type { AddWorklogOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { takeDuration, toDuration } from '../../durations.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { authored } from '../../session/authored.ts'
import { performWritten, type Written } from './bulk/keep-until-begun.ts'
import { myself } from './comment.ts'
import { openDraft } from './drafts.ts'
import { formDrafts } from './forms/draft-names.ts'
import { giveBack } from './give-back.ts'
import { subjectOf } from './plan/pick-known.ts'
import { staysSaid } from './rights.ts'

/** What was typed in one line: how long, and on what. */
export interface TimeSpent {
  readonly seconds: number
  readonly comment: string
}

/** No more than a thousand hours: a slip of the fingers is no month of work. */
const longest = 1000 * 3600

/** `1h30m fixed the form`: hours and minutes first, then words. Undefined when no time stands first. */
export const readTimeSpent = (text: string): TimeSpent | undefined => {
  const taken = takeDuration(text)
  if (taken === undefined || taken.seconds > longest || /^\S/.test(taken.rest)) return undefined
  return { seconds: taken.seconds, comment: taken.rest.trim() }
}

const meaningOf = ({ seconds, comment }: TimeSpent, count: number): string => {
  const time = toDuration(seconds)
  const all = count === 1 ? time : `${time} on each, ${toDuration(seconds * count)} in all`
  return comment === '' ? all : `${all}: ${comment}`
}

/** Asks in one line how long one has worked on the issue, or on each of several, and on what. */
export const openLogWork = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  typed?: string,
  error: string | null = null,
): void => {
  const isOne = issues.length === 1
  const name = isOne ? formDrafts.worklog(issues[0]?.key ?? '') : formDrafts.several('worklog', issues)
  const draft = openDraft(session, name)
  const stays = staysSaid(session, worklogs(session, issues, { seconds: 60, started: '' }))
  app.open({
    kind: 'prompt',
    title: `Log work on ${isOne ? '' : 'each of '}${subjectOf(issues)}`,
    help: [...stays.lines, 'The time first, then what you did: 1h30m fixed the form'],
    buffer: bufferOf(typed ?? draft.text),
    masked: false,
    error,
    hints: { enter: 'logs it', esc: 'closes' },
    advice: (text) => {
      const spent = readTimeSpent(text)
      return spent === undefined ? '' : meaningOf(spent, issues.length)
    },
    onChange: draft.put,
    onCancel: () => draft.keep(),
    onSubmit: (text) => {
      draft.keep()
      const spent = readTimeSpent(text)
      if (spent === undefined) openLogWork(app, session, issues, text, 'It must begin with a time such as 1h30m or 45m')
      else
        void logWork(app, session, issues, spent, { draft: name, typed: text, said: stays.said }).catch(
          (failure: unknown) => giveBack(app, session, failure, (why) => openLogWork(app, session, issues, text, why)),
        )
    },
  })
}

/** The same work on each, without words. */
const worklogs = (
  session: SiteSession,
  issues: readonly Issue[],
  work: Pick<AddWorklogOperation, 'seconds' | 'started'>,
): readonly AddWorklogOperation[] =>
  issues.map(({ key }) => {
    const author = myself(ownerOf(session, key).session)
    return { kind: 'add-worklog', key, ...work, comment: null, remaining: 'auto', author }
  })

const logWork = async (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  { seconds, comment }: TimeSpent,
  written: Written,
): Promise<void> => {
  const started = new Date(app.shell.now() - seconds * 1000).toISOString()
  const operations = await Promise.all(
    worklogs(session, issues, { seconds, started }).map(async (work): Promise<AddWorklogOperation> => {
      const { deployment } = ownerOf(session, work.key).session.site
      return { ...work, comment: comment === '' ? null : await authored(comment, deployment) }
    }),
  )
  performWritten(app, session, written, operations, `with ${toDuration(seconds)} of work logged`)
}
