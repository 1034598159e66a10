import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import type { EngineNews } from '@mmd/replica'
import type { Environment, Folders, LogLevel } from '../config/environment.ts'
import type { ProgressArguments } from './progress.ts'
import {
  type ClientMethod,
  cancelledError,
  clientMethods,
  type EngineMethod,
  type RowsOptions,
  unpackError,
  type WorkerOptions,
  type WorkerReply,
  type WorkerRequest,
} from './rpc.ts'
import { type CopyPlace, siteCopy } from './site-copy.ts'
import { findWorkerFile } from './worker-file.ts'

/** What a worker is started with. */
export interface WorkerStart {
  readonly site: Site
  readonly folders: Folders
  readonly secrets: 'keychain' | 'file' | undefined
  readonly proxy: Readonly<Record<string, string>>
  readonly token: string | undefined
  readonly logLevel: LogLevel
  readonly version: string
  /** Where the site's local copy lies, for the engine's own connection to it. */
  readonly copy: CopyPlace
}

/** The site's client and engine, living in a worker thread. */
export interface WorkerClient {
  readonly client: SiteClient
  /** Calls the engine's method of that name. */
  callEngine(method: EngineMethod, args: readonly unknown[]): Promise<unknown>
  /** What the engine tells. */
  onNews(listener: (news: EngineNews) => void): () => void
  /** Called when the thread has died: the engine is gone until the next call. */
  onDeath(listener: () => void): () => void
  /** HTTP requests sent so far. */
  requests(): number
  /** Called after each change of `requests()`. */
  onRequests(listener: (count: number) => void): () => void
  /** Called when the stored credential turned out to be dead: a new sign-in is needed. */
  onSignedOut(listener: () => void): () => void
  /** Cancels what runs and ends the thread. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((...args: ProgressArguments) => void) | undefined
}

/** Options as a method of the client takes them, whichever it is. */
interface AnyOptions extends RowsOptions {
  readonly onProgress?: (...args: ProgressArguments) => void
}

const toPlain = ({ priority, budgetMs, fields, onProgress }: AnyOptions): WorkerOptions => ({
  ...(priority === undefined ? {} : { priority }),
  ...(budgetMs === undefined ? {} : { budgetMs }),
  ...(fields === undefined ? {} : { fields }),
  ...(onProgress === undefined ? {} : { wantsProgress: true }),
})

/** What holds functions cannot cross: the bytes of a file must lie on the disk, which both threads read. */
const cannotCross = (): Error => new TypeError('Only plain data and files on disk reach the background thread')

/** Whoever only looks on must not end what it looks at. */
const tellProgress = ({ onProgress }: Waiting, args: ProgressArguments): void => {
  try {
    onProgress?.(...args)
  } catch {
    // The call goes on, and its end is told all the same.
  }
}

/**
 * Starts a worker that talks to `site`, so that network, validation and parsing stay off this thread. Loads none of
 * them here. A worker that dies rejects what waits; the next call starts another one.
 */
export const startWorkerClient = (
  environment: Environment,
  site: Site,
  copy: CopyPlace = siteCopy(environment.folders, site, environment.token()),
): WorkerClient => {
  const file = findWorkerFile(environment.root, 'session/worker')
  const { folders, secrets, proxy, logLevel, version } = environment
  const start: WorkerStart = { site, folders, secrets, proxy, logLevel, version, token: environment.token(), copy }
  return connectWorker(() => {
    // Not imported: the first frame waits for this module.
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const worker = new Worker(file.url, {
      workerData: start,
      execArgv: [...file.execArgv],
      stdout: true,
      stderr: true,
      name: `site ${site.name}`,
    })
    worker.unref()
    return worker
  })
}

/** The part of a worker that the client's proxy uses. */
export interface WorkerPort {
  postMessage(message: WorkerRequest): void
  on(event: 'message', listener: (reply: WorkerReply) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  ref?(): void
  unref?(): void
  terminate(): Promise<unknown>
}

/** What waits when a thread ends may have been sent or not. */
const stoppedError = (): Error =>
  unpackError({
    name: 'JiraApiError',
    code: 'network',
    message: 'the background thread stopped and starts again with the next request',
    details: {},
  })

/** Joins a worker, started at once and again after it died: calls out, answers in. */
export const connectWorker = (start: () => WorkerPort): WorkerClient => {
  const waiting = new Map<number, Waiting>()
  const requestListeners = new Set<(count: number) => void>()
  const signedOutListeners = new Set<() => void>()
  const newsListeners = new Set<(news: EngineNews) => void>()
  const deathListeners = new Set<() => void>()
  /** Requests of the workers that are gone, and of all. */
  let before = 0
  let requests = 0
  let nextId = 1
  let isClosed = false
  let worker: WorkerPort | undefined

  const settle = (id: number): Waiting | undefined => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    // A thread without work must not keep the process alive.
    if (waiting.size === 0) worker?.unref?.()
    return waiter
  }
  const rejectAll = (toError: () => Error): void => {
    for (const id of waiting.keys()) settle(id)?.reject(toError())
  }
  const receive = (reply: WorkerReply): void => {
    if (reply.kind === 'result') settle(reply.id)?.resolve(reply.value)
    else if (reply.kind === 'error') settle(reply.id)?.reject(unpackError(reply.error))
    else if (reply.kind === 'progress') {
      const waiter = waiting.get(reply.id)
      if (waiter !== undefined) tellProgress(waiter, reply.args)
    } else if (reply.kind === 'signed-out') for (const listener of signedOutListeners) listener()
    else if (reply.kind === 'engine-news') for (const listener of newsListeners) listener(reply.news)
    else {
      requests = before + reply.count
      for (const listener of requestListeners) listener(requests)
    }
  }
  const attach = (): WorkerPort => {
    const port = start()
    const die = (): void => {
      if (worker !== port) return
      worker = undefined
      before = requests
      rejectAll(stoppedError)
      if (!isClosed) for (const listener of deathListeners) listener()
    }
    port.on('message', receive)
    port.on('error', die)
    port.on('exit', die)
    return port
  }
  worker = attach()

  const post = (toRequest: (id: number) => WorkerRequest, options: AnyOptions = {}): Promise<unknown> => {
    const { signal, onProgress } = options
    if (isClosed || signal?.aborted === true) return Promise.reject(cancelledError())
    worker ??= attach()
    const port = worker
    const id = nextId++
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        settle(id)?.reject(cancelledError())
        port.postMessage({ kind: 'cancel', id })
      }
      signal?.addEventListener('abort', cancel, { once: true })
      const done = (): void => signal?.removeEventListener('abort', cancel)
      waiting.set(id, {
        resolve: (value) => (done(), resolve(value)),
        reject: (error) => (done(), reject(error)),
        onProgress,
      })
      port.ref?.()
      try {
        port.postMessage(toRequest(id))
      } catch {
        settle(id)?.reject(cannotCross())
      }
    })
  }

  const call = (method: ClientMethod, args: readonly unknown[], options: AnyOptions = {}): Promise<unknown> =>
    post((id) => ({ kind: 'call', id, method, args, options: toPlain(options) }), options)

  return {
    client: toClient(call),
    callEngine: (method, args) => post((id) => ({ kind: 'engine-call', id, method, args })),
    onNews: (listener) => subscribe(newsListeners, listener),
    onDeath: (listener) => subscribe(deathListeners, listener),
    requests: () => requests,
    onRequests: (listener) => subscribe(requestListeners, listener),
    onSignedOut: (listener) => subscribe(signedOutListeners, listener),
    close: async () => {
      isClosed = true
      rejectAll(cancelledError)
      await worker?.terminate()
    },
  }
}

const subscribe = <T>(listeners: Set<T>, listener: T): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const toClient = (
  call: (method: ClientMethod, args: readonly unknown[], options: AnyOptions | undefined) => Promise<unknown>,
): SiteClient => {
  const methods = Object.entries(clientMethods) as [ClientMethod, number][]
  return Object.fromEntries(
    methods.map(([method, count]) => [
      method,
      (...args: unknown[]) => call(method, args.slice(0, count), args[count] as AnyOptions | undefined),
    ]),
  ) as unknown as SiteClient
}
