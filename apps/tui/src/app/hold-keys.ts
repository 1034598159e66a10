import type { App } from './app.ts'

/** What is being loaded, by the program that waits for it. */
const loading = new WeakMap<App['store'], Set<Promise<unknown>>>()

/**
 * Keys that are pressed from now on wait for this: it loads what opens a dialog, and they are meant for that. Only for what comes
 * from the disk of this machine; keys must never wait for a site, but those for the first rows of a list, which Esc forgets.
 */
export const holdKeys = <T>({ store }: Pick<App, 'store'>, work: Promise<T>): Promise<T> => {
  const known = loading.get(store) ?? new Set()
  loading.set(store, known.add(work))
  const over = (): void => void known.delete(work)
  work.then(over, over)
  return work
}

/** Opens what needs code that is loaded first. What goes wrong is said. */
export const openLoaded = <T>(
  app: Pick<App, 'store' | 'fail'>,
  work: Promise<T>,
  open: (loaded: T) => void | Promise<void>,
): void =>
  void holdKeys(app, work)
    .then(open)
    .catch((error: unknown) => app.fail(error))

export const areKeysHeld = ({ store }: Pick<App, 'store'>): boolean => (loading.get(store)?.size ?? 0) > 0

/** Resolves when all of it is loaded, and what was waiting for it has gone on. Never rejects. */
export const keysAreFree = async ({ store }: Pick<App, 'store'>): Promise<void> => {
  do {
    await Promise.allSettled(loading.get(store) ?? new Set<Promise<unknown>>())
    // What was waiting for it opens its dialog first, or loads more.
    await new Promise((resolve) => setImmediate(resolve))
  } while (areKeysHeld({ store }))
}
