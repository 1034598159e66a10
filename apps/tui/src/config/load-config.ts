import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { actions } from '../actions/registry.ts'
import { defaultConfig } from './config.ts'
import { type ConfigPlace, type ConfigStamp, configFile, type KeptConfig, keptFile, stampOf } from './config-file.ts'
import { type ReadConfig, readConfig } from './read-config.ts'

/** A reading of the file, and of which version of it. */
export interface LoadedConfig extends ReadConfig {
  readonly stamp: ConfigStamp
}

/** Reads the file, and keeps what it gave for the next start. Never throws. */
export const loadConfig = async (place: ConfigPlace): Promise<LoadedConfig> => {
  // Before the text: what is changed while it is read is read again.
  const stamp = stampOf(place)
  const read = await readText(place)
  // The cache only saves time.
  await keep(place, { version: place.version, stamp, ...read }).catch(() => undefined)
  return { ...read, stamp }
}

const readText = async (place: ConfigPlace): Promise<ReadConfig> => {
  try {
    return readConfig(await readFile(configFile(place), 'utf8'), actions)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    const problem = { line: 1, column: 1, path: '', what: `The file cannot be read${why}`, todo: 'Look at its rights' }
    return { config: defaultConfig, problems: [problem] }
  }
}

const nothing: ReadConfig = { config: defaultConfig, problems: [] }

const keep = async (place: ConfigPlace, kept: KeptConfig): Promise<void> => {
  const file = keptFile(place)
  await mkdir(place.folders.cache, { recursive: true })
  const written = `${file}.${process.pid}`
  await writeFile(written, JSON.stringify(kept), { mode: 0o600 })
  await rename(written, file)
}
