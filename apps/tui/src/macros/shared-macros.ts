import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { foldersAbove } from '../config/folders-above.ts'
import type { MacroProblem, ReadMacros } from './macro.ts'
import { readMacros } from './read-macros.ts'
import { isPart } from './read-step.ts'

/** Where a folder keeps macros for everybody who works below it. */
const place = join('.mmd', 'macros.yaml')

/** Most bytes of one file. */
const mostBytes = 262_144

/** Macros out of the text of a shared file: a map of names, or the same under `macros`. Their keys are not taken. */
const readShared = (text: string, file: string): ReadMacros => {
  if (text.length > mostBytes) return { macros: [], problems: [{ name: file, what: 'the file is too large' }] }
  let raw: unknown
  try {
    raw = parse(text, { maxAliasCount: 20, logLevel: 'error' })
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : '').split('\n')
    return { macros: [], problems: [{ name: file, what }] }
  }
  const { macros, problems } = readMacros(isPart(raw) && isPart(raw['macros']) ? raw['macros'] : raw)
  // Somebody else's file must not change what one's keys do.
  return { macros: macros.map((macro) => ({ ...macro, key: [], file })), problems }
}

/** The macros of `.mmd/macros.yaml` in a folder and those above it; of two with one name the nearer one counts. Never throws. */
export const sharedMacros = async (folder: string): Promise<ReadMacros> => {
  const files = await Promise.all(
    foldersAbove(folder).map(async (at) => {
      const file = join(at, place)
      const text = await readFile(file, 'utf8').catch(() => undefined)
      return text === undefined ? undefined : readShared(text, file)
    }),
  )
  const found = files.filter((one) => one !== undefined)
  const problems: readonly MacroProblem[] = found.flatMap((one) => one.problems)
  const byName = new Map(found.toReversed().flatMap((one) => one.macros.map((macro) => [macro.name, macro] as const)))
  return { macros: [...byName.values()], problems }
}
