import { isJiraApiError, JiraApiError } from '../errors.ts'

/** How long one call may go on: until its caller ends it, or its time is up. */
export interface CallScope extends Disposable {
  /** Fires in both cases; undefined when neither can be. */
  readonly signal: AbortSignal | undefined
  /** An error as the caller is to see it: what the end of the time cut off is a time-out. */
  toError(error: unknown): unknown
}

const OVER = 'The call took longer than it may'

/** Longer times are none for timers. */
const LONGEST = 2_147_483_647

/** Opens the scope of a call; `msLeft` undefined: as long as it takes. Must be disposed of, which clears its timer. */
export const openCallScope = (signal: AbortSignal | undefined, msLeft: number | undefined): CallScope => {
  if (msLeft === undefined) return { signal, toError: (error) => error, [Symbol.dispose]: () => undefined }
  const controller = new AbortController()
  let isOver = false
  const end = (): void => {
    isOver = true
    controller.abort()
  }
  // What has no time left sends nothing.
  if (msLeft <= 0) end()
  const timer = setTimeout(end, Math.min(LONGEST, Math.max(0, msLeft)))
  const stop = (): void => controller.abort()
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    toError: (error) =>
      isOver && signal?.aborted !== true && isJiraApiError(error, 'cancelled')
        ? new JiraApiError('timeout', OVER, error.details)
        : error,
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    },
  }
}

/**
 * The promise, but no longer than the signal: then `cancelled`. What the promise does afterwards is nobody's business.
 * For work that cannot be stopped, or that others wait for too.
 */
export const abortable = async <T>(
  promise: Promise<T>,
  { signal, request }: { readonly signal: AbortSignal | undefined; readonly request: string },
): Promise<T> => {
  if (signal === undefined) return promise
  promise.catch(() => undefined)
  let stop: (() => void) | undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new JiraApiError('cancelled', 'The request was cancelled', { request, reason: 'NOT_SENT' }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
