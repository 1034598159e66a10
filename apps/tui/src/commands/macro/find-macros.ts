import { AppError } from '../../config/app-error.ts'
import { currentConfig } from '../../config/current-config.ts'
import type { Environment } from '../../config/environment.ts'
import type { Macro, ReadMacros } from '../../macros/macro.ts'
import { ownMacros } from '../../macros/own-macros.ts'
import { sharedMacros } from '../../macros/shared-macros.ts'

/** The macros of `config.yaml`, and those of the folder and the ones above it whose names are not taken yet. No request. */
export const findMacros = async (environment: Environment): Promise<ReadMacros> => {
  const { config } = await currentConfig(environment)
  const own = ownMacros(config)
  const { startedIn } = environment
  const shared = startedIn === undefined ? { macros: [], problems: [] } : await sharedMacros(startedIn)
  const names = new Set(own.macros.map(({ name }) => name))
  return {
    macros: [...own.macros, ...shared.macros.filter(({ name }) => !names.has(name))],
    problems: [...own.problems, ...shared.problems],
  }
}

/** The macro with this name, in whatever case it is written. Throws a usage error that names those there are. */
export const findMacro = async (environment: Environment, name: string): Promise<Macro> => {
  const { macros, problems } = await findMacros(environment)
  const wanted = name.trim().toLowerCase()
  const macro =
    macros.find((one) => one.name === name.trim()) ?? macros.find((one) => one.name.toLowerCase() === wanted)
  if (macro !== undefined) return macro
  const wrong = problems.find((one) => one.name.toLowerCase() === wanted)
  if (wrong !== undefined)
    throw new AppError('bad-config', `The macro ${wrong.name} has a mistake: ${wrong.what}`, 'Correct it, then run it')
  const names = macros.map((one) => one.name)
  const hint = names.length === 0 ? 'There are none: M on the screen records one' : `There are: ${names.join(', ')}`
  throw new AppError('usage', `There is no macro “${name.trim()}”`, hint)
}
