import { abortable } from '../client/call-scope.ts'

const underWay = new Map<string, Promise<void>>()

/**
 * Does work of which two at once would spoil each other's, such as two that fill the same part of a file: each waits for
 * those before it, and no longer than its signal. Of this process alone.
 */
export const oneAtATime = async <T>(
  key: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  for (let before = underWay.get(key); before !== undefined; before = underWay.get(key))
    await abortable(before, { signal, request: 'GET attachment' })
  const { promise, resolve } = Promise.withResolvers<void>()
  underWay.set(key, promise)
  try {
    return await work()
  } finally {
    underWay.delete(key)
    resolve()
  }
}
