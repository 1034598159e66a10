import { AuthError } from '../errors.ts'

/** Nobody wants to sign in any more. */
export const cancelled = (): AuthError => new AuthError('cancelled', 'Signing in was cancelled')

const reasonOf = (signal: AbortSignal): AuthError => (signal.reason instanceof AuthError ? signal.reason : cancelled())

/** Throws `cancelled`, or the error that the signal was aborted with. */
export const refuseAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw reasonOf(signal)
}

/** What the promise gives, unless the signal is aborted first: then `cancelled`, or the error it was aborted with. */
export const unlessAborted = async <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  // It may fail when nobody waits for it any more.
  promise.catch(() => undefined)
  refuseAborted(signal)
  if (signal === undefined) return promise
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(reasonOf(signal))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } catch (error) {
    refuseAborted(signal)
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** Runs `work` with a signal that is aborted by `signal`, or with `timed-out` after `limitMs`. */
export const withinLimit = async <T>(
  limitMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const limit = new AbortController()
  const timer = setTimeout(() => {
    limit.abort(new AuthError('timed-out', `Nothing came back within ${Math.round(limitMs / 1000)} seconds`))
  }, limitMs)
  try {
    return await work(signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]))
  } finally {
    clearTimeout(timer)
  }
}
