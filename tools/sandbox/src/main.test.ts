import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Announcement } from './announcement.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const run = (...args: string[]) =>
  spawn(process.execPath, ['--conditions=@mmd/source', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
const textOf = async (stream: NodeJS.ReadableStream): Promise<string> => {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}

test.each(['SIGINT', 'SIGTERM'] as const)('It serves until %s and ends with 0', async (signal) => {
  const child = run('--json', '--issues', '5', '--control', '--context-path', '/tracker')
  const exit = once(child, 'exit')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { baseUrl, users, client, control } = JSON.parse(line) as Announcement
  expect(new URL(baseUrl).pathname).toBe('/tracker')
  expect((await fetch(`${baseUrl}/status`)).status).toBe(200)
  expect((await fetch(`${control}journal`)).status).toBe(200)
  expect(users[0]).toMatchObject({ name: expect.any(String) as string, password: expect.any(String) as string })
  expect(client).toMatchObject({ redirectUri: 'http://localhost:8734/oauth/redirect', scope: 'WRITE' })
  child.kill(signal)
  expect(await exit).toEqual([0, null])
})

test.each([
  [['--port', 'many'], 2, '--port'],
  [['--nothing'], 2, '--nothing'],
  [['--redirect-uri', 'http://127.0.0.1/x'], 1, 'redirects'],
])('%j ends with a message and no stack', async (args, code, word) => {
  const child = run(...args)
  const [exit, text] = await Promise.all([once(child, 'exit'), textOf(child.stderr)])
  expect(exit[0]).toBe(code)
  expect(text).toContain(word)
  expect(text).not.toContain('    at ')
})
