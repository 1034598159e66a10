import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  const { baseUrl, users, client, control, token } = JSON.parse(line) as Announcement
  expect(new URL(baseUrl).pathname).toBe('/tracker')
  expect((await fetch(`${baseUrl}/status`)).status).toBe(200)
  expect((await fetch(`${control}journal`)).status).toBe(200)
  expect(users[0]).toMatchObject({ name: expect.any(String) as string, password: expect.any(String) as string })
  const headers = { Authorization: `Bearer ${token?.token ?? ''}` }
  expect(await (await fetch(`${baseUrl}/rest/api/2/myself`, { headers })).json()).toMatchObject({ name: token?.name })
  expect(client).toMatchObject({ redirectUri: 'http://localhost:8734/oauth/redirect', scope: 'WRITE' })
  child.kill(signal)
  expect(await exit).toEqual([0, null])
})

/** Starts it, reads what it announces, lets `use` look, and ends it. */
const announced = async (
  args: readonly string[],
  use: (announcement: Announcement) => Promise<void>,
): Promise<void> => {
  const child = run('--json', '--issues', '5', ...args)
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    await use(JSON.parse(line) as Announcement)
  } finally {
    child.kill()
  }
}

const statusOverTls = (url: string, options: object): Promise<number | string | undefined> =>
  new Promise((resolve) => {
    get(url, { agent: false, ...options }, (answer) => resolve(answer.resume().statusCode)).on('error', () =>
      resolve('no answer'),
    )
  })

test('With --tls it is https, and tells which files a client needs', async () => {
  await announced(['--tls', '--client-certificate', '--control'], async ({ baseUrl, control, tls }) => {
    const [ca, cert, key] = [tls?.ca, tls?.clientCert, tls?.clientKey].map((path) => readFileSync(path ?? ''))
    expect(await statusOverTls(`${baseUrl}/status`, { ca, cert, key })).toBe(200)
    expect(await statusOverTls(`${control}journal`, { ca, cert, key })).toBe(200)
    expect(await statusOverTls(`${baseUrl}/status`, { ca })).toBe('no answer')
  })
})

test('8.20 gets a consumer when it is given a key, and no application link that could not work', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const file = join(folder, 'public.pem')
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }))
  const args = ['--persona', '8.20', '--consumer-public-key', file, '--consumer-key', 'k', '--consumer-callback']
  await announced([...args, 'http://localhost:1/x'], async (announcement) => {
    expect(announcement).toMatchObject({ consumer: { key: 'k', callback: 'http://localhost:1/x' } })
    expect(announcement).not.toHaveProperty('client')
    const answer = await fetch(`${announcement.baseUrl}/plugins/servlet/oauth/request-token`, { method: 'POST' })
    expect(answer.status).toBe(401)
  })
  rmSync(folder, { recursive: true })
})

test('11.3 gets a service account, who is none of the people', async () => {
  await announced(['--persona', '11.3'], async ({ baseUrl, serviceAccount, users }) => {
    const { clientId: client_id = '', clientSecret: client_secret = '' } = serviceAccount ?? {}
    const fields = { grant_type: 'client_credentials', client_id, client_secret, scope: 'READ' }
    const body = new URLSearchParams(fields)
    expect((await fetch(`${baseUrl}/rest/oauth2/latest/token`, { method: 'POST', body })).status).toBe(200)
    expect(users.map(({ name }) => name)).not.toContain('service-account-1')
  })
})

test('Without --json it prints a text for people', async () => {
  const child = run('--issues', '5', '--persona', '11.3', '--tls')
  const lines = createInterface(child.stdout)
  const text: string[] = []
  for await (const line of lines) {
    text.push(line)
    if (line === 'Ctrl-C ends it.') child.kill()
  }
  expect(text[0]).toMatch(/^Sandbox at https:\/\/localhost:\d+\/jira$/u)
  for (const title of ['Users', 'Application link "mmd-tui"', 'Service account "Night shift"', 'Certificates']) {
    expect(text).toContain(title)
  }
})

test.each([
  [['--tls-key', '/nowhere/key.pem', '--tls-cert', '/nowhere/cert.pem'], 2, '--tls-key'],
  [['--port', 'many'], 2, '--port'],
  [['--nothing'], 2, '--help'],
  [['--fault', '{"kind":"nonsense"}'], 2, 'rate-limit'],
  [['--redirect-uri', 'http://127.0.0.1/x'], 1, 'redirects'],
])('%j ends with a message and no stack', async (args, code, word) => {
  const child = run(...args)
  const [exit, text] = await Promise.all([once(child, 'exit'), textOf(child.stderr)])
  expect(exit[0]).toBe(code)
  expect(text).toContain(word)
  expect(text).not.toContain('    at ')
})
