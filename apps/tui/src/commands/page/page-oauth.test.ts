import {
  approveCloudConsent,
  approveConsent,
  type CloudSandbox,
  type ConfluenceSandbox,
  type Sandbox,
  startCloudSandbox,
  startConfluenceSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli, type RunningInline } from '../testing-inline.ts'

interface Page {
  readonly id: string
  readonly title: string
  readonly url: string
}

let jira: Sandbox
let wiki: ConfluenceSandbox
let cloud: CloudSandbox
let cli: InlineCli
beforeAll(async () => {
  jira = await startSandbox({ issues: 60 })
  wiki = await startConfluenceSandbox()
  cloud = await startCloudSandbox({ issues: 60 })
})
afterAll(() => Promise.all([jira.close(), wiki.close(), cloud.close()]))
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

const shownUrl = async (running: RunningInline): Promise<string> => (await running.see(/(?<=\n {2})http\S+(?=\n)/))[0]
const succeeded = ({ code, stderr }: { readonly code: number | null; readonly stderr: string }) => {
  if (code !== 0) throw new Error(stderr)
}

describe('on Data Center, signed in to the wiki by OAuth 2.0 of its own', () => {
  const signIn = async (name: string, site: Sandbox, scope: 'READ' | 'WRITE') => {
    const redirectUri = `http://localhost:${await findFreePort()}/cb`
    const { clientId, clientSecret } = site.registerClient({ name: redirectUri, redirectUri, scope })
    const flags = ['--method', 'oauth2', '--client-id', clientId, '--redirect-uri', redirectUri, '--scope', scope]
    const add = ['site', 'add', site.baseUrl, '--name', name, ...flags, '--client-secret-stdin']
    succeeded(await cli.run(add, { input: clientSecret }))
    const running = cli.start(['auth', 'login', name])
    await approveConsent(await shownUrl(running), { username: 'mira', password: 'mira' })
    succeeded(await running.result)
  }

  test('pages are found and linked; the sign-in is renewed when its token is over', async () => {
    await signIn('acme', jira, 'WRITE')
    await signIn('wiki', wiki, 'READ')
    const [found] = await cli.json<Page[]>(['page', 'search', 'refunds', '--limit', '1'])
    wiki.expireAccessTokens()
    jira.expireAccessTokens()
    const linked = await cli.json<{ state: string }[]>(['page', 'link', 'PAY-103', found?.id ?? ''])
    expect(linked).toMatchObject([{ state: 'sent', page: { title: found?.title } }])
    const issue = await cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-103'])
    expect(issue.pages).toEqual([{ id: found?.id, title: found?.title, url: found?.url }])
    wiki.revokeAllTokens()
    const { code, stderr } = await cli.run(['page', 'search', 'refunds'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('mmd-tui auth login wiki')])
  })

  test('a sign-in to Jira that may only read cannot link', async () => {
    await signIn('acme', jira, 'READ')
    await signIn('wiki', wiki, 'READ')
    const { code, stderr } = await cli.run(['page', 'link', 'PAY-104', '65601'])
    expect([code, stderr]).toEqual([5, expect.stringContaining('scope READ cannot write')])
  })
})

describe('on Cloud, signed in once by OAuth 2.0 (3LO)', () => {
  const person = { email: 'mira@acme.example', password: 'mira' }

  const signIn = async (scopes: readonly string[]) => {
    const redirectUri = `http://localhost:${await findFreePort()}/cb`
    const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
    const where = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]
    const flags = ['--method', 'oauth2-cloud', '--client-id', app.clientId, '--redirect-uri', redirectUri]
    const add = [
      'site',
      'add',
      cloud.siteUrl,
      '--name',
      'acme',
      ...flags,
      '--scope',
      [...scopes, 'offline_access'].join(' '),
    ]
    succeeded(await cli.run([...add, '--client-secret-stdin', ...where], { input: app.clientSecret }))
    const running = cli.start(['auth', 'login', 'acme'])
    await approveCloudConsent(await shownUrl(running), person)
    succeeded(await running.result)
  }

  test('pages are found and linked through the gateway, and their addresses are those of the site', async () => {
    await signIn(['read:jira-work', 'write:jira-work', 'read:jira-user', 'search:confluence'])
    cloud.journal.clear()
    const all = await cli.json<Page[]>(['page', 'search', 'runbook', '--limit', 'all'])
    const [found] = all
    expect(new Set(all.map(({ id }) => id)).size).toBe(10)
    expect(found?.url).toBe(`${cloud.siteUrl}/wiki/pages/viewpage.action?pageId=${found?.id}`)
    expect(cloud.journal.entries.some(({ path }) => path.includes('/ex/confluence/'))).toBe(true)
    expect((await cli.run(['page', 'link', 'PAY-103', found?.id ?? ''])).code).toBe(0)
    const issue = await cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-103'])
    expect(issue.pages).toMatchObject([{ title: found?.title, url: found?.url }])
  })

  test('a sign-in without the right to search says which one it is', async () => {
    await signIn(['read:jira-work', 'read:jira-user'])
    const { code, stderr } = await cli.run(['page', 'search', 'runbook'])
    expect([code, stderr]).toEqual([5, expect.stringMatching(/search:confluence.*mmd-tui auth login acme/u)])
    expect((await cli.run(['page', 'link', 'PAY-103', '65601'])).stderr).toContain('search:confluence')
  })
})
