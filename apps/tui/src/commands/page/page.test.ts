import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createInlineCli } from '../testing-inline.ts'
import { jiraAndWiki, type Page } from './testing.ts'

const at = jiraAndWiki()
const { page, remoteLinks, signIn } = at

describe('a Confluence as a saved site', () => {
  test('is recognised, signed in to by itself, and never the default', async () => {
    const sites = await at.cli.json<{ name: string; product: string; default: boolean; user: { id: string } }[]>([
      'site',
      'list',
    ])
    expect(sites.map(({ name, product, default: isDefault, user }) => [name, product, isDefault, user.id])).toEqual([
      ['wiki', 'confluence', false, 'mira'],
      ['acme', 'jira', true, 'mira'],
    ])
    expect((await at.cli.run(['site', 'list'])).stdout).toContain('Confluence Data Center 9.2.13')
  })

  test('is handed on as a Confluence', async () => {
    using other = createInlineCli()
    const file = join(other.home, 'wiki.json')
    await at.cli.run(['site', 'export', 'wiki', '-o', file, '--no-secret'])
    const joined = await other.run(['site', 'join', file, '--yes'])
    expect([joined.code, joined.stderr]).toEqual([0, expect.stringMatching(/Product\s+Confluence/u)])
    const [site] = await other.json<{ product: string }[]>(['site', 'list'])
    expect(site?.product).toBe('confluence')
  })

  test('is not taken for a Jira', async () => {
    expect((await at.cli.run(['site', 'use', 'wiki'])).code).toBe(2)
    const { code, stderr } = await at.cli.run(['issue', 'list', '--site', 'wiki'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('wiki is a Confluence')])
  })

  test('is looked at by the doctor as what it is', async () => {
    const { code, stdout } = await at.cli.run(['doctor', 'wiki'])
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
    const all = await at.cli.json<Page[]>(['page', 'search', 'runbook', '--limit', 'all'])
    expect(all).toHaveLength(10)
    expect(Object.keys(all[0] ?? {})).toEqual(['site', 'id', 'title', 'space', 'url', 'excerpt', 'updated'])
    const some = await page('search', 'runbook', '--limit', '3')
    expect(some.stderr).toContain('3 of 10; --limit all shows every one')
  })

  test('looks in one space alone', async () => {
    const [first] = await at.cli.json<{ space: string }[]>(['page', 'search', 'runbook'])
    const key = at.wiki.pages.find(({ spaceName }) => spaceName === first?.space)?.spaceKey ?? ''
    const found = await at.cli.json<{ space: string }[]>(['page', 'search', 'runbook', '--space', key])
    expect(new Set(found.map(({ space }) => space))).toEqual(new Set([first?.space]))
    expect((await page('search', 'runbook', '--space', 'NOPE')).stderr).toContain('No page matches')
  })

  test('says what is wrong when the wiki fails', async () => {
    at.wiki.faults.add({ kind: 'status', status: 503, times: 9, match: { path: '/rest/api/search' } })
    const { code, stderr } = await page('search', 'refunds')
    expect([code, stderr]).toEqual([6, expect.stringContaining('wiki failed to answer')])
  })

  test('needs a wiki', async () => {
    using other = createInlineCli()
    await other.run(['site', 'add', at.jira.baseUrl, '--no-probe', '--method', 'pat', '--name', 'acme'])
    const { code, stderr } = await other.run(['page', 'search', 'x'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('No Confluence is saved yet')])
    await other.run(['site', 'add', at.wiki.baseUrl, '--method', 'pat', '--name', 'one'])
    expect((await other.run(['page', 'search', 'x'])).code).toBe(3)
    await other.run(['site', 'add', at.wiki.baseUrl, '--method', 'pat', '--name', 'two'])
    expect((await other.run(['page', 'search', 'x'])).stderr).toContain('Several are saved: one, two')
    expect((await other.run(['page', 'search', 'x', '--wiki', 'acme'])).code).toBe(2)
  })
})

describe('page link', () => {
  const [id, title] = ['65601', (): string => at.wiki.pages.find((one) => one.id === '65601')?.title ?? '']

  test('makes a link that Jira shows as a page, once, and takes it back', async () => {
    const said = await page('link', 'PAY-101', `${at.wiki.baseUrl}/pages/viewpage.action?pageId=${id}`)
    expect([said.code, said.stdout]).toEqual([0, `PAY-101  linked to  ${title()}\n`])
    expect(said.stderr).toContain(`mmd-tui page unlink PAY-101 ${id}`)
    const [link] = await remoteLinks('PAY-101')
    expect(link).toMatchObject({
      globalId: expect.stringMatching(new RegExp(`^appId=[0-9a-f-]{36}&pageId=${id}$`)),
      application: { type: 'com.atlassian.confluence' },
      object: { title: title(), url: `${at.wiki.baseUrl}/pages/viewpage.action?pageId=${id}` },
    })
    const again = await at.cli.json<{ state: string }[]>(['page', 'link', 'PAY-101', id])
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
    const post = await fetch(`${at.jira.baseUrl}/rest/api/2/issue/PAY-110/remotelink`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${at.jira.issuePat('mira')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        globalId: `appId=00000000-7f60-3111-8222-9c0d1e2f3a4b&pageId=${id}`,
        application: { type: 'com.atlassian.confluence', name: 'Other' },
        object: { url: `https://other.example/pages/viewpage.action?pageId=${id}`, title: 'Page' },
      }),
    })
    expect(post.status).toBe(201)
    const said = await at.cli.json<{ state: string }[]>(['page', 'link', 'PAY-110', id])
    expect(said).toMatchObject([{ state: 'sent' }])
    const { pages } = await at.cli.json<{ pages: Page[] }>(['issue', 'view', 'PAY-110'])
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
    at.wiki.faults.add({ kind: 'status', status: 403, times: 3, match: { path: '/rest/applinks/1.0/manifest' } })
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
