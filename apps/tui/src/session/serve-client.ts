import type { CallOptions, SiteClient } from '@mmd/jira-api'
import { clientMethods, packError, type WorkerReply, type WorkerRequest } from './rpc.ts'

/** The worker's side of the port. */
export interface ServingPort {
  postMessage(reply: WorkerReply): void
  on(event: 'message', listener: (request: WorkerRequest) => void): unknown
}

/** Answers each call that comes through `port` with the client's method of that name; a cancel aborts its request. */
export const serveClient = (port: ServingPort, opening: Promise<SiteClient>): void => {
  const running = new Map<number, AbortController>()
  // The first call reports why the client could not be opened.
  opening.catch(() => undefined)

  const answer = async (request: Extract<WorkerRequest, { kind: 'call' }>): Promise<WorkerReply> => {
    const { id, method, args } = request
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const client = await opening
      const call = client[method] as (...args: unknown[]) => Promise<unknown>
      const options: CallOptions = { signal: controller.signal }
      const value = await call.apply(client, [...args.slice(0, clientMethods[method]), options])
      return { kind: 'result', id, value }
    } catch (error) {
      return { kind: 'error', id, error: packError(error) }
    } finally {
      running.delete(id)
    }
  }

  port.on('message', (request) => {
    if (request.kind === 'cancel') running.get(request.id)?.abort()
    else void answer(request).then((reply) => port.postMessage(reply))
  })
}
