import { type ConfluenceSandbox, startCloudSandbox, startConfluenceSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isJiraApiError } from '../errors.ts'
import { type ConfluenceClient, connectConfluence, cqlText } from './connect-confluence.ts'
import { pageLink, pageOfLink, toPageId } from './page-link.ts'

let wiki: ConfluenceSandbox
let client: ConfluenceClient

beforeAll(async () => {
  wiki = await startConfluenceSandbox()
  const token = wiki.issuePat('mira')
  client = connectConfluence({ baseUrl: wiki.baseUrl, authorize: async () => `Bearer ${token}` })
})

afterAll(() => wiki.close())

describe('pages', () => {
  test('are found by their words, without the marks around them', async () => {
    const { pages, total } = await client.searchPages({ text: 'refunds' })
    expect(total).toBe(4)
    expect(pages[0]).toMatchObject({ title: expect.stringMatching(/^\w+: Refunds$/), space: expect.any(String) })
    expect(pages[0]?.url).toBe(`${wiki.baseUrl}/pages/viewpage.action?pageId=${pages[0]?.id}`)
    expect(JSON.stringify(pages)).not.toContain('@@@')
  })

  test('come in parts', async () => {
    const first = await client.searchPages({ text: 'runbook', limit: 6 })
    const second = await client.searchPages({ text: 'runbook', limit: 6, cursor: first.next ?? '' })
    expect([first.pages.length, second.pages.length, second.next]).toEqual([6, 4, null])
    expect(first.pages.map(({ id }) => id)).not.toContain(second.pages[0]?.id)
  })

  test('are found by ids, those that are not there left out', async () => {
    const found = await client.pages(['65601', '1', '65604'])
    expect(found.map(({ id }) => id)).toEqual(['65601', '65604'])
  })

  test('whose words are CQL are text all the same', async () => {
    expect((await client.searchPages({ text: '"final" \\ or type = page' })).pages).toEqual([])
    expect((await client.searchPages({ text: '"final"' })).total).toBe(1)
  })

  test('with awkward titles are cleaned and whole', async () => {
    const [page] = (await client.searchPages({ text: 'Kosten' })).pages
    expect(page).toMatchObject({
      title: 'Kosten & Erträge <2026> "final"',
      excerpt: 'Ampersands & angle brackets are text here.',
    })
  })
})

test('the wiki says who is signed in, and what Jira knows it by', async () => {
  expect(await client.currentUser()).toMatchObject({ id: 'mira' })
  expect(await client.applicationId()).toMatch(/^[0-9a-f-]{36}$/)
})

test('a dead token is nobody', async () => {
  const dead = connectConfluence({ baseUrl: wiki.baseUrl, authorize: async () => 'Bearer dead' })
  await expect(dead.searchPages({ text: 'x' })).rejects.toSatisfy((error) => isJiraApiError(error, 'signed-out'))
})

test('on Cloud the wiki lies beside Jira, and its pages come by cursor', async () => {
  await using cloud = await startCloudSandbox({ issues: 1 })
  const basic = Buffer.from(`mira@acme.example:${cloud.issueApiToken('mira@acme.example')}`).toString('base64')
  const beside = connectConfluence({ baseUrl: `${cloud.siteUrl}/wiki`, authorize: async () => `Basic ${basic}` })
  const first = await beside.searchPages({ text: 'runbook', limit: 8 })
  const second = await beside.searchPages({ text: 'runbook', limit: 8, cursor: first.next ?? '' })
  expect([first.pages.length, second.pages.length]).toEqual([8, 2])
  expect(await beside.applicationId()).toBeNull()
})

describe('a page as a link', () => {
  const page = { id: '65601', title: 'Runbook', url: 'https://wiki.example/pages/viewpage.action?pageId=65601' }

  test('is a page of Confluence with the application that Jira knows', () => {
    const link = pageLink(page, 'a-1')
    expect(link).toMatchObject({
      globalId: 'appId=a-1&pageId=65601',
      application: { type: 'com.atlassian.confluence' },
      relationship: 'Wiki Page',
    })
    expect(pageOfLink(link.globalId)).toEqual({ applicationId: 'a-1', pageId: '65601' })
  })

  test('is a link of the web without', () => {
    expect(pageLink(page, null)).toEqual({
      globalId: page.url,
      relationship: 'Wiki Page',
      object: { url: page.url, title: 'Runbook' },
    })
    expect(pageOfLink(page.url)).toBeNull()
  })

  test.each([
    ['65601', '65601'],
    [page.url, '65601'],
    ['https://acme.example/wiki/spaces/ENG/pages/131073/Runbook', '131073'],
    ['https://acme.example/wiki/display/ENG/Runbook', undefined],
    ['Runbook', undefined],
    ['https://acme.example/?pageId=1%20or', undefined],
  ])('%s names page %s', (text, id) => {
    expect(toPageId(text)).toBe(id)
  })
})

test('a text in CQL cannot leave its quotes', () => {
  expect(cqlText('a "b" \\')).toBe('"a \\"b\\" \\\\"')
})
