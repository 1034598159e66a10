import { AppError } from '../../config/app-error.ts'

/** Throws a usage error when more than one of these flags is given; gives the name of the one that is. */
export const oneOf = <Flag extends string>(flags: Readonly<Record<Flag, unknown>>): Flag | undefined => {
  const given = (Object.keys(flags) as Flag[]).filter((flag) => flags[flag] !== undefined && flags[flag] !== false)
  if (given.length <= 1) return given[0]
  const names = `${given.slice(0, -1).join(', ')} and ${given.at(-1) ?? ''}`
  throw new AppError('usage', `${names} exclude each other`, 'Leave only one of them')
}

/** The same; none is a usage error too. */
export const exactlyOneOf = <Flag extends string>(what: string, flags: Readonly<Record<Flag, unknown>>): Flag => {
  const given = oneOf(flags)
  if (given !== undefined) return given
  throw new AppError('usage', what, `Give ${Object.keys(flags).join(' or ')}`)
}
