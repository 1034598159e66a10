import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectSite, isJiraApiError, type SiteClient } from '@mmd/jira-api'
import { expect, onTestFinished, test } from 'vitest'
import { type Fate, type Moment, type Proxy, startProxy } from './proxy.ts'

interface Wired {
  readonly proxy: Proxy
  readonly client: SiteClient
  /** Bodies that the site got whole. */
  readonly got: string[]
  readonly moments: string[]
}

const wire = async (fates: readonly Fate[] = []): Promise<Wired> => {
  const got: string[] = []
  const site: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      got.push(body)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id":"10001","key":"PAY-1"}')
    })
    request.on('error', () => undefined)
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  const left = [...fates]
  const moments: string[] = []
  const proxy = await startProxy({
    target: (site.address() as AddressInfo).port,
    fateOf: () => left.shift() ?? { kind: 'pass' },
    onMoment: ({ number }, moment: Moment) => moments.push(`${number} ${moment}`),
  })
  onTestFinished(async () => {
    await proxy[Symbol.asyncDispose]()
    site.closeAllConnections()
    site.close()
  })
  const client = connectSite({ baseUrl: `http://127.0.0.1:${proxy.port}`, authorize: async () => undefined })
  return { proxy, client, got, moments }
}

const make = async (client: SiteClient): Promise<string> => {
  try {
    return (await client.createIssue({ fields: { summary: 'x'.repeat(100) } })).key
  } catch (error) {
    if (!isJiraApiError(error)) throw error
    return error.code
  }
}

test('what comes through is whole, and its moments are told in order', async () => {
  const { client, got, moments } = await wire()
  expect([await make(client), await make(client)]).toEqual(['PAY-1', 'PAY-1'])
  expect(got).toHaveLength(2)
  expect(moments).toEqual(
    [1, 2].flatMap((number) =>
      ['request-here', 'request-on', 'answer-here', 'answer-on'].map((one) => `${number} ${one}`),
    ),
  )
})

test('a request that is cut never arrives whole', async () => {
  const { client, got } = await wire([{ kind: 'cut-request', after: 50 }])
  expect(await make(client)).toBe('network')
  expect(await make(client)).toBe('PAY-1')
  expect(got).toHaveLength(1)
})

test.each([0, 20])('an answer that is cut after %i bytes leaves what was done', async (after) => {
  const { client, got } = await wire([{ kind: 'cut-answer', after }])
  expect(await make(client)).toBe('network')
  expect(got).toHaveLength(1)
})

test('a bad gateway hides that it was done', async () => {
  const { client, got } = await wire([{ kind: 'bad-gateway' }])
  expect(await make(client)).toBe('server-error')
  expect(got).toHaveLength(1)
  expect(await make(client)).toBe('PAY-1')
})

test('a site that is down refuses, and is the same one when it is up again', async () => {
  const { client, got, proxy } = await wire()
  await proxy.shut()
  expect([await make(client), proxy.isOpen]).toEqual(['network', false])
  await proxy.open()
  expect(await make(client)).toBe('PAY-1')
  expect(got).toHaveLength(1)
})
