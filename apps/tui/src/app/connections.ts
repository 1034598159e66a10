import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import type { EngineNews } from '@mmd/replica'
import type { EngineMethod } from '../session/rpc.ts'
import type { WorkerClient } from '../session/worker-client.ts'

/** A worker thread and the calls that it has not answered yet. */
interface Connection {
  readonly worker: WorkerClient
  calls: number
}

export interface ConnectionsOptions {
  readonly site: Site
  readonly start: (site: Site) => WorkerClient
  /** Nothing is started before. */
  readonly ready: Promise<void>
  readonly onNews: (news: EngineNews) => void
  /** The thread has died. */
  readonly onDeath: () => void
}

/** The worker of one site: started with the first call, and with other settings after `reconnect`. */
export interface Connections {
  readonly call: (method: keyof SiteClient, args: readonly unknown[]) => Promise<unknown>
  readonly callEngine: (method: EngineMethod, args: readonly unknown[]) => Promise<unknown>
  readonly requests: () => number
  /** Calls from now on go by these settings; what is under way ends as it began. True: there was a worker. */
  readonly reconnect: (site: Site) => boolean
  /** Ends the engines first, at a safe place. */
  readonly close: () => Promise<void>
}

export const createConnections = ({ site, start, ready, onNews, onDeath }: ConnectionsOptions): Connections => {
  let settings = site
  let current: Connection | undefined
  /** Workers that were started with earlier settings and still have something to answer. */
  const retired = new Set<Connection>()
  let requestsBefore = 0

  const connect = (): Connection => {
    if (current !== undefined) return current
    const connection = { worker: start(settings), calls: 0 }
    connection.worker.onNews((news) => {
      // How its sender stands is no news any more once another one has taken over.
      const { sender: _, ...fetches } = news
      onNews(current === connection ? news : fetches)
    })
    connection.worker.onDeath(() => {
      if (current === connection) onDeath()
    })
    current = connection
    return connection
  }
  const endIfIdle = (connection: Connection): void => {
    if (connection.calls > 0 || !retired.delete(connection)) return
    requestsBefore += connection.worker.requests()
    void connection.worker.close()
  }
  const counted = async <T>(connection: Connection, run: (worker: WorkerClient) => Promise<T>): Promise<T> => {
    connection.calls += 1
    try {
      return await run(connection.worker)
    } finally {
      connection.calls -= 1
      endIfIdle(connection)
    }
  }
  const open = (): readonly Connection[] => (current === undefined ? [...retired] : [...retired, current])
  return {
    call: async (method, args) => {
      await ready
      return counted(connect(), ({ client }) =>
        (client[method] as (...given: readonly unknown[]) => Promise<unknown>)(...args),
      )
    },
    callEngine: async (method, args) => {
      await ready
      return counted(connect(), (worker) => worker.callEngine(method, args))
    },
    requests: () => open().reduce((sum, { worker }) => sum + worker.requests(), requestsBefore),
    reconnect: (changed) => {
      settings = changed
      if (current === undefined) return false
      const before = current
      current = undefined
      retired.add(before)
      void counted(before, async (worker) => {
        await worker.callEngine('idle', [])
        await worker.callEngine('close', [])
      }).catch(() => undefined)
      return true
    },
    close: async () => {
      await Promise.all(
        open().map(async ({ worker }) => {
          await worker.callEngine('close', []).catch(() => undefined)
          await worker.close()
        }),
      )
    },
  }
}
