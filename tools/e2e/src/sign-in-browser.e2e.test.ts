import { createServer } from 'node:net'
import { startSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import { logInAnd } from './chromium.ts'
import { type Home, makeHome } from './program.ts'
import { makeWatchedChromium } from './watched-chromium.ts'

/** What many administrators register: no port, which is port 80 of the person's machine. */
const portless = 'http://localhost/oauth/redirect'

const savedSite = async (home: Home) => {
  const sandbox = await startSandbox({ codeLifetimeSeconds: 60 })
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri: portless, scope: 'WRITE' })
  const args = ['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'oauth2', '--client-id', client.clientId]
  const added = await home.run([...args, '--client-secret-stdin', '--redirect-uri', portless], {
    input: client.clientSecret,
  })
  expect(added.code).toBe(0)
  return { sandbox, client }
}

test('a redirect URL without a port comes back through a browser window of our own, while nobody listens there', async () => {
  await using home = await makeHome()
  await using chromium = await makeWatchedChromium()
  const { sandbox, client } = await savedSite(home)
  const login = home.run(['auth', 'login', 'acme', '--callback', 'browser'], {
    env: { MMD_BROWSER: chromium.program },
  })
  await logInAnd(await chromium.page(sandbox.baseUrl), 'allow')
  const { code, stdout, stderr } = await login
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
  expect((await home.run(['issue', 'list', '--limit', '1', '--json'])).code).toBe(0)
  // Others on this machine read arguments, and a browser's pages could read its environment out.
  const seen = [...(await chromium.arguments()), await chromium.environment(), stderr].join('\n')
  for (const secret of ['state=', 'code_challenge=', client.clientSecret, 'MMD_']) expect(seen).not.toContain(secret)
  await sandbox.close()
})

test('where the port is taken the window of our own is next, and Deny there is understood', async () => {
  await using home = await makeHome()
  await using chromium = await makeWatchedChromium()
  const { sandbox } = await savedSite(home)
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(80, '127.0.0.1', resolve))
  const screen = await home.open(['--site', 'acme'], {
    // A screen that windows could open on; the browser that is used draws on none.
    env: { MMD_BROWSER: chromium.program, DISPLAY: ':0' },
  })
  await screen.waitForText('Enter signs in')
  await screen.press('enter')
  await logInAnd(await chromium.page(sandbox.baseUrl), 'deny')
  expect(await screen.waitForText('Access was refused')).toContain('acme')
  await new Promise((resolve) => blocker.close(resolve))
  await sandbox.close()
})
