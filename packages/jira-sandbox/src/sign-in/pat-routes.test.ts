import { expect, test } from 'vitest'
import { basic, startTestSite, type TestSite } from '../testing.ts'

const path = '/rest/pat/latest/tokens'

const create = (site: TestSite, body: object): Promise<Response> =>
  site.ask(path, {
    method: 'POST',
    headers: { Authorization: basic(site.user.name, site.user.password), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('A token is made, used, listed without its secret, and deleted', async () => {
  await using site = await startTestSite({ now: () => Date.UTC(2026, 10, 22, 8) })
  const made = await create(site, { name: 'mmd-tui', expirationDuration: 90 })
  expect(made.status).toBe(201)
  const { rawToken, ...shown } = (await made.json()) as { rawToken: string; id: number }
  expect(shown).toEqual({
    id: 1,
    name: 'mmd-tui',
    createdAt: '2026-11-22T08:00:00.000+0000',
    expiringAt: '2027-02-20T08:00:00.000+0000',
  })
  const headers = { Authorization: `Bearer ${rawToken}` }
  expect(await (await site.ask('/rest/pat/1.0/tokens', { headers })).json()).toEqual([shown])
  expect((await site.ask(`${path}/${shown.id}`, { method: 'DELETE', headers })).status).toBe(204)
  expect((await site.ask(path, { headers })).status).toBe(401)
})

test('A token without a duration has no end', async () => {
  await using site = await startTestSite()
  expect(await (await create(site, { name: 'eternal' })).json()).not.toHaveProperty('expiringAt')
})

test.each([
  ['no name', {}],
  ['half a day', { name: 'x', expirationDuration: 0.5 }],
  ['no days', { name: 'x', expirationDuration: 0 }],
])('A token with %s is refused', async (_what, body) => {
  await using site = await startTestSite()
  expect((await create(site, body)).status).toBe(400)
})

test('Nobody deletes the token of somebody else', async () => {
  await using site = await startTestSite()
  const other = site.sandbox.world.users.find((user) => user.active && user.name !== site.user.name)
  const theirs = site.sandbox.issuePat(other?.name ?? '')
  const mine = site.sandbox.issuePat(site.user.name)
  const answer = await site.ask(`${path}/1`, { method: 'DELETE', headers: { Authorization: `Bearer ${mine}` } })
  expect(answer.status).toBe(404)
  expect((await site.ask(path, { headers: { Authorization: `Bearer ${theirs}` } })).status).toBe(200)
})
