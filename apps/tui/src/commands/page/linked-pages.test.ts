import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInlineCli } from '../testing-inline.ts'
import { jiraAndWiki, type Page } from './testing.ts'

const at = jiraAndWiki()
const { page } = at

describe('issue view', () => {
  test('shows the pages that are linked, with titles that only the wiki knows', async () => {
    await fetch(`${at.jira.baseUrl}/rest/api/2/issue/PAY-106/remotelink`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${at.jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        globalId: 'appId=1b2c3d4e-7f60-3111-8222-9c0d1e2f3a4b&pageId=65604',
        application: { type: 'com.atlassian.confluence', name: 'Wiki' },
        relationship: 'mentioned in',
        object: { url: `${at.wiki.baseUrl}/pages/viewpage.action?pageId=65604`, title: 'Page' },
      }),
    })
    const title = at.wiki.pages.find(({ id }) => id === '65604')?.title ?? ''
    const issue = await at.cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-106'])
    expect(issue.pages).toEqual([{ id: '65604', title, url: expect.stringContaining('pageId=65604') }])
    expect((await at.cli.run(['issue', 'view', 'PAY-106'])).stdout).toMatch(new RegExp(`^Pages\\n${title}  http`, 'mu'))
  })

  test('tells every link to the outside, the pages among them, and shows those of the web apart', async () => {
    const post = (body: object) =>
      fetch(`${at.jira.baseUrl}/rest/api/2/issue/PAY-109/remotelink`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${at.jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    await page('link', 'PAY-109', '65601')
    await post({
      relationship: 'causes',
      object: { url: 'https://status.example/7', title: 'Out\u0007age', summary: 'EU' },
    })
    await post({ object: { url: 'https://ci.example/9', title: 'Rollback', status: { resolved: true } } })
    const { pages, remoteLinks } = await at.cli.json<{
      pages: Page[]
      remoteLinks: readonly Record<string, unknown>[]
    }>(['issue', 'view', 'PAY-109'])
    expect(pages).toHaveLength(1)
    expect(remoteLinks.map(({ id: _, ...link }) => link)).toEqual([
      expect.objectContaining({ application: 'com.atlassian.confluence', title: pages[0]?.title, url: pages[0]?.url }),
      {
        title: expect.stringMatching(/^Out.?age$/u),
        url: 'https://status.example/7',
        relationship: 'causes',
        application: null,
        summary: 'EU',
        resolved: false,
      },
      {
        title: 'Rollback',
        url: 'https://ci.example/9',
        relationship: null,
        application: null,
        summary: null,
        resolved: true,
      },
    ])
    const { stdout } = await at.cli.run(['issue', 'view', 'PAY-109'])
    expect(stdout).toMatch(
      /^Web links\ncauses Out.?age +https:\/\/status\.example\/7\nRollback \(resolved\) +https:\/\/ci/mu,
    )
    expect(stdout.split('Web links')[1]).not.toContain('pageId=65601')
    const chosen = await at.cli.json<object>(['issue', 'view', 'PAY-109', '--fields', 'remoteLinks'])
    expect(Object.keys(chosen)).toEqual(['remoteLinks'])
  })

  test('asks no wiki and no links where they are not wanted', async () => {
    at.jira.journal.clear()
    at.wiki.journal.clear()
    await at.cli.run(['issue', 'view', 'PAY-106', '--fields', 'summary'])
    expect(at.jira.journal.entries.some(({ path }) => path.includes('remotelink'))).toBe(false)
    expect(at.wiki.journal.entries).toHaveLength(0)
  })

  test('goes on without the titles when the wiki is down', async () => {
    at.wiki.faults.add({ kind: 'status', status: 500, times: 9, match: { path: '/rest/api/search' } })
    const { code, stdout } = await at.cli.run(['issue', 'view', 'PAY-106'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('Page  http')])
  })
})

describe('on Cloud', () => {
  let cloud: CloudSandbox
  beforeAll(async () => {
    cloud = await startCloudSandbox({ issues: 60 })
  })
  afterAll(() => cloud.close())

  test('the wiki beside Jira is found with the sign-in of Jira', async () => {
    using other = createInlineCli()
    const [email] = ['mira@acme.example']
    await other.run(['site', 'add', cloud.siteUrl, '--method', 'api-token', '--user', email, '--name', 'acme'])
    const login = await other.run(['auth', 'login', 'acme', '--token-stdin'], {
      input: `${cloud.issueApiToken(email)}\n`,
    })
    expect(login.code).toBe(0)
    const [found] = await other.json<Page[]>(['page', 'search', 'runbook', '--limit', '1'])
    expect(found?.url).toContain('/wiki/')
    const said = await other.run(['page', 'link', 'PAY-101', found?.id ?? ''])
    expect(said.code).toBe(0)
    const issue = await other.json<{ pages: Page[] }>(['issue', 'view', 'PAY-101'])
    expect(issue.pages).toMatchObject([{ id: found?.id, title: found?.title }])
  })
})
