import type { Screen } from '@mmd/tools-screen-driver'

/** What one key caused. */
export interface Keystroke {
  /** From the write to the last byte before the quiet, milliseconds; undefined when nothing came. */
  readonly ms: number | undefined
  readonly bytes: number
}

/** A frame is over when nothing has come for so long. */
const quietMs = 25

/**
 * Writes a key and takes the time until the last byte that it caused. Drawing should be held meanwhile.
 * One that has caused nothing after `silentMs` causes nothing.
 */
export const strike = (screen: Screen, key: string, silentMs: number): Promise<Keystroke> =>
  new Promise((resolve) => {
    let last: number | undefined
    let bytes = 0
    const finish = (): void => {
      stop()
      resolve({ ms: last === undefined ? undefined : last - started, bytes })
    }
    const stop = screen.onOutput((chunk) => {
      last = performance.now()
      bytes += chunk.length
      clearTimeout(timer)
      timer = setTimeout(finish, quietMs)
    })
    let timer = setTimeout(finish, silentMs)
    const started = performance.now()
    screen.send(key)
  })
