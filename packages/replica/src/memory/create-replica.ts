import type { IssueKey, SiteClient } from '@mmd/jira-api/model'
import { asSiteError } from '../failure.ts'
import type { DetailRows, Replica } from './replica.ts'
import { IssueTable } from './rows.ts'
import { Sender } from './sender.ts'
import { Views } from './views.ts'

export interface ReplicaOptions {
  readonly client: SiteClient
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/** Makes the local copy of one site, empty, in memory. It asks the site for nothing until a view or issue is opened. */
export const createReplica = ({ client, now = Date.now }: ReplicaOptions): Replica => {
  const listeners = new Set<() => void>()
  let version = 0
  const changed = (): void => {
    version += 1
    for (const listener of listeners) listener()
  }
  const table = new IssueTable()
  const sender = new Sender({ client, table, changed })
  const views = new Views({ client, table, changed, now })
  const details = new Map<IssueKey, Omit<DetailRows, 'detail'>>()
  const fetches = new Set<Promise<void>>()

  const track = (fetch: Promise<void>): Promise<void> => {
    fetches.add(fetch)
    return fetch.finally(() => fetches.delete(fetch))
  }

  const fetchIssue = async (key: IssueKey): Promise<void> => {
    details.set(key, { phase: 'loading', error: null })
    changed()
    try {
      await table.read(
        () => client.issue(key),
        (detail, read) => table.putDetail(detail, read),
      )
      details.set(key, { phase: 'idle', error: null })
    } catch (error) {
      details.set(key, { phase: 'failed', error: asSiteError(error) })
    }
    changed()
  }

  return {
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    view: (id) => views.get(id),
    issue: (key) => table.issue(key),
    detail: (key) => {
      const state = details.get(key)
      return state && { ...state, detail: table.detail(key) ?? null }
    },
    openView: (spec) => track(views.open(spec)),
    refreshView: (id) => track(views.refresh(id)),
    loadMore: (id, count) => track(views.more(id, count)),
    countView: (spec) => track(views.count(spec)),
    openIssue: async (key, { fresh = false } = {}) => {
      const phase = details.get(key)?.phase
      if (phase === 'loading' || (phase === 'idle' && !fresh)) return
      await track(fetchIssue(key))
    },
    perform: (operation) => sender.perform(operation),
    operations: () => sender.records(),
    settled: (id) => sender.settled(id),
    retry: (id) => sender.retry(id),
    drop: (id) => sender.drop(id),
    idle: async () => {
      while (fetches.size > 0) await Promise.all(fetches)
      await sender.idle()
    },
  }
}
