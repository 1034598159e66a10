import { describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { type OddServer, type Reply, startOddServer } from '../testing.ts'

const WINDOW = 10_000

const refusal: Reply = {
  status: 500,
  json: { message: 'Suchgrenze überschritten: 10.999 Ergebnisse verlangt, 10.000 möglich.' },
}

/** A site with `total` issues; `beyond` is what it answers to pages that reach over the window. */
const startSite = (total: number, beyond: Reply | undefined): Promise<OddServer> =>
  startOddServer(({ url }) => {
    const query = new URL(url, 'http://127.0.0.1').searchParams
    const [startAt, maxResults] = [Number(query.get('startAt')), Number(query.get('maxResults'))]
    if (beyond !== undefined && startAt + maxResults > WINDOW) return beyond
    const numbers = Array.from(
      { length: Math.max(0, Math.min(maxResults, total - startAt)) },
      (_, at) => startAt + at + 1,
    )
    return {
      json: {
        startAt,
        maxResults,
        total,
        issues: numbers.map((number) => ({ id: String(number), key: `PAY-${number}`, fields: {} })),
      },
    }
  })

const connect = ({ origin }: OddServer): SiteClient =>
  connectSite({ baseUrl: origin, authorize: async () => undefined })

describe('a list', () => {
  test('of as many issues as newer sites give is read to its end', async () => {
    await using server = await startSite(WINDOW, refusal)
    const ids = await connect(server).ids('project = PAY')
    expect([ids.length, ids.at(-1)?.key]).toEqual([WINDOW, 'PAY-10000'])
    expect(server.seen.length).toBeLessThanOrEqual(12)
  })

  test('of more is read to its end where the site gives them', async () => {
    await using server = await startSite(12_345, undefined)
    expect(await connect(server).ids('project = PAY')).toHaveLength(12_345)
  })

  test.each([
    ['an error', refusal],
    ['nothing at all', { json: { startAt: 9_999, maxResults: 1000, total: 10_001, issues: [] } }],
  ] as const)('of more is never half a list, where the site answers with %s', async (_, beyond) => {
    await using server = await startSite(10_001, beyond)
    await expect(connect(server).ids('project = PAY')).rejects.toMatchObject({
      code: 'refused',
      details: { messages: [expect.stringContaining('10,000')] },
    })
  })
})

test('an error of another kind beyond the window stays what it is', async () => {
  await using server = await startSite(20_000, { status: 500, json: { message: 'No connection to the database' } })
  await expect(connect(server).search({ jql: 'a = b', startAt: 9_999, maxResults: 1000 })).rejects.toMatchObject({
    code: 'server-error',
  })
})
