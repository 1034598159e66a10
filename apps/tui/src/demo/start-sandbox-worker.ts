import { Worker } from 'node:worker_threads'
import { AppError } from '../config/app-error.ts'
import { findWorkerFile } from '../session/worker-file.ts'
import type { DemoPerson, SandboxFacts, SandboxReply, SandboxRequest, SandboxStart } from './sandbox-messages.ts'

/** The demo's Jira, running in a thread of its own. */
export interface RunningSandbox extends SandboxFacts {
  /** Logs in and presses Allow behind an authorize URL, over HTTP as a browser would, to the end of the redirect. */
  approve(authorizeUrl: string, person: DemoPerson): Promise<void>
  close(): Promise<void>
}

/** Starts it; throws a usage error when its port is taken. */
export const startSandboxWorker = async (root: URL, start: SandboxStart): Promise<RunningSandbox> => {
  const file = findWorkerFile(root, 'commands/sandbox-worker')
  const worker = new Worker(file.url, {
    workerData: start,
    execArgv: [...file.execArgv],
    stdout: true,
    stderr: true,
    name: 'demo site',
  })
  const ended = endOf(worker)
  const first = await Promise.race([firstReply(worker), ended])
  if (first?.kind !== 'ready') {
    await worker.terminate()
    const why = first?.kind === 'failed' ? first.message : 'it gave no sign of life'
    throw new AppError('usage', `The demo site could not start: ${why}`, 'Choose another port with --port, or none')
  }
  const { kind: _, ...facts } = first
  return { ...facts, ...control(worker, ended) }
}

/** Resolves when the thread has ended, of itself or not; its own error is nobody's to catch. */
const endOf = (worker: Worker): Promise<undefined> =>
  new Promise((resolve) => {
    worker.on('error', () => undefined)
    worker.once('exit', () => resolve(undefined))
  })

const firstReply = (worker: Worker): Promise<SandboxReply> =>
  new Promise((resolve) => {
    worker.once('message', resolve)
  })

const control = (worker: Worker, ended: Promise<undefined>): Pick<RunningSandbox, 'approve' | 'close'> => {
  const waiting = new Map<number, PromiseWithResolvers<void>>()
  let nextId = 1
  worker.on('message', (reply: SandboxReply) => {
    if (reply.kind === 'approved') waiting.get(reply.id)?.resolve()
    if (reply.kind === 'not-approved') waiting.get(reply.id)?.reject(new Error(reply.message))
  })
  let hasEnded = false
  const isOver = (): Error => new AppError('usage', 'The demo site has ended', 'Start the demo again')
  void ended.then(() => {
    hasEnded = true
    for (const { reject } of waiting.values()) reject(isOver())
  })
  const post = (request: SandboxRequest): void => worker.postMessage(request)
  return {
    approve: async (url, person) => {
      if (hasEnded) throw isOver()
      const id = nextId++
      const answer = Promise.withResolvers<void>()
      waiting.set(id, answer)
      post({ kind: 'approve', id, url, person })
      await answer.promise.finally(() => waiting.delete(id))
    },
    close: async () => {
      post({ kind: 'close' })
      await ended
    },
  }
}
