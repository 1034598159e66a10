/** Longest life of a token that is believed, in seconds: a hundred years. Who means "for ever" may say any number. */
const longestLife = 3_153_600_000

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const secondsIn = (value: unknown): number | undefined => {
  const seconds = isText(value) ? Number(value) : value
  return typeof seconds === 'number' && seconds > 0 && seconds <= longestLife ? seconds : undefined
}

/** What of an optional member can be used; `undefined` leaves it out. */
const optional: Readonly<Record<string, (value: unknown) => unknown>> = {
  // Would have to be verified with keys of its server, which nobody needs.
  id_token: () => undefined,
  expires_in: secondsIn,
  refresh_token: (value) => (isText(value) ? value : undefined),
  scope: (value) => (isText(value) ? value : undefined),
}

/**
 * A token answer without the optional members that cannot be used (RFC 6749 section 5.1), and without those that are
 * `null`: after a renewal the old pair is dead, so the new one must not be thrown away for what is only beside it.
 */
export const tidyAnswer = (answer: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]: [string, unknown]) => {
      const kept = Object.hasOwn(optional, name) ? optional[name]?.(value) : value
      return kept === undefined || kept === null ? [] : [[name, kept]]
    }),
  )
