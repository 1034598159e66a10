import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below those that systems hand out to whoever asks for any port: otherwise somebody could be given one of them between its being
 * found and its being used.
 */
const [first, end] = [10_000, 32_768]

const attempts = 50

const tryOut = async (port: number): Promise<void> => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}

/** A port that nothing on this machine's loopback listens on right now. Throws what the system says when none is found. */
export const findFreePort = async (): Promise<number> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(first, end)
    try {
      await tryOut(port)
      return port
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}
