import { parentPort, workerData } from 'node:worker_threads'
import type { SiteClient } from '@mmd/jira-api'
import { openStore } from '@mmd/replica'
import { openEngine } from '@mmd/replica/background'
import { openLog } from './log.ts'
import { openSecrets } from './open-book.ts'
import { openClient } from './open-client.ts'
import { serveClient } from './serve-client.ts'
import { serveEngine } from './serve-engine.ts'
import type { WorkerStart } from './worker-client.ts'

/** Entry of the thread that talks to one site. */
const start = (port: NonNullable<typeof parentPort>, data: WorkerStart): void => {
  const log = openLog({ folder: data.folders.log, level: data.logLevel })
  let requests = 0
  const open = (): Promise<SiteClient> =>
    openClient({
      surroundings: data,
      site: data.site,
      openSecrets: () => openSecrets(data),
      onRequest: (entry) => {
        requests += 1
        log.debug('request', { site: data.site.name, ...entry })
        port.postMessage({ kind: 'requests', count: requests })
      },
      onSignedOut: () => port.postMessage({ kind: 'signed-out' }),
    })
  const opening = once(open)
  serveClient(port, opening)
  serveEngine(port, async () => {
    const client = await opening()
    const { user, deployment } = data.site
    const me = user === undefined ? undefined : { id: user.id, name: user.name, active: true }
    return openEngine({ client, store: openStore(data.copy), deployment, me, tidies: true })
  })
}

/** Opens it for whoever asks first; when that fails the next one tries again. */
const once = <T>(open: () => Promise<T>): (() => Promise<T>) => {
  let opened: Promise<T> | undefined
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
}

if (parentPort !== null) start(parentPort, workerData as WorkerStart)
