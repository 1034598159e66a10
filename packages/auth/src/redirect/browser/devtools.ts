import type { Readable, Writable } from 'node:stream'
import { AuthError } from '../../errors.ts'
import { type BrowserEvent, type BrowserMessage, parseBrowserMessage } from './browser-message.ts'
import { createSplitter, frameMessage } from './pipe-framing.ts'

/** Both ends of the pipe as this side sees them. */
export interface DevToolsPipe {
  readonly input: Writable
  readonly output: Readable
}

/** One thing that the browser is to do; without `sessionId` it concerns the whole browser. */
export interface Command {
  readonly method: string
  readonly params?: object
  readonly sessionId?: string
}

export interface DevTools {
  /** Resolves when the browser has done it; rejects with `browser-failed` when it did not, or is gone. */
  send(command: Command): Promise<void>
}

export interface DevToolsEvents {
  readonly onMessage: (event: BrowserEvent) => void
  /** The pipe ended, or what came was not the protocol. Told once. */
  readonly onLost: () => void
}

const refused = (method: string): AuthError =>
  new AuthError('browser-failed', 'The browser did not do what it was told', method)

/** Speaks the DevTools protocol over the pipe. */
export const connectDevTools = ({ input, output }: DevToolsPipe, events: DevToolsEvents): DevTools => {
  const split = createSplitter()
  const waiting = new Map<number, { readonly method: string; readonly reply: PromiseWithResolvers<void> }>()
  let lastId = 0
  let isLost = false

  const lose = (): void => {
    if (isLost) return
    isLost = true
    for (const { method, reply } of waiting.values()) reply.reject(refused(method))
    waiting.clear()
    events.onLost()
  }

  const understand = (chunk: Uint8Array): readonly BrowserMessage[] => {
    try {
      return split(chunk).map(parseBrowserMessage)
    } catch {
      lose()
      return []
    }
  }

  const take = (message: BrowserMessage): void => {
    if (message.kind !== 'reply') return events.onMessage(message)
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.isRefusal) asked?.reply.reject(refused(asked.method))
    else asked?.reply.resolve()
  }

  output.on('data', (chunk: Uint8Array) => {
    if (!isLost) for (const message of understand(chunk)) take(message)
  })
  for (const stream of [input, output]) stream.on('error', lose).once('close', lose)

  return {
    send: ({ method, params = {}, sessionId }) => {
      if (isLost) return Promise.reject(refused(method))
      const [id, reply] = [++lastId, Promise.withResolvers<void>()]
      waiting.set(id, { method, reply })
      input.write(frameMessage({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
      return reply.promise
    },
  }
}
