import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import { openReplica, openStore } from '@mmd/replica'
import { siteCopy } from '../session/site-copy.ts'
import { startWorkerClient } from '../session/worker-client.ts'
import { createWorkerEngine } from '../session/worker-engine.ts'
import type { SiteSession } from './app.ts'
import { createConnections } from './connections.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Opens a site: its local copy at once, on this thread, and nothing of the network. Its worker thread, which talks to the site
 * and sends what is in the outbox, starts with the first call, and not before `ready`, so that it does not take the processor
 * from the first frame. Throws `StoreError`.
 */
export const openSession = (surroundings: Surroundings, site: Site, ready: Promise<void>): SiteSession => {
  const environment = surroundings.environmentOf(site)
  const place = siteCopy(environment.folders, site, environment.token())
  const store = openStore(place)
  const connections = createConnections({
    site,
    start: (settings) => startWorkerClient(environment, settings, place),
    ready,
    onNews: (news) => engine.tell(news),
    onDeath: () => engine.stopped(),
  })
  const engine = createWorkerEngine({ call: connections.callEngine, close: connections.close })
  const { user, deployment } = site
  const me = { id: user?.id ?? '', name: user?.name ?? 'me', active: true }
  const replica = openReplica({ store, engine, me, deployment })
  return {
    site,
    client: deferred(connections.call),
    replica,
    opened: store.opened,
    transitions: (key) => engine.transitions(key),
    openPart: (key, part) => engine.openPart(key, part),
    catalogue: (name, options) => engine.catalogue(name, options),
    wake: () => engine.wake(),
    requests: connections.requests,
    reconnect: (changed) => {
      // What waits goes on by the new settings.
      if (connections.reconnect(changed)) void engine.wake().catch(() => undefined)
    },
    close: () => replica.close(),
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
