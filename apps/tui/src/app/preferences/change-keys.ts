import type { Action } from '../../actions/action.ts'
import { pick } from '../../actions/flows/pick.ts'
import { actions } from '../../actions/registry.ts'
import { remap } from '../../actions/remap.ts'
import type { Config } from '../../config/config.ts'
import { showChords } from '../../input/chord.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { keysText } from '../../screens/preferences/settings.ts'
import type { App } from '../app.ts'
import { readKeys, writeKeys } from './key-words.ts'
import type { SettingsSaver } from './save-settings.ts'

/** Every action with the keys that it has now, to be searched; the one that is chosen is given others. */
export const changeKeys = (app: App, saver: SettingsSaver, query = ''): void => {
  const { keys } = app.store.get().config
  const items = app.actions.map(({ id, title, keys: has }) => ({
    id,
    label: title,
    detail: `${keys[id] === undefined ? '' : '✎ '}${has.map(showChords).join('  ') || 'no key'}`,
  }))
  const modal = pick(app, {
    title: 'Keys: choose an action',
    placeholder: 'type to search',
    items,
    onPick: ([id], typed) => {
      const action = app.actions.find((one) => one.id === id)
      if (action !== undefined) askKeys(app, saver, { action, query: typed })
    },
  })
  if (query !== '')
    app.store.update((state) => ({
      ...state,
      modals: state.modals.map((one) =>
        one.id === modal && one.kind === 'picker' ? { ...one, query: bufferOf(query) } : one,
      ),
    }))
}

interface Asked {
  readonly action: Action
  /** What was searched for, to go back to. */
  readonly query: string
}

const askKeys = (app: App, saver: SettingsSaver, { action, query }: Asked, typed?: string, error?: string): void => {
  const own = actions.find(({ id }) => id === action.id)?.keys ?? []
  const back = (): void => changeKeys(app, saver, query)
  const save = (keys: Config['keys'], value: unknown): void => {
    const { config } = app.store.get()
    saver.save({ ...config, keys }, { path: ['keys', action.id], value })
    back()
  }
  const others = (): Config['keys'] => {
    const { [action.id]: _, ...rest } = app.store.get().config.keys
    return rest
  }
  app.open({
    kind: 'prompt',
    title: `Keys of ${action.title.replace(/…$/u, '')}`,
    help: [
      'a, G, ctrl-d, enter · ; s: one after the other · several: with a comma and a blank between · nothing: no key',
      `By itself: ${own.map(showChords).join(', ') || 'none'} · ${action.id}`,
    ],
    buffer: bufferOf(typed ?? writeKeys(action.keys)),
    masked: false,
    error: error ?? null,
    advice: (text) => adviceOn(action, text, others()),
    hints: { enter: 'saves', esc: 'goes back' },
    keys: [
      {
        chord: 'ctrl-r',
        label: 'as by itself',
        run: (modal) => {
          app.close(modal)
          save(others(), undefined)
        },
      },
    ],
    onSubmit: (text) => {
      const read = readKeys(text)
      if ('error' in read) return askKeys(app, saver, { action, query }, text, read.error)
      save({ ...others(), [action.id]: read.keys }, keysText(read.keys))
    },
    onCancel: back,
  })
}

/** What the keys that are being typed take from others. */
const adviceOn = ({ id }: Action, text: string, others: Config['keys']): string => {
  const read = readKeys(text)
  if ('error' in read) return ''
  const clashes = remap(actions, { ...others, [id]: read.keys }).clashes.filter(
    ({ winner, loser }) => winner === id || loser === id,
  )
  return clashes.map(({ words }) => words).join(' · ')
}
