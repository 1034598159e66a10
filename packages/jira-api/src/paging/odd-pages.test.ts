// Pages as sound sites do not send them: nothing may be lost without a word.
import { expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { type OddServer, type SeenRequest, startOddServer } from '../testing.ts'

const connect = (server: OddServer, deployment: 'datacenter' | 'cloud' = 'cloud'): SiteClient =>
  connectSite({ baseUrl: server.origin, deployment, authorize: async () => undefined, pause: async () => undefined })

const pathOf = ({ url }: SeenRequest): URL => new URL(url, 'http://127.0.0.1')

test("a board's page with a token is not the last, whatever it says", async () => {
  await using server = await startOddServer(() => ({
    json: { issues: [{ id: '1', key: 'PAY-1', fields: {} }], isLast: true, nextPageToken: 't2', warningMessages: [] },
  }))
  const query = { boardId: '1', part: { kind: 'backlog' } } as const
  expect(await connect(server).boardIssues(query)).toMatchObject({ next: 't2' })
  expect(await connect(server).boardIssues({ ...query, cursor: 't2' })).toMatchObject({ next: null })
})

test.each([
  ['issues', (site: SiteClient) => site.issues(['PAY-1'])],
  ['a count', (site: SiteClient) => site.count('project = PAY')],
  ['the check of a query', (site: SiteClient) => site.checkJql('project = PAY')],
])('an answer without %s is no answer that says there is nothing', async (_, ask) => {
  await using server = await startOddServer(() => ({ json: { odd: true } }))
  await expect(ask(connect(server))).rejects.toMatchObject({ code: 'bad-answer' })
})

test('what a search by token warns of is told', async () => {
  await using server = await startOddServer((request) => ({
    json: pathOf(request).pathname.endsWith('/search/jql')
      ? { issues: [{ id: '1', key: 'PAY-1', fields: {} }], isLast: true, warnings: ['No such label'] }
      : { queries: [{ errors: [] }] },
  }))
  expect((await connect(server).search({ jql: 'labels = x' })).warnings).toEqual(['No such label'])
})

test('create fields that repeat without end come once', async () => {
  const field = (id: string): unknown => ({ fieldId: id, name: id, schema: { type: 'string' } })
  await using repeats = await startOddServer(() => ({ json: { fields: [field('a'), field('b')] } }))
  const query = { project: 'PAY', typeId: '1' }
  expect((await connect(repeats).createFields(query)).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('what goes wrong with the old create metadata is not told as a missing project', async () => {
  await using server = await startOddServer((request) =>
    pathOf(request).pathname.endsWith('/createmeta')
      ? { status: 500, json: { errorMessages: ['broken'] } }
      : { status: 404, json: { errorMessages: ['Issue Does Not Exist'] } },
  )
  await expect(connect(server, 'datacenter').creatableTypes('PAY')).rejects.toMatchObject({ code: 'server-error' })
})
