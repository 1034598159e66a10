import { pick } from '../../actions/flows/pick.ts'
import type { Config } from '../../config/config.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { acceptText, reasonTexts } from '../../screens/preferences/inbox-settings.ts'
import type { App } from '../app.ts'
import type { SettingsSaver } from './save-settings.ts'

interface Asking {
  readonly app: App
  readonly saver: SettingsSaver
  /** For what is more than a line can say. */
  readonly openFile: () => void
}

type Name = 'view' | 'accept' | 'decline' | 'reasons'

/** The settings with this of the inbox, or without it, and what is to stand in the file for it. */
const save = <Part extends Name>(
  { app, saver }: Asking,
  name: Part,
  part: Config['inbox'][Part] | undefined,
  value: unknown,
): void => {
  const { config } = app.store.get()
  const { [name]: _, ...rest } = config.inbox
  const empty = { accept: [], reasons: [], views: config.inbox.views }
  const inbox: Config['inbox'] = { ...empty, ...rest, ...(part === undefined ? {} : { [name]: part }) }
  saver.save({ ...config, inbox }, { path: ['inbox', name], value })
}

const onScreen = '\u0000on-screen'

const askView = (asking: Asking): void => {
  const { config, views } = asking.app.store.get()
  const now = config.inbox.view?.toLowerCase()
  const isNow = (view: { readonly id: string; readonly title: string }): boolean =>
    view.id.toLowerCase() === now || view.title.toLowerCase() === now
  pick(asking.app, {
    title: 'The list of the inbox',
    placeholder: 'the title of a view',
    items: [
      { id: onScreen, label: 'The one on screen', ...(now === undefined ? { detail: 'now' } : {}) },
      ...views.map((view) => ({ id: view.title, label: view.title, ...(isNow(view) ? { detail: 'now' } : {}) })),
    ],
    onPick: ([id = onScreen]) => {
      const view = id === onScreen ? undefined : id
      save(asking, 'view', view, view)
    },
  })
}

interface Question {
  readonly title: string
  readonly help: string
  readonly text: string
  readonly take: (text: string) => void
}

const ask = ({ app }: Asking, { title, help, text, take }: Question): void => {
  app.open({
    kind: 'prompt',
    title,
    help: [help],
    buffer: bufferOf(text),
    masked: false,
    error: null,
    hints: { enter: 'saves', esc: 'closes' },
    onSubmit: (typed) => take(typed.trim()),
  })
}

const askAccept = (asking: Asking): void => {
  const text = acceptText(asking.app.store.get().config)
  if (text === undefined) return asking.openFile()
  ask(asking, {
    title: 'What accepting does',
    help: 'The name of a status or transition; empty: the issue only leaves the inbox',
    text,
    take: (to) =>
      to === ''
        ? save(asking, 'accept', undefined, undefined)
        : save(asking, 'accept', [{ kind: 'transition', to, fields: {} }], to),
  })
}

const askDecline = (asking: Asking): void =>
  ask(asking, {
    title: 'What declining does',
    help: 'The name of a status or transition; empty: one that closes the issue',
    text: asking.app.store.get().config.inbox.decline ?? '',
    take: (to) => save(asking, 'decline', to || undefined, to || undefined),
  })

const askReasons = (asking: Asking): void => {
  const reasons = reasonTexts(asking.app.store.get().config)
  if (reasons === undefined) return asking.openFile()
  ask(asking, {
    title: 'Reasons to decline',
    help: 'With semicolons between them; empty: those that everybody has',
    text: reasons.join('; '),
    take: (text) => {
      const given = text.split(';').flatMap((reason) => reason.trim() || [])
      save(
        asking,
        'reasons',
        given.map((reason) => ({ reason })),
        given.length === 0 ? undefined : given,
      )
    },
  })
}

const questions: Readonly<Record<string, (asking: Asking) => void>> = {
  'inbox.view': askView,
  'inbox.accept': askAccept,
  'inbox.decline': askDecline,
  'inbox.reasons': askReasons,
}

/** Asks for a setting of the inbox by its id; of another one nothing is asked. */
export const changeInbox = (setting: string, asking: Asking): void => questions[setting]?.(asking)
