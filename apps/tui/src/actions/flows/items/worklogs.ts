import type { Worklog } from '@mmd/jira-api'
import type { App } from '../../../app/app.ts'
import { holdKeys } from '../../../app/hold-keys.ts'
import { toDuration } from '../../../durations.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import { authored } from '../../../session/authored.ts'
import { giveBack } from '../give-back.ts'
import { readTimeSpent } from '../log-work.ts'
import { performAll } from '../perform.ts'
import { namesNear } from './names-near.ts'
import type { ItemPlace } from './on-item.ts'

interface Typed {
  readonly text: string
  readonly error: string | null
}

/** Asks in one line for the time and the words. Words of several lines stay as they are unless others are typed. */
export const editWorklog = async (app: App, place: ItemPlace, worklog: Worklog, again?: Typed): Promise<void> => {
  const { openForEditing } = await holdKeys(app, import('@mmd/rich-text/edit'))
  const words =
    worklog.comment === null
      ? ''
      : openForEditing(worklog.comment, namesNear(app, place.session, place.key)).text.trim()
  const shown = words.includes('\n') ? '' : words
  const kept = words === shown ? '' : ' · without words the text of several lines stays as it is'
  app.open({
    kind: 'prompt',
    title: `Work logged on ${place.key}`,
    help: [`The time first, then what was done${kept}`],
    buffer: bufferOf(again?.text ?? `${toDuration(worklog.seconds)} ${shown}`.trim()),
    masked: false,
    error: again?.error ?? null,
    hints: { enter: 'saves it', esc: 'closes' },
    onSubmit: (text) => {
      const spent = readTimeSpent(text)
      if (spent === undefined)
        return void editWorklog(app, place, worklog, {
          text,
          error: 'It must begin with a time such as 1h30m or 45m',
        })
      const said = spent.comment === shown ? undefined : spent.comment
      void save(app, place, worklog, spent.seconds, said).catch((error: unknown) =>
        giveBack(app, place.session, error, (why) => void editWorklog(app, place, worklog, { text, error: why })),
      )
    },
  })
}

const save = async (
  app: App,
  { session, key }: ItemPlace,
  worklog: Worklog,
  seconds: number,
  words: string | undefined,
): Promise<void> => {
  if (words === undefined && seconds === worklog.seconds) return
  const comment =
    words === undefined ? {} : { comment: words === '' ? null : await authored(words, session.site.deployment) }
  performAll(
    app,
    session,
    [{ kind: 'edit-worklog', key, id: worklog.id, seconds, remaining: 'auto', base: worklog, ...comment }],
    `with ${toDuration(seconds)} of work logged instead`,
  )
}

export const deleteWorklog = (app: App, { session, key }: ItemPlace, worklog: Worklog): void =>
  performAll(
    app,
    session,
    [{ kind: 'delete-worklog', key, id: worklog.id, remaining: 'auto', base: worklog }],
    `without ${toDuration(worklog.seconds)} of work`,
  )
