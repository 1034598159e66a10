import type { Engine } from '@mmd/replica'
import { packError, type WorkerReply, type WorkerRequest } from './rpc.ts'
import type { ServingPort } from './serve-client.ts'

type EngineCall = Extract<WorkerRequest, { kind: 'engine-call' }>

/**
 * Answers each call of the engine that comes through `port`, and passes on what it tells. The engine is opened with the first
 * call; when that fails the call says why, and the next one tries again. What is told counts for nothing after `close`.
 */
export const serveEngine = (port: ServingPort, open: () => Promise<Engine>): void => {
  let opened: Promise<Engine> | undefined
  const listening = async (): Promise<Engine> => {
    const engine = await open()
    engine.listen((news) => port.postMessage({ kind: 'engine-news', news }))
    return engine
  }
  const opening = (): Promise<Engine> => {
    opened ??= listening().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const answer = async ({ id, method, args }: EngineCall): Promise<WorkerReply> => {
    try {
      // One that was never opened has nothing to end.
      if (method === 'close' && opened === undefined) return { kind: 'result', id, value: undefined }
      const engine = await opening()
      const call = engine[method] as (...given: readonly unknown[]) => Promise<unknown>
      return { kind: 'result', id, value: await call.apply(engine, [...args]) }
    } catch (error) {
      return { kind: 'error', id, error: packError(error) }
    }
  }
  port.on('message', (request) => {
    if (request.kind === 'engine-call') void answer(request).then((reply) => port.postMessage(reply))
  })
}
