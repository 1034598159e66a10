// Writes that go half wrong.
import { expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { type OddServer, startOddServer } from '../testing.ts'

const connect = (server: OddServer, deployment: 'datacenter' | 'cloud' = 'cloud'): SiteClient =>
  connectSite({ baseUrl: server.origin, deployment, authorize: async () => undefined, pause: async () => undefined })

const inputs = Array.from({ length: 120 }, (_, index) => ({ fields: { summary: String(index) } }))

test('issues that were made are told of although the connection breaks later', async () => {
  await using server = await startOddServer((_, count) =>
    count === 1
      ? { status: 201, json: { issues: inputs.slice(0, 50).map((__, at) => ({ id: `${at}`, key: `PAY-${at + 1}` })) } }
      : (response) => response.destroy(),
  )
  const results = await connect(server).createIssues(inputs)
  expect(results).toHaveLength(120)
  expect(results[49]).toEqual({ issue: { id: '49', key: 'PAY-50' } })
  expect(results[50]?.refusal?.mayExist).toBe(true)
  expect(results[100]?.refusal).toMatchObject({ fields: {} })
  expect(results[100]?.refusal?.mayExist).toBeUndefined()
  expect(server.seen).toHaveLength(2)
})

test('what a site says of issues that it refuses is clean, names of fields too', async () => {
  const elementErrors = { errorMessages: ['a\u001b[31m'], errors: { 'x\u001b[2J': 'b\u202e' } }
  await using server = await startOddServer(() => ({
    status: 201,
    json: { issues: [], errors: [{ failedElementNumber: 0, elementErrors }] },
  }))
  const [result] = await connect(server).createIssues(inputs.slice(0, 1))
  expect(result?.refusal).toEqual({ messages: ['a'], fields: { x: 'b' } })
})

test('an issue is taken from its parent as each deployment wants it', async () => {
  await using server = await startOddServer(() => ({ status: 204 }))
  const edit = { fields: { parent: null, summary: 'x' } }
  await connect(server).edit('PAY-1', edit)
  await connect(server, 'datacenter').edit('PAY-1', edit)
  expect(server.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { fields: { summary: 'x' }, update: { parent: [{ set: { none: true } }] } },
    edit,
  ])
})
