/** What `onProgress` of a call is told: of a file `{name, done, total}`, of many issues `done` and `total`. */
export type ProgressArguments = readonly unknown[]

/** Where it stands, in whole hundredths of all; undefined for what is no progress. */
const placeOf = (args: ProgressArguments): string | undefined => {
  const [first, second] = args
  if (typeof first === 'number') return `${Math.floor((first * 100) / Math.max(1, Number(second)))}`
  if (typeof first !== 'object' || first === null) return undefined
  const { name, done, total } = first as Record<string, unknown>
  return `${Math.floor((Number(done) * 100) / Math.max(1, Number(total)))} ${String(name)}`
}

/**
 * Tells of progress a hundred times a file and no more: each telling is a message between threads, and a large file has
 * thousands of pieces.
 */
export const inHundredths = (tell: (args: ProgressArguments) => void): ((...args: ProgressArguments) => void) => {
  let last: string | undefined
  return (...args) => {
    const place = placeOf(args)
    if (place === undefined || place === last) return
    last = place
    tell(args)
  }
}
