import type { Config } from '../config/config.ts'
import type { ConfigPlace } from '../config/config-file.ts'
import { configFile, configFileName } from '../config/config-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { writeConfigText } from '../config/write-config.ts'
import { bufferOf } from '../input/text-edit.ts'
import { preferences, valueAt } from '../screens/preferences/settings.ts'
import { changeModal } from '../state/state.ts'
import type { App } from './app.ts'
import { applyConfig, tellProblems } from './apply-config.ts'
import { changeInbox } from './preferences/change-inbox.ts'
import { changeKeys } from './preferences/change-keys.ts'
import { createSaver, type SettingsSaver, textOf } from './preferences/save-settings.ts'

/** Opens the settings that people change. */
export const openSettings = (app: App, place: ConfigPlace): void => {
  const saver = withWayBack(app, createSaver(app, place), (onUndo) =>
    app.store.update((state) =>
      changeModal(state, modal, 'preferences', ({ onUndo: _, ...one }) =>
        onUndo === undefined ? one : { ...one, onUndo },
      ),
    ),
  )
  const modal = app.open({
    kind: 'preferences',
    file: configFile(place),
    cursor: 0,
    onChange: (setting, by) => {
      const { config } = app.store.get()
      const turned = preferences.find(({ id }) => id === setting)?.turn?.(config, by)
      if (turned !== undefined) saver.save(turned.config, turned)
      else if (setting === 'columns') askColumns(app, saver)
      else if (setting === 'keys') changeKeys(app, saver)
      else {
        const openFile = (): void => void editFile(app, place).catch((error: unknown) => app.fail(error))
        if (setting === 'file') openFile()
        else changeInbox(setting, { app, saver, openFile })
      }
    },
  })
}

/** The same, and `tell` hears each time what takes the last change back; undefined when there is none any more. */
const withWayBack = (app: App, saver: SettingsSaver, tell: (back: (() => void) | undefined) => void): SettingsSaver => {
  const done: { readonly before: Config; readonly path: readonly string[] }[] = []
  const back = (): void => {
    const last = done.pop()
    if (last !== undefined) saver.save(last.before, { path: last.path, value: valueAt(last.before, last.path) })
    tell(done.length === 0 ? undefined : back)
  }
  return {
    save: (config, change) => {
      done.push({ before: app.store.get().config, path: change.path })
      saver.save(config, change)
      tell(back)
    },
  }
}

const askColumns = (app: App, saver: SettingsSaver): void => {
  const { columns } = app.store.get().config
  app.open({
    kind: 'prompt',
    title: 'Columns of every list',
    help: ['Fields by name or id, with commas between them; empty: those that have room'],
    buffer: bufferOf(columns.join(', ')),
    masked: false,
    error: null,
    hints: { enter: 'saves', esc: 'closes' },
    onSubmit: (text) => {
      const names = text.split(',').flatMap((name) => name.trim() || [])
      const value = names.length === 0 ? undefined : names
      saver.save({ ...app.store.get().config, columns: names }, { path: ['columns'], value })
    },
  })
}

/** Lets the person write in the file, and lets hold what it says then. */
const editFile = async (app: App, place: ConfigPlace): Promise<void> => {
  const before = await textOf(place)
  const edited = await app.shell.edit(before, { extension: 'yaml' })
  if (edited.outcome === 'failed') return app.toast('warn', edited.why)
  if (edited.text !== before) await writeConfigText(place, edited.text)
  const { config, problems } = await loadConfig(place)
  applyConfig(app, config)
  if (problems.length > 0) tellProblems(app, configFileName, problems)
  else if (edited.text !== before) app.toast('good', `${configFileName} holds from now on`)
}
