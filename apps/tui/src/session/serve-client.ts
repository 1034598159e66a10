import type { SiteClient } from '@mmd/jira-api'
import { inHundredths } from './progress.ts'
import { clientMethods, packError, type WorkerReply, type WorkerRequest } from './rpc.ts'

/** The worker's side of the port. */
export interface ServingPort {
  postMessage(reply: WorkerReply): void
  on(event: 'message', listener: (request: WorkerRequest) => void): unknown
}

/**
 * Answers each call that comes through `port` with the client's method of that name; a cancel aborts its request. The
 * client is opened at once; when that fails, each call says why and tries again: a keychain may be unlocked meanwhile.
 */
export const serveClient = (port: ServingPort, open: () => Promise<SiteClient>): void => {
  const running = new Map<number, AbortController>()
  let opened: Promise<SiteClient> | undefined
  const opening = (): Promise<SiteClient> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  opening().catch(() => undefined)

  const answer = async (request: Extract<WorkerRequest, { kind: 'call' }>): Promise<WorkerReply> => {
    const { id, method, args, options } = request
    const { wantsProgress, ...plain } = options
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const client = await opening()
      const call = client[method] as (...args: unknown[]) => Promise<unknown>
      const value = await call.apply(client, [
        ...args.slice(0, clientMethods[method]),
        {
          ...plain,
          signal: controller.signal,
          ...(wantsProgress === true
            ? { onProgress: inHundredths((told) => port.postMessage({ kind: 'progress', id, args: told })) }
            : {}),
        },
      ])
      return { kind: 'result', id, value }
    } catch (error) {
      return { kind: 'error', id, error: packError(error) }
    } finally {
      running.delete(id)
    }
  }

  port.on('message', (request) => {
    if (request.kind === 'cancel') running.get(request.id)?.abort()
    else if (request.kind === 'call') void answer(request).then((reply) => port.postMessage(reply))
  })
}
