import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startSandboxWorker } from './start-sandbox-worker.ts'

const settings = {
  deployment: 'datacenter',
  port: 0,
  issues: 1,
  latencyMs: 0,
  redirectUri: 'http://localhost:8734/oauth/redirect',
  scope: 'WRITE',
} as const
const person = { name: 'mira', displayName: 'Mira', password: 'mira' }

/** Starts what stands in `code` in place of the demo's site. */
const start = (code: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-demo-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'commands'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'commands', 'sandbox-worker.js'),
    `import { parentPort } from 'node:worker_threads'\n${code}`,
  )
  return startSandboxWorker(pathToFileURL(`${folder}/`), settings)
}

test.each(['', 'throw new Error("broken")'])('a site that ends without a word is an error (%s)', async (code) => {
  await expect(start(code)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('no sign of life'),
  })
})

test('a site that dies rejects what waits and can still be closed', async () => {
  const site = await start(`
    parentPort.postMessage({ kind: 'ready', baseUrl: '', clientId: '', clientSecret: '', users: [] })
    parentPort.once('message', () => { throw new Error('broken') })
  `)
  await expect(site.approve('http://localhost/', person)).rejects.toMatchObject({ message: 'The demo site has ended' })
  await expect(site.approve('http://localhost/', person)).rejects.toMatchObject({ message: 'The demo site has ended' })
  await site.close()
})
