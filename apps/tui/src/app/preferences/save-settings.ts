import { readFile } from 'node:fs/promises'
import type { Config } from '../../config/config.ts'
import { type ConfigPlace, configFile } from '../../config/config-file.ts'
import { loadConfig } from '../../config/load-config.ts'
import { newConfigText } from '../../config/schema-file.ts'
import { type ConfigChange, changeText, writeConfigText } from '../../config/write-config.ts'
import type { App } from '../app.ts'
import { applyConfig } from '../apply-config.ts'

/** The text of the file; where there is none, one to begin with. */
export const textOf = async (place: ConfigPlace): Promise<string> => {
  try {
    return await readFile(configFile(place), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return newConfigText(place)
    throw error
  }
}

/** Writes settings into the file, one after the other. */
export interface SettingsSaver {
  /** Lets `config` hold at once, and puts the change into the file. */
  readonly save: (config: Config, change: ConfigChange) => void
}

/** What cannot be written is told, and what the file says holds again. */
export const createSaver = (app: App, place: ConfigPlace): SettingsSaver => {
  let waiting: readonly ConfigChange[] = []
  let isWriting = false

  const put = async (changes: readonly ConfigChange[]): Promise<void> => {
    await writeConfigText(place, changeText(await textOf(place), changes))
    // Kept for the next start; what holds already is the same.
    if (waiting.length === 0) await loadConfig(place)
  }

  const write = async (): Promise<void> => {
    isWriting = true
    let isLost = false
    while (waiting.length > 0) {
      const changes = waiting
      waiting = []
      await put(changes).catch((error: unknown) => {
        isLost = true
        app.fail(error)
      })
      if (!isLost || waiting.length > 0) continue
      const { config } = await loadConfig(place)
      // What was changed meanwhile is written first; then what the file says holds.
      if (waiting.length === 0) applyConfig(app, config)
    }
    isWriting = false
  }

  return {
    save: (config, change) => {
      applyConfig(app, config)
      waiting = [...waiting, change]
      if (!isWriting) void write()
    },
  }
}
