import { AppError } from '../../config/app-error.ts'

interface Choosable {
  readonly id: string
  readonly name: string
}

/**
 * The one that is meant by its id, or by its name in any case. Throws `AppError` `unknown-view` where there is none, or where
 * several have the name; the hint lists what there is.
 */
export const whichOne = <T extends Choosable>(all: readonly T[], wanted: string, what: string): T => {
  const text = wanted.trim()
  const byId = all.find(({ id }) => id === text)
  if (byId !== undefined) return byId
  const named = all.filter(({ name }) => name.toLowerCase() === text.toLowerCase())
  const [only] = named
  if (only !== undefined && named.length === 1) return only
  const listed = (only === undefined ? all : named).slice(0, 20).map(({ id, name }) => `${id} (${name})`)
  throw new AppError(
    'unknown-view',
    only === undefined ? `There is no ${what} “${text}”` : `Several are called “${text}”`,
    listed.length === 0 ? `This site shows you no ${what}` : `Give the id: ${listed.join(', ')}`,
  )
}
