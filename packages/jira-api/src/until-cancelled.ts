import { JiraApiError } from './errors.ts'

const cancelled = (): JiraApiError => new JiraApiError('cancelled', 'The request was cancelled')

/** What `work` comes to, or `cancelled` as soon as the signal fires: the work itself goes on for whoever shares it. */
export const untilCancelled = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return work
  if (signal.aborted) {
    // Nobody else may be waiting: a failure must not end the program.
    work.catch(() => undefined)
    throw cancelled()
  }
  const { promise, reject } = Promise.withResolvers<never>()
  const leave = (): void => reject(cancelled())
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
