import type { StoredText } from '@mmd/jira-api/model'
import type { App } from '../../app/app.ts'
import type { ModalKey } from '../../state/modal.ts'

/** Ctrl-P in a text area: how the text will look, and what will be sent. `toStored` may throw a sentence for people. */
export const previewKey = (
  app: App,
  title: string,
  toStored: (typed: string) => StoredText | Promise<StoredText>,
): ModalKey => ({
  chord: 'ctrl-p',
  label: 'shows how it will look',
  run: (id) => void showPreview(app, title, id, toStored),
})

/** Names by login, as they are written: Data Center is sent the logins alone, and shows names all the same. */
const namesIn = (markdown: string): ReadonlyMap<string, string> =>
  new Map(
    [...markdown.matchAll(/\[@(?<name>[^\]\n]+)\]\(user:(?<login>[^)\s]+)\)/gu)].flatMap(({ groups }) =>
      groups?.['name'] === undefined || groups['login'] === undefined ? [] : [[groups['login'], groups['name']]],
    ),
  )

const showPreview = async (
  app: App,
  title: string,
  area: number,
  toStored: (typed: string) => StoredText | Promise<StoredText>,
): Promise<void> => {
  const open = app.store.get().modals.find(({ id }) => id === area)
  if (open?.kind !== 'text-area') return
  try {
    const made = toStored(open.buffer.text)
    const text = made instanceof Promise ? await made : made
    // It was left, or something else was opened, while the module was loaded.
    if (app.store.get().modals.at(-1)?.id !== area) return
    app.open({ kind: 'text-preview', title, text, names: namesIn(open.buffer.text), asSent: false, top: 0 })
  } catch (error) {
    app.toast('warn', error instanceof Error ? error.message : 'It cannot be kept so')
  }
}
