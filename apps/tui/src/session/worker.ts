import { parentPort, workerData } from 'node:worker_threads'
import type { SiteClient } from '@mmd/jira-api'
import { openLog } from './log.ts'
import { openSecrets } from './open-book.ts'
import { openClient } from './open-client.ts'
import { serveClient } from './serve-client.ts'
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
  serveClient(port, open)
}

if (parentPort !== null) start(parentPort, workerData as WorkerStart)
