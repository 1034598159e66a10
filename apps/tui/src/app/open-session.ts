import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import { createReplica } from '@mmd/replica'
import { startWorkerClient, type WorkerClient } from '../session/worker-client.ts'
import type { SiteSession } from './app.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Opens a site without doing anything yet: its worker thread starts with the first call, and not before `ready`, so that
 * it does not take the processor from the first frame.
 */
export const openSession = (surroundings: Surroundings, site: Site, ready: Promise<void>): SiteSession => {
  let worker: WorkerClient | undefined
  const started = async (): Promise<SiteClient> => {
    await ready
    worker ??= startWorkerClient(surroundings.environmentOf(site), site)
    return worker.client
  }
  const client = deferred(started)
  return {
    site,
    client,
    replica: createReplica({ client }),
    requests: () => worker?.requests() ?? 0,
    close: async () => worker?.close(),
  }
}

/** A client whose calls wait until there is one. */
const deferred = (started: () => Promise<SiteClient>): SiteClient => {
  const call =
    (method: keyof SiteClient) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      const client = await started()
      return (client[method] as (...given: readonly unknown[]) => Promise<unknown>)(...args)
    }
  // A proxy that answered `then` would be taken for a promise.
  return new Proxy({} as SiteClient, {
    get: (_target, method) => (method === 'then' ? undefined : call(method as keyof SiteClient)),
  })
}
