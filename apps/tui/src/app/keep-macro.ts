import type { ConfigPlace } from '../config/config-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { changeText, writeConfigText } from '../config/write-config.ts'
import type { App } from './app.ts'
import { applyConfig } from './apply-config.ts'
import { textOf } from './preferences/save-settings.ts'

/**
 * Writes a macro into the person's file, whose comments stay, and lets it hold at once. Throws `AppError` `bad-config` when the file
 * has mistakes, and what the disk said.
 */
export const keepMacro = async (app: App, place: ConfigPlace, name: string, macro: unknown): Promise<void> => {
  await writeConfigText(place, changeText(await textOf(place), [{ path: ['macros', name], value: macro }]))
  applyConfig(app, (await loadConfig(place)).config)
}
