import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { givenFolder, runNode } from '../testing.ts'

const script = `
  const { openSecretStore } = await import(${JSON.stringify(new URL('open-secret-store.ts', import.meta.url).href)})
  const [dir, prefer] = [process.argv[1], process.argv[2]]
  const opened = openSecretStore(prefer === undefined ? { dir } : { dir, prefer })
  console.log(await opened.then((store) => store.kind, (error) => error.code + ': ' + error.detail))`

/** A session bus that takes connections and never says a word. */
const muteBus = async (): Promise<string> => {
  const path = join(givenFolder(), 'bus')
  const server = createServer((socket) => socket.resume()).listen(path)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `unix:path=${path}`
}

describe.runIf(process.platform === 'linux')('a keychain that cannot be used', () => {
  test.each([
    ['that is not there', async () => `unix:path=${join(givenFolder(), 'no-bus')}`],
    ['that never answers', muteBus],
  ])('%s gives way to the file, unless it was asked for', async (_, bus) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: await bus() }
    const [chosen, asked] = await Promise.all([
      runNode(script, [givenFolder()], env),
      runNode(script, [givenFolder(), 'keychain'], env),
    ])
    expect(chosen).toEqual({ stdout: 'file\n', stderr: '' })
    expect(asked.stdout).toMatch(/^store-failed: .*MMD_SECRETS=file/u)
  })
})
