import { type IssueKey, isJiraApiError, type SiteClient } from '@mmd/jira-api/model'
import type { PartName, Store, Stored } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'

/** Asks the site for one thing. */
export type Ask<T> = (client: SiteClient) => Promise<T>

/** What has to be known before a write: from the site, or from what the copy remembers of it. */
export interface Lookup {
  /**
   * Asks the site, and keeps the answer under `name`; what was kept is taken when it is younger than `maxAge`, and whatever
   * its age when the site cannot be reached. Throws what asking threw, and `AppError` `not-in-copy` offline.
   */
  ask<T>(name: string, ask: Ask<T>, maxAge?: number): Promise<T>
  /** The same for a part of an issue; it is always asked for. */
  askPart<T>(key: IssueKey, part: PartName, ask: Ask<T>): Promise<T>
  /** Undefined offline, and from the moment at which the site could not be reached. */
  client(): SiteClient | undefined
  /** The site could not be reached: it costs a time-out each time, so nothing more is asked. */
  lost(): void
}

export interface LookupPorts {
  /** Undefined: offline. */
  readonly client: SiteClient | undefined
  readonly store: Pick<Store, 'catalogues' | 'issues'>
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/** What seldom changes need not be asked for again on the same day. Milliseconds. */
export const aDay = 86_400_000

/** True when no answer came although nothing is wrong with the question: the same later may succeed. */
export const isUnreachable = (error: unknown): boolean =>
  isJiraApiError(error, 'network') || isJiraApiError(error, 'timeout')

interface Slot {
  readonly get: () => Stored<unknown> | undefined
  readonly put: (value: unknown) => void
}

export const createLookup = ({ client, store, now = Date.now }: LookupPorts): Lookup => {
  let reachable = client
  const lost = (): void => {
    reachable = undefined
  }
  const askFor = async <T>({ get, put }: Slot, ask: Ask<T>, maxAge: number): Promise<T> => {
    const kept = get()
    // What was kept is what the same question was answered with before.
    if (kept !== undefined && (now() - kept.fetchedAt < maxAge || reachable === undefined)) return kept.value as T
    if (reachable === undefined) throw notInCopy(client === undefined)
    try {
      const value = await ask(reachable)
      put(value)
      return value
    } catch (error) {
      if (!isUnreachable(error)) throw error
      lost()
      if (kept === undefined) throw error
      return kept.value as T
    }
  }
  return {
    client: () => reachable,
    lost,
    ask: (name, ask, maxAge = 0) =>
      askFor(
        {
          get: () => store.catalogues.get(name),
          put: (value) => store.catalogues.put(name, value, now()),
        },
        ask,
        maxAge,
      ),
    askPart: (key, part, ask) =>
      askFor(
        {
          get: () => store.issues.part(key, part),
          put: (value) => store.issues.putPart(key, part, value, now()),
        },
        ask,
        0,
      ),
  }
}

const notInCopy = (offline: boolean): AppError =>
  new AppError(
    'not-in-copy',
    'The local copy does not know what is needed for this',
    offline ? 'Leave --offline away, so that the site is asked' : 'Try again once the site is reached',
  )
