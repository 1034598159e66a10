import { connect } from 'node:net'
import { join } from 'node:path'

/** The socket of the session bus, where its address is a plain path. */
const socketOf = (env: NodeJS.ProcessEnv): string | undefined => {
  const { DBUS_SESSION_BUS_ADDRESS: address = '', XDG_RUNTIME_DIR: runtime = '' } = env
  const path = /^unix:(?:[^;]*,)?path=([^,;]+)/u.exec(address)?.[1]
  if (path !== undefined) return decodeURIComponent(path)
  return address === '' && runtime !== '' ? join(runtime, 'bus') : undefined
}

/**
 * False when the desktop's session bus is there but mute. Linux keychains are reached through it, and the driver waits
 * for its greeting without end and without letting anything else run; so the greeting is tried here first, within
 * `limitMs`. True when it greets, or when there is no way to tell.
 */
export const isSessionBusAnswering = (env: NodeJS.ProcessEnv, limitMs: number): Promise<boolean> => {
  const path = socketOf(env)
  if (path === undefined) return Promise.resolve(true)
  return new Promise((resolve) => {
    const socket = connect(path)
    const end = (isAnswering: boolean): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(isAnswering)
    }
    const timer = setTimeout(() => end(false), limitMs)
    // D-Bus authentication: a zero byte, then "I am this user", in hexadecimal digits of its decimal number.
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    socket.once('connect', () => socket.write(`\0AUTH EXTERNAL ${user}\r\n`))
    socket.once('data', () => end(true))
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
  })
}
