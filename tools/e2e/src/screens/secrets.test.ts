import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyCrashingAt, type Home } from '../program.ts'
import { signedIn } from '../signed-in.ts'

/** Everything of the home but the file of secrets. */
const filesOf = async (home: Home): Promise<string> => {
  const names = await readdir(home.folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile() && entry.name !== 'secrets.json')
  const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))
  return texts.join('\n')
}

const tokenOf = async (home: Home): Promise<string> => {
  const stored = JSON.parse(await readFile(join(home.folder, 'data/secrets.json'), 'utf8')) as {
    secrets: Record<string, string>
  }
  const credential = JSON.parse(stored.secrets['site/acme/credential'] ?? '{}') as { accessToken: string }
  return credential.accessToken
}

test('what the program starts gets neither the token of this run nor the stored one', async () => {
  await using world = await signedIn()
  const { home, sandbox } = world
  const [seen, browser] = [join(home.folder, 'seen'), join(home.folder, 'browser')]
  await writeFile(browser, `#!/bin/sh\n{ env; printf '%s\\n' "$@"; } >'${seen}.new' && mv '${seen}.new' '${seen}'\n`)
  await chmod(browser, 0o755)
  const token = sandbox.issuePat('mira')
  const screen = await home.open(['--view', 'untriaged'], { env: { MMD_TOKEN: token, MMD_BROWSER: browser } })
  await screen.waitForText(/1\/\d+/)
  await screen.press('b')
  await expect.poll(() => readFile(seen, 'utf8').catch(() => ''), { timeout: 15_000 }).toContain('/browse/')
  const given = await readFile(seen, 'utf8')
  expect(given).not.toContain(token)
  expect(given).not.toContain(await tokenOf(home))
})

test('a crash while somebody is signed in says and logs nothing secret', async () => {
  await using world = await signedIn()
  const { home } = world
  const token = await tokenOf(home)
  expect(token.length).toBeGreaterThan(20)
  const program = await copyCrashingAt(home, 'sites-flow')
  const screen = await home.open(['--view', 'untriaged', '--log-level', 'debug'], { program })
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  expect(await screen.exit).toMatchObject({ code: 1 })
  expect(screen.rawOutput().toString('latin1')).not.toContain(token)
  const files = await filesOf(home)
  expect(files).toContain('request')
  expect(files).not.toContain(token)
})
