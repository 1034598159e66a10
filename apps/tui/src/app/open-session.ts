import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import { createReplica } from '@mmd/replica'
import { startWorkerClient, type WorkerClient } from '../session/worker-client.ts'
import type { SiteSession } from './app.ts'
import type { Surroundings } from './surroundings.ts'

/** A worker thread and the calls that it has not answered yet. */
interface Connection {
  readonly worker: WorkerClient
  calls: number
}

/**
 * Opens a site without doing anything yet: its worker thread starts with the first call, and not before `ready`, so that
 * it does not take the processor from the first frame.
 */
export const openSession = (surroundings: Surroundings, site: Site, ready: Promise<void>): SiteSession => {
  let settings = site
  let current: Connection | undefined
  /** Workers that were started with earlier settings and still have something to answer. */
  const retired = new Set<Connection>()
  let requestsBefore = 0

  const connect = (): Connection => {
    current ??= { worker: startWorkerClient(surroundings.environmentOf(settings), settings), calls: 0 }
    return current
  }
  const retire = (connection: Connection): void => {
    if (connection.calls > 0 || !retired.delete(connection)) return
    requestsBefore += connection.worker.requests()
    void connection.worker.close()
  }
  const call = async (method: keyof SiteClient, args: readonly unknown[]): Promise<unknown> => {
    await ready
    const connection = connect()
    const { client } = connection.worker
    connection.calls += 1
    try {
      return await (client[method] as (...given: readonly unknown[]) => Promise<unknown>)(...args)
    } finally {
      connection.calls -= 1
      retire(connection)
    }
  }
  const client = deferred(call)
  const open = (): readonly Connection[] => (current === undefined ? [...retired] : [...retired, current])
  return {
    site,
    client,
    replica: createReplica({ client }),
    requests: () => open().reduce((sum, { worker }) => sum + worker.requests(), requestsBefore),
    reconnect: (changed) => {
      settings = changed
      if (current === undefined) return
      const before = current
      current = undefined
      retired.add(before)
      retire(before)
    },
    close: async () => {
      await Promise.all(open().map(({ worker }) => worker.close()))
    },
  }
}

/** A client whose calls wait until there is one. */
const deferred = (call: (method: keyof SiteClient, args: readonly unknown[]) => Promise<unknown>): SiteClient =>
  // A proxy that answered `then` would be taken for a promise.
  new Proxy({} as SiteClient, {
    get: (_target, method) =>
      method === 'then'
        ? undefined
        : (...args: readonly unknown[]): Promise<unknown> => call(method as keyof SiteClient, args),
  })
