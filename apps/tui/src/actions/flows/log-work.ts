import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { takeDuration, toDuration } from '../../durations.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { authored } from '../../session/authored.ts'
import { myself } from './comment.ts'
import { openDraft } from './drafts.ts'
import { formDrafts } from './forms/draft-names.ts'
import { performAll } from './perform.ts'

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

/** Asks in one line how long one has worked on the issue, and on what. */
export const openLogWork = (
  app: App,
  session: SiteSession,
  issue: Issue,
  typed?: string,
  error: string | null = null,
): void => {
  const draft = openDraft(session, formDrafts.worklog(issue.key))
  app.open({
    kind: 'prompt',
    title: `Log work on ${issue.key}`,
    help: ['The time first, then what you did: 1h30m fixed the form'],
    buffer: bufferOf(typed ?? draft.text),
    masked: false,
    error,
    hints: { enter: 'logs it', esc: 'closes' },
    advice: (text) => {
      const spent = readTimeSpent(text)
      return spent === undefined
        ? ''
        : `${toDuration(spent.seconds)}${spent.comment === '' ? '' : `: ${spent.comment}`}`
    },
    onChange: draft.put,
    onCancel: () => draft.keep(),
    onSubmit: (text) => {
      draft.keep()
      const spent = readTimeSpent(text)
      if (spent === undefined) openLogWork(app, session, issue, text, 'It must begin with a time such as 1h30m or 45m')
      else {
        draft.forget()
        void logWork(app, session, issue, spent).catch((failure: unknown) => app.fail(failure, session.site))
      }
    },
  })
}

const logWork = async (app: App, session: SiteSession, { key }: Issue, spent: TimeSpent): Promise<void> => {
  const { seconds, comment } = spent
  const text = comment === '' ? null : await authored(comment, session.site.deployment)
  const started = new Date(app.shell.now() - seconds * 1000).toISOString()
  const author = myself(session)
  performAll(
    app,
    session,
    [{ kind: 'add-worklog', key, seconds, started, comment: text, remaining: 'auto', author }],
    `with ${toDuration(seconds)} of work logged`,
  )
}
