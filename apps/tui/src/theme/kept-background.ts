import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../config/environment.ts'

type Place = Pick<Environment, 'terminalVariables'> & { readonly folders: Pick<Environment['folders'], 'cache'> }

const fileOf = ({ folders }: Place): string => join(folders.cache, 'backgrounds.json')

/** By which one terminal is told from another: the same person may use a light and a dark one. */
const nameOf = ({ terminalVariables }: Place): string =>
  ['TERM_PROGRAM', 'LC_TERMINAL', 'TERM'].map((name) => terminalVariables[name] ?? '').join(' ')

const read = (place: Place): Readonly<Record<string, unknown>> => {
  try {
    const kept: unknown = JSON.parse(readFileSync(fileOf(place), 'utf8'))
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...kept } : {}
  } catch {
    return {}
  }
}

/** Whether a terminal like this one had a light background when it was asked last; undefined: it never answered. */
const keptBackground = (place: Place): boolean | undefined => {
  const light = read(place)[nameOf(place)]
  return typeof light === 'boolean' ? light : undefined
}

/** Keeps it for the next start, so that its first frame has the right colours. Without a place for it nothing is kept. */
export const keepBackground = (place: Place, light: boolean): void => {
  if (keptBackground(place) === light) return
  try {
    mkdirSync(place.folders.cache, { recursive: true })
    writeFileSync(fileOf(place), JSON.stringify({ ...read(place), [nameOf(place)]: light }), { mode: 0o600 })
  } catch {
    // The next start asks again.
  }
}

/** Whether the background is light, as far as that is known before the terminal is asked. */
export const knownBackground = (place: Place & Pick<Environment, 'terminal'>): boolean =>
  keptBackground(place) ?? place.terminal.light
