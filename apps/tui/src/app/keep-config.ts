import {
  type ConfigPlace,
  type ConfigStamp,
  configFileName,
  type KnownConfig,
  sameStamp,
  stampOf,
} from '../config/config-file.ts'
import type { App } from './app.ts'
import { applyConfig, tellProblems } from './apply-config.ts'

/** Keeps the screen at what the person's file says. */
export interface ConfigKeeper {
  /** The first frame is there: from now on there is time to read. */
  readonly begin: () => void
  /** Somebody looks again, and may have changed the file meanwhile. */
  readonly look: () => void
}

/** `known` is what the screen began with. What goes wrong is told, and what held before goes on. */
export const keepConfig = (app: App, place: ConfigPlace, known: KnownConfig): ConfigKeeper => {
  let read: ConfigStamp | undefined = known.isCurrent ? stampOf(place) : undefined
  let isReading = false

  const reread = async (): Promise<void> => {
    if (isReading) return
    isReading = true
    try {
      const { loadConfig } = await import('../config/load-config.ts')
      const { config, problems, stamp } = await loadConfig(place)
      read = stamp
      applyConfig(app, config)
      tellProblems(app, configFileName, problems)
    } catch (error) {
      app.fail(error)
    } finally {
      isReading = false
    }
  }

  return {
    begin: () => {
      if (known.isCurrent) tellProblems(app, configFileName, known.problems)
      else void reread()
    },
    look: () => {
      if (read !== undefined && !sameStamp(read, stampOf(place))) void reread()
    },
  }
}
