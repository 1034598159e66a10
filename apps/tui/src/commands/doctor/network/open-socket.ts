import { connect, type Socket } from 'node:net'
import { errorCodeOf } from './error-code.ts'

/** How long a connection may take, in milliseconds. */
export const connectWithin = 10_000

export type Opened =
  | { readonly kind: 'open'; readonly socket: Socket; readonly ms: number }
  | { readonly kind: 'closed'; readonly code: string }

/** Opens a TCP connection. Rejects only with what the signal was aborted with. */
export const openSocket = (host: string, port: number, signal: AbortSignal): Promise<Opened> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const started = performance.now()
    const socket = connect({ host, port, timeout: connectWithin })
    const settle = (): void => signal.removeEventListener('abort', abort)
    const give = (code: string): void => {
      settle()
      socket.destroy()
      resolve({ kind: 'closed', code })
    }
    const abort = (): void => {
      socket.destroy()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    socket.once('timeout', () => give('ETIMEDOUT'))
    socket.on('error', (error) => give(errorCodeOf(error)))
    socket.once('connect', () => {
      settle()
      socket.setTimeout(0)
      resolve({ kind: 'open', socket, ms: Math.round(performance.now() - started) })
    })
  })
