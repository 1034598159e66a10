import { join } from 'node:path'
import {
  type CloudSandbox,
  type ConfluenceSandbox,
  type Sandbox,
  startCloudSandbox,
  startConfluenceSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

interface Page {
  readonly id: string
  readonly title: string
  readonly url: string
}

let jira: Sandbox
let wiki: ConfluenceSandbox
let cli: InlineCli

const signIn = (name: string, token: string) =>
  cli.run(['auth', 'login', name, '--token-stdin'], { input: `${token}\n` })

beforeAll(async () => {
  jira = await startSandbox({ issues: 60 })
  wiki = await startConfluenceSandbox()
  cli = createInlineCli()
  await cli.run(['site', 'add', wiki.baseUrl, '--method', 'pat', '--name', 'wiki'])
  await cli.run(['site', 'add', jira.baseUrl, '--method', 'pat', '--name', 'acme'])
  await signIn('acme', jira.issuePat('mira'))
  await signIn('wiki', wiki.issuePat('mira'))
})
afterAll(async () => {
  cli[Symbol.dispose]()
  await jira.close()
  await wiki.close()
})
afterEach(() => {
  jira.faults.clear()
  wiki.faults.clear()
})

const page = (...args: readonly string[]) => cli.run(['page', ...args])
const remoteLinks = async (
  key: string,
): Promise<{ globalId: string; application: { type: string }; object: Page }[]> => {
  const answer = await fetch(`${jira.baseUrl}/rest/api/2/issue/${key}/remotelink`, {
    headers: { Authorization: `Bearer ${jira.issuePat('mira')}` },
  })
  return (await answer.json()) as never
}

describe('a Confluence as a saved site', () => {
  test('is recognised, signed in to by itself, and never the default', async () => {
    const sites = await cli.json<{ name: string; product: string; default: boolean; user: { id: string } }[]>([
      'site',
      'list',
    ])
    expect(sites.map(({ name, product, default: isDefault, user }) => [name, product, isDefault, user.id])).toEqual([
      ['wiki', 'confluence', false, 'mira'],
      ['acme', 'jira', true, 'mira'],
    ])
    expect((await cli.run(['site', 'list'])).stdout).toContain('Confluence Data Center 9.2.13')
  })

  test('is handed on as a Confluence', async () => {
    using other = createInlineCli()
    const file = join(other.home, 'wiki.json')
    await cli.run(['site', 'export', 'wiki', '-o', file, '--no-secret'])
    const joined = await other.run(['site', 'join', file, '--yes'])
    expect([joined.code, joined.stderr]).toEqual([0, expect.stringMatching(/Product\s+Confluence/u)])
    const [site] = await other.json<{ product: string }[]>(['site', 'list'])
    expect(site?.product).toBe('confluence')
  })

  test('is not taken for a Jira', async () => {
    expect((await cli.run(['site', 'use', 'wiki'])).code).toBe(2)
    const { code, stderr } = await cli.run(['issue', 'list', '--site', 'wiki'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('wiki is a Confluence')])
  })

  test('is looked at by the doctor as what it is', async () => {
    const { code, stdout } = await cli.run(['doctor', 'wiki'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Confluence$/mu)
    expect(stdout).toMatch(/Address\s+Confluence below \/wiki/u)
    expect(stdout).toMatch(/Version\s+Confluence Data Center 9\.2\.13/u)
    expect(stdout).toMatch(/Account\s+accepted as Mira Lindqvist \(mira\)/u)
    expect(stdout).toMatch(/Boards\s+a Confluence has none/u)
  })

  test('does not accept a wrong token, and says so', async () => {
    const { code } = await signIn('wiki', 'not-a-token-at-all-0000')
    expect(code).toBe(3)
  })
})

describe('page search', () => {
  test('shows ids, titles and spaces, without the marks around words', async () => {
    const { code, stdout, stderr } = await page('search', 'refunds')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Id\s+Title\s+Space\s+Updated$/mu)
    expect(stdout).toMatch(/^\d+\s+\w+: Refunds\s/mu)
    expect(stdout).not.toContain('@@@')
    expect(stderr).toBe('')
  })

  test('gives JSON, part by part to the end, or as many as are wanted', async () => {
    const all = await cli.json<Page[]>(['page', 'search', 'runbook', '--limit', 'all'])
    expect(all).toHaveLength(10)
    expect(Object.keys(all[0] ?? {})).toEqual(['site', 'id', 'title', 'space', 'url', 'excerpt', 'updated'])
    const some = await page('search', 'runbook', '--limit', '3')
    expect(some.stderr).toContain('3 of 10; --limit all shows every one')
  })

  test('looks in one space alone', async () => {
    const [first] = await cli.json<{ space: string }[]>(['page', 'search', 'runbook'])
    const key = wiki.pages.find(({ spaceName }) => spaceName === first?.space)?.spaceKey ?? ''
    const found = await cli.json<{ space: string }[]>(['page', 'search', 'runbook', '--space', key])
    expect(new Set(found.map(({ space }) => space))).toEqual(new Set([first?.space]))
    expect((await page('search', 'runbook', '--space', 'NOPE')).stderr).toContain('No page matches')
  })

  test('says what is wrong when the wiki fails', async () => {
    wiki.faults.add({ kind: 'status', status: 503, times: 9, match: { path: '/rest/api/search' } })
    const { code, stderr } = await page('search', 'refunds')
    expect([code, stderr]).toEqual([6, expect.stringContaining('wiki failed to answer')])
  })

  test('needs a wiki', async () => {
    using other = createInlineCli()
    await other.run(['site', 'add', jira.baseUrl, '--no-probe', '--method', 'pat', '--name', 'acme'])
    const { code, stderr } = await other.run(['page', 'search', 'x'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('No Confluence is saved yet')])
    await other.run(['site', 'add', wiki.baseUrl, '--method', 'pat', '--name', 'one'])
    expect((await other.run(['page', 'search', 'x'])).code).toBe(3)
    await other.run(['site', 'add', wiki.baseUrl, '--method', 'pat', '--name', 'two'])
    expect((await other.run(['page', 'search', 'x'])).stderr).toContain('Several are saved: one, two')
    expect((await other.run(['page', 'search', 'x', '--wiki', 'acme'])).code).toBe(2)
  })
})

describe('page link', () => {
  const [id, title] = ['65601', (): string => wiki.pages.find((one) => one.id === '65601')?.title ?? '']

  test('makes a link that Jira shows as a page, once, and takes it back', async () => {
    const said = await page('link', 'PAY-101', `${wiki.baseUrl}/pages/viewpage.action?pageId=${id}`)
    expect([said.code, said.stdout]).toEqual([0, `PAY-101  linked to  ${title()}\n`])
    expect(said.stderr).toContain(`mmd-tui page unlink PAY-101 ${id}`)
    const [link] = await remoteLinks('PAY-101')
    expect(link).toMatchObject({
      globalId: expect.stringMatching(new RegExp(`^appId=[0-9a-f-]{36}&pageId=${id}$`)),
      application: { type: 'com.atlassian.confluence' },
      object: { title: title(), url: `${wiki.baseUrl}/pages/viewpage.action?pageId=${id}` },
    })
    const again = await cli.json<{ state: string }[]>(['page', 'link', 'PAY-101', id])
    expect(again).toMatchObject([{ key: 'PAY-101', state: 'unchanged', undo: '', page: { id } }])
    expect((await page('unlink', 'PAY-101', id)).code).toBe(0)
    expect(await remoteLinks('PAY-101')).toEqual([])
    expect((await page('unlink', 'PAY-101', id)).code).toBe(4)
  })

  test('finds the page by its whole title', async () => {
    const said = await page('link', 'PAY-108', title().toLowerCase())
    expect([said.code, (await remoteLinks('PAY-108'))[0]?.globalId]).toEqual([
      0,
      expect.stringMatching(/pageId=65601$/),
    ])
  })

  test('keeps pages of two wikis apart that have the same id', async () => {
    const post = await fetch(`${jira.baseUrl}/rest/api/2/issue/PAY-110/remotelink`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        globalId: `appId=00000000-7f60-3111-8222-9c0d1e2f3a4b&pageId=${id}`,
        application: { type: 'com.atlassian.confluence', name: 'Other' },
        object: { url: `https://other.example/pages/viewpage.action?pageId=${id}`, title: 'Page' },
      }),
    })
    expect(post.status).toBe(201)
    const said = await cli.json<{ state: string }[]>(['page', 'link', 'PAY-110', id])
    expect(said).toMatchObject([{ state: 'sent' }])
    const { pages } = await cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-110'])
    expect(pages.map((one) => one.title)).toEqual(['Page', title()])
    const unclear = await page('unlink', 'PAY-110', id)
    expect([unclear.code, unclear.stderr]).toEqual([2, expect.stringContaining('Give the address')])
    expect((await page('unlink', 'PAY-110', `https://other.example/pages/viewpage.action?pageId=${id}`)).code).toBe(0)
    expect((await remoteLinks('PAY-110')).map(({ object }) => object.title)).toEqual([title()])
  })

  test('takes a title of one’s own', async () => {
    await page('link', 'PAY-102', id, '--title', 'Read this first')
    expect((await remoteLinks('PAY-102'))[0]?.object.title).toBe('Read this first')
  })

  test('is a link of the web where the wiki does not say what Jira knows it by', async () => {
    wiki.faults.add({ kind: 'status', status: 403, times: 3, match: { path: '/rest/applinks/1.0/manifest' } })
    const said = await page('link', 'PAY-105', id)
    expect(said.stderr).toContain('as a link of the web')
    expect((await remoteLinks('PAY-105'))[0]?.application).toEqual({})
  })

  test.each([
    [['PAY-101', 'Runbook'], 4, 'no page called “Runbook”'],
    [['PAY-101', '1'], 4, 'has no page 1'],
    [['PAY-99999', '65601'], 4, 'Check the key'],
    [['nokey', '65601'], 2, 'nokey'],
  ])('refuses %j', async (args, code, text) => {
    const said = await page('link', ...args)
    expect([said.code, said.stderr]).toEqual([code, expect.stringContaining(text)])
  })
})

describe('issue view', () => {
  test('shows the pages that are linked, with titles that only the wiki knows', async () => {
    await fetch(`${jira.baseUrl}/rest/api/2/issue/PAY-106/remotelink`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        globalId: 'appId=1b2c3d4e-7f60-3111-8222-9c0d1e2f3a4b&pageId=65604',
        application: { type: 'com.atlassian.confluence', name: 'Wiki' },
        relationship: 'mentioned in',
        object: { url: `${wiki.baseUrl}/pages/viewpage.action?pageId=65604`, title: 'Page' },
      }),
    })
    const title = wiki.pages.find(({ id }) => id === '65604')?.title ?? ''
    const issue = await cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-106'])
    expect(issue.pages).toEqual([{ id: '65604', title, url: expect.stringContaining('pageId=65604') }])
    expect((await cli.run(['issue', 'view', 'PAY-106'])).stdout).toMatch(new RegExp(`^Pages\\n${title}  http`, 'mu'))
  })

  test('tells every link to the outside, the pages among them, and shows those of the web apart', async () => {
    const post = (body: object) =>
      fetch(`${jira.baseUrl}/rest/api/2/issue/PAY-109/remotelink`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    await page('link', 'PAY-109', '65601')
    await post({
      relationship: 'causes',
      object: { url: 'https://status.example/7', title: 'Out\u0007age', summary: 'EU' },
    })
    await post({ object: { url: 'https://ci.example/9', title: 'Rollback', status: { resolved: true } } })
    const { pages, remoteLinks } = await cli.json<{ pages: Page[]; remoteLinks: readonly Record<string, unknown>[] }>([
      'issue',
      'view',
      'PAY-109',
    ])
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
    const { stdout } = await cli.run(['issue', 'view', 'PAY-109'])
    expect(stdout).toMatch(
      /^Web links\ncauses Out.?age +https:\/\/status\.example\/7\nRollback \(resolved\) +https:\/\/ci/mu,
    )
    expect(stdout.split('Web links')[1]).not.toContain('pageId=65601')
    const chosen = await cli.json<object>(['issue', 'view', 'PAY-109', '--fields', 'remoteLinks'])
    expect(Object.keys(chosen)).toEqual(['remoteLinks'])
  })

  test('asks no wiki and no links where they are not wanted', async () => {
    jira.journal.clear()
    wiki.journal.clear()
    await cli.run(['issue', 'view', 'PAY-106', '--fields', 'summary'])
    expect(jira.journal.entries.some(({ path }) => path.includes('remotelink'))).toBe(false)
    expect(wiki.journal.entries).toHaveLength(0)
  })

  test('goes on without the titles when the wiki is down', async () => {
    wiki.faults.add({ kind: 'status', status: 500, times: 9, match: { path: '/rest/api/search' } })
    const { code, stdout } = await cli.run(['issue', 'view', 'PAY-106'])
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
