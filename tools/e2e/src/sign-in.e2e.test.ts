import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { consent, openBrowser } from './chromium.ts'
import { makeHome } from './program.ts'
import { catchUrls } from './url-catcher.ts'

const world = async () => {
  const sandbox = await startSandbox({ codeLifetimeSeconds: 60 })
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  return { sandbox, redirectUri, client }
}

const oauthSite = async (
  home: Awaited<ReturnType<typeof makeHome>>,
  { sandbox, redirectUri, client }: Awaited<ReturnType<typeof world>>,
) => {
  const args = ['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'oauth2', '--client-id', client.clientId]
  const added = await home.run([...args, '--client-secret-stdin', '--redirect-uri', redirectUri], {
    input: client.clientSecret,
  })
  expect(added.code).toBe(0)
}

test('a site is added and signed in to from the welcome screen, through a real browser', async () => {
  const { sandbox, redirectUri, client } = await world()
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  await using home = await makeHome()
  const screen = await home.open([], { env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText('Explore the demo site')
  await screen.press('enter')
  await screen.waitForText('https://jira.example.com/jira')
  await screen.paste(new URL(sandbox.baseUrl).origin)
  await screen.press('enter')
  await screen.waitForText('Data Center 10.3')
  await screen.press('enter')
  await screen.waitForText('Redirect URL')
  await screen.press('ctrl-u')
  await screen.paste(redirectUri)
  await screen.press('enter')
  await screen.waitForText('Client ID')
  await screen.paste(client.clientId)
  await screen.press('enter')
  await screen.waitForText('Client secret')
  await screen.paste(client.clientSecret)
  expect(screen.text()).not.toContain(client.clientSecret)
  await screen.press('enter')
  await screen.waitForText('─ Scope')
  await screen.press('enter')
  await screen.waitForText('A short name')
  await screen.press('ctrl-u')
  await screen.type('acme')
  await screen.press('enter')
  await screen.waitForText('colour')
  await screen.press('enter')
  await consent(browser.page, await catcher.next(), 'allow')
  expect(browser.page.url().startsWith(redirectUri)).toBe(true)
  expect(await browser.page.textContent('body')).toContain('terminal')
  await screen.waitForText('Untriaged')
  await screen.waitForText(/PAY-\d+|OPS-\d+|SUP-\d+/)
  const code = new URL(browser.page.url()).searchParams.get('code') ?? ''
  await screen.press('q')
  expect(await screen.exit).toMatchObject({ code: 0 })
  // Titles and clipboard sequences are in there too.
  const shown = screen.rawOutput().toString('latin1')
  const stored = await readFile(join(home.folder, 'data/secrets.json'), 'utf8')
  const tokens = [...stored.matchAll(/[\w-]+\.[\w-]+\.[\w-]+/gu)].map(([token]) => token)
  expect([code.length, tokens.length]).toEqual([expect.any(Number), 2])
  for (const secret of [client.clientSecret, code, ...tokens]) {
    expect(secret).not.toBe('')
    expect(shown).not.toContain(secret)
    expect(shown).not.toContain(Buffer.from(secret).toString('base64'))
  }
  await sandbox.close()
})

test('a refused consent is said, and one key tries again', async () => {
  const given = await world()
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  await using home = await makeHome()
  await oauthSite(home, given)
  const screen = await home.open(['--site', 'acme'], { env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText('Enter signs in')
  await screen.press('enter')
  await consent(browser.page, await catcher.next(), 'deny')
  await screen.waitForText('Access was refused')
  await screen.press('enter')
  await consent(browser.page, await catcher.next(), 'allow')
  await screen.waitForText(/PAY-\d+|OPS-\d+|SUP-\d+/)
  expect(await screen.waitForText('Favourite filters')).toContain('acme')
  await given.sandbox.close()
})

test('auth login waits for the browser, auth status says where the secrets lie, auth logout ends it', async () => {
  const given = await world()
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  await using home = await makeHome()
  await oauthSite(home, given)
  const login = home.run(['auth', 'login', 'acme'], { env: { MMD_BROWSER: catcher.command } })
  await consent(browser.page, await catcher.next(), 'allow')
  expect((await login).code).toBe(0)
  const status = await home.run(['auth', 'status', 'acme'])
  expect(status.stdout).toContain('secrets.json')
  expect((await home.run(['issue', 'list', '--limit', '5', '--plain'])).code).toBe(0)
  expect((await home.run(['auth', 'logout', 'acme'])).code).toBe(0)
  expect((await home.run(['issue', 'list'])).code).toBe(3)
  await given.sandbox.close()
})

test('when the port is taken the address is pasted from the browser instead', async () => {
  const given = await world()
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  await using home = await makeHome()
  await oauthSite(home, given)
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(Number(new URL(given.redirectUri).port), '127.0.0.1', resolve))
  const screen = await home.open(['--site', 'acme'], { env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText('Enter signs in')
  await screen.press('enter')
  const url = await catcher.next()
  await screen.waitForText('Address from the browser')
  // Whoever holds the port answers nothing: the browser stays with an address that leads nowhere, as people see it.
  blocker.on('connection', (socket) => socket.destroy())
  const redirected = browser.page.waitForRequest((request) => request.url().startsWith(given.redirectUri))
  await consent(browser.page, url, 'allow').catch(() => undefined)
  await screen.paste((await redirected).url())
  await screen.press('enter')
  expect(await screen.waitForText(/PAY-\d+|OPS-\d+|SUP-\d+/)).toContain('acme')
  await new Promise((resolve) => blocker.close(resolve))
  await given.sandbox.close()
})

test('signing in takes two commands where there is neither a browser nor a listener', async () => {
  const given = await world()
  await using browser = await openBrowser()
  await using home = await makeHome()
  await oauthSite(home, given)
  const begun = await home.run(['auth', 'url', 'acme'])
  const url = begun.stdout.trim()
  const redirected = browser.page.waitForRequest((request) => request.url().startsWith(given.redirectUri))
  await consent(browser.page, url, 'allow').catch(() => undefined)
  const completed = await home.run(['auth', 'complete', (await redirected).url()])
  expect(completed.stderr).not.toContain('code=')
  expect(completed.code).toBe(0)
  expect((await home.run(['issue', 'list', '--limit', '1', '--json'])).code).toBe(0)
  await given.sandbox.close()
})
