import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, defaultConfig } from './config.ts'
import type { Folders, Program } from './environment.ts'
import type { ConfigProblem } from './problem.ts'

// On the way to the first rows: nothing here may load what reads YAML.

/** What of the surroundings says which file is meant, and who has read it. */
export type ConfigPlace = Pick<Program, 'version'> & { readonly folders: Pick<Folders, 'config' | 'cache'> }

export const configFileName = 'config.yaml'

export const configFile = ({ folders }: ConfigPlace): string => join(folders.config, configFileName)

/** Where the last reading is kept. */
export const keptFile = ({ folders }: ConfigPlace): string => join(folders.cache, 'config.json')

/** A version of the file: another time or size is another file. Null: there is none. */
export type ConfigStamp = { readonly mtimeMs: number; readonly size: number } | null

export const stampOf = (place: ConfigPlace): ConfigStamp => {
  // A folder that may not be looked into has no file for us; who reads it says so.
  try {
    const found = statSync(configFile(place), { throwIfNoEntry: false })
    return found === undefined ? null : { mtimeMs: found.mtimeMs, size: found.size }
  } catch {
    return null
  }
}

export const sameStamp = (one: ConfigStamp, other: ConfigStamp): boolean =>
  one?.mtimeMs === other?.mtimeMs && one?.size === other?.size

/** A reading of the file, as it is kept. */
export interface KeptConfig {
  /** Of the program that read it: another one may read it differently. */
  readonly version: string
  readonly stamp: ConfigStamp
  readonly config: Config
  readonly problems: readonly ConfigProblem[]
}

/** What is known of the file without reading it. */
export interface KnownConfig {
  readonly config: Config
  readonly problems: readonly ConfigProblem[]
  /** Nothing has changed since it was read. */
  readonly isCurrent: boolean
}

/** Every part is there: what we wrote ourselves needs no more of a look. */
const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && Object.keys(defaultConfig).every((name) => name in value)

const isKept = (value: unknown): value is KeptConfig =>
  typeof value === 'object' &&
  value !== null &&
  'stamp' in value &&
  'config' in value &&
  isConfig(value.config) &&
  'problems' in value &&
  Array.isArray(value.problems)

const readKept = (place: ConfigPlace): KeptConfig | undefined => {
  try {
    const kept: unknown = JSON.parse(readFileSync(keptFile(place), 'utf8'))
    return isKept(kept) && kept.version === place.version ? kept : undefined
  } catch {
    return undefined
  }
}

/** The choices as they were read last. Without a file that is what holds by itself, and no more than a look at the folder. */
export const knownConfig = (place: ConfigPlace): KnownConfig => {
  const stamp = stampOf(place)
  if (stamp === null) return { config: defaultConfig, problems: [], isCurrent: true }
  const kept = readKept(place)
  if (kept === undefined) return { config: defaultConfig, problems: [], isCurrent: false }
  return { config: kept.config, problems: kept.problems, isCurrent: sameStamp(kept.stamp, stamp) }
}
