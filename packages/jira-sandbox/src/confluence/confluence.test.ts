import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCloudSandbox } from '../start-cloud-sandbox.ts'
import { startSandbox } from '../start-sandbox.ts'
import { CqlError, searchPages } from './cql.ts'
import { makePages } from './pages.ts'
import { type ConfluenceSandbox, startConfluenceSandbox } from './start-confluence.ts'

let wiki: ConfluenceSandbox
let token: string

beforeAll(async () => {
  wiki = await startConfluenceSandbox()
  token = wiki.issuePat('mira')
})

afterAll(() => wiki.close())

const ask = async (
  path: string,
  bearer: string | undefined = token,
): Promise<{ status: number; json: Readonly<Record<string, unknown>> }> => {
  const headers = bearer === undefined ? undefined : { Authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${wiki.baseUrl}${path}`, headers === undefined ? {} : { headers })
  return { status: answer.status, json: (await answer.json()) as Readonly<Record<string, unknown>> }
}

const search = (cql: string, more = ''): ReturnType<typeof ask> =>
  ask(`/rest/api/search?cql=${encodeURIComponent(cql)}${more}`)

describe('a search', () => {
  test('finds pages, marks the words, and says where they are', async () => {
    const { status, json } = await search('type = page AND siteSearch ~ "refunds"', '&limit=2')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      size: 2,
      totalSize: 4,
      _links: { base: wiki.baseUrl, next: expect.stringContaining('start=2') },
    })
    expect(json['results']).toMatchObject([
      { content: { type: 'page' }, title: expect.stringContaining('@@@hl@@@Refunds@@@endhl@@@') },
      {},
    ])
  })

  test('goes on where the page before ended', async () => {
    const first = await search('type = page', '&limit=40')
    const { next } = first.json['_links'] as { next: string }
    const second = await ask(next)
    expect(second.json).toMatchObject({ start: 40, size: wiki.pages.length - 40 })
  })

  test('that is no CQL is a 400 in the words of Confluence', async () => {
    expect(await search('nonsense ~ "x"')).toMatchObject({
      status: 400,
      json: { statusCode: 400, data: { successful: false } },
    })
    expect((await search('')).status).toBe(400)
  })

  test('tells no more of the text than was asked for', async () => {
    const firstOf = async (excerpt: string): Promise<unknown> =>
      ((await search('siteSearch ~ "refunds"', `&limit=1&excerpt=${excerpt}`)).json['results'] as unknown[])[0]
    expect(await firstOf('highlight')).toMatchObject({ excerpt: expect.stringContaining('@@@hl@@@') })
    expect(await firstOf('indexed')).toMatchObject({ excerpt: expect.stringMatching(/^[^@]+$/u) })
    expect(await firstOf('none')).toMatchObject({ title: expect.stringMatching(/^[^@]+$/u), excerpt: '' })
    expect((await search('siteSearch ~ "refunds"', '&excerpt=all')).status).toBe(400)
  })

  test('of content gives pages alone, and what is no CQL is not found', async () => {
    const { status, json } = await ask('/rest/api/content/search?cql=id%3D65601&expand=space,version')
    expect([status, json['size']]).toEqual([200, 1])
    expect(json['results']).toMatchObject([{ id: '65601', type: 'page', space: { key: expect.any(String) } }])
    expect((await ask('/rest/api/content/search?cql=nonsense')).status).toBe(404)
    expect((await ask('/rest/api/content/search')).status).toBe(404)
  })

  test('is not for everybody', async () => {
    expect((await fetch(`${wiki.baseUrl}/rest/api/search?cql=type=page`)).status).toBe(401)
  })
})

test('a token of Jira is worth nothing here', async () => {
  await using jira = await startSandbox({ issues: 1 })
  expect((await ask('/rest/api/search?cql=type=page', jira.issuePat('mira'))).status).toBe(401)
})

test('the manifest says what it is to anybody', async () => {
  const answer = await fetch(`${wiki.baseUrl}/rest/applinks/1.0/manifest`, { headers: { Accept: 'application/json' } })
  expect(await answer.json()).toMatchObject({ typeId: 'confluence', id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
})

describe('CQL', () => {
  const pages = makePages(0)

  test.each([
    ['id in (65601, 65604)', 2],
    ['id = 65601', 1],
    ['type = page and (title ~ "kafka" or text ~ "payout schedule") order by lastmodified', 8],
    ['siteSearch ~ "\\"final\\""', 1],
    ['title = "返金の手順"', 1],
    ['type = blogpost', 0],
  ])('%s finds %d', (cql, found) => {
    expect(searchPages(pages, cql)).toHaveLength(found)
  })

  test.each(['', 'type', 'type =', 'x = 1', 'id in (1', 'type ~ page', 'type = page page', '"'])(
    '%j is refused',
    (cql) => {
      expect(() => searchPages(pages, cql)).toThrow(CqlError)
    },
  )
})

describe('on Cloud', () => {
  test('an API token opens the wiki beside the site, which goes on by cursor', async () => {
    await using cloud = await startCloudSandbox({ issues: 5 })
    const basic = Buffer.from(`mira@acme.example:${cloud.issueApiToken('mira@acme.example')}`).toString('base64')
    const headers = { Authorization: `Basic ${basic}` }
    const answer = await fetch(`${cloud.siteUrl}/wiki/rest/api/search?cql=type%3Dpage&limit=3`, { headers })
    const json = (await answer.json()) as { _links: { next: string; base: string } }
    expect(json._links.base).toBe(`${cloud.siteUrl}/wiki`)
    const next = await fetch(`${cloud.siteUrl}/wiki${json._links.next}`, { headers })
    expect(await next.json()).toMatchObject({ size: 3, start: 3, results: [{ score: 1 }, {}, {}] })
  })

  test('a scoped token needs the scope for searching', async () => {
    await using cloud = await startCloudSandbox({ issues: 5 })
    const ask2 = async (scopes: readonly string[]): Promise<number> => {
      const token2 = cloud.issueApiToken('mira@acme.example', { scopes })
      const basic = Buffer.from(`mira@acme.example:${token2}`).toString('base64')
      const url = `${cloud.apiUrl}/ex/confluence/${cloud.cloudId}/wiki/rest/api/search?cql=type%3Dpage`
      return (await fetch(url, { headers: { Authorization: `Basic ${basic}` } })).status
    }
    expect(await ask2(['search:confluence'])).toBe(200)
    expect(await ask2(['read:jira-work'])).toBe(401)
  })
})
