import { startCloudSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { cloudConsent, openBrowser } from './chromium.ts'
import { makeHome } from './program.ts'
import { catchUrls } from './url-catcher.ts'

const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']

const world = async () => {
  const cloud = await startCloudSandbox()
  const redirectUri = `http://127.0.0.1:${await findFreePort()}/callback`
  const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  return { cloud, redirectUri, app, home: await makeHome() }
}

const addArgs = ({ cloud, redirectUri, app }: Awaited<ReturnType<typeof world>>): readonly string[] =>
  ['site', 'add', cloud.siteUrl, '--name', 'acme', '--method', 'oauth2-cloud', '--client-id', app.clientId].concat([
    '--client-secret-stdin',
    '--redirect-uri',
    redirectUri,
    '--scope',
    [...scopes, 'offline_access'].join(' '),
    '--auth-url',
    cloud.authUrl,
    '--api-url',
    cloud.apiUrl,
  ])

test('a cloud site is signed in to through Atlassian’s pages in a real browser, and the token renews itself', async () => {
  const given = await world()
  await using home = given.home
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  expect((await home.run(addArgs(given), { input: given.app.clientSecret })).code).toBe(0)
  const login = home.run(['auth', 'login', 'acme'], { env: { MMD_BROWSER: catcher.command } })
  await cloudConsent(browser.page, await catcher.next(), 'allow')
  expect(await login).toMatchObject({ code: 0, stdout: expect.stringContaining('Signed in to acme as Mira Lindqvist') })
  given.cloud.expireAccessTokens()
  const refreshed = await home.run(['auth', 'refresh', 'acme'])
  expect(refreshed.code).toBe(0)
  const shown = await home.run(['site', 'show', 'acme', '--json'])
  expect(JSON.parse(shown.stdout)).toMatchObject({ baseUrl: given.cloud.siteUrl, deployment: 'cloud', signedIn: true })
  const listed = await home.run(['issue', 'list', '--limit', '3', '--json'])
  expect(listed.code).toBe(0)
  expect(JSON.parse(listed.stdout)).toHaveLength(3)
  await given.cloud.close()
})

test('Cancel on Atlassian’s page ends the sign-in with the code for that', async () => {
  const given = await world()
  await using home = given.home
  await using browser = await openBrowser()
  await using catcher = await catchUrls()
  await home.run(addArgs(given), { input: given.app.clientSecret })
  const login = home.run(['auth', 'login', 'acme'], { env: { MMD_BROWSER: catcher.command } })
  await cloudConsent(browser.page, await catcher.next(), 'deny')
  const { code, stderr } = await login
  expect(code).toBe(3)
  expect(stderr).toContain('refused')
  await given.cloud.close()
})
