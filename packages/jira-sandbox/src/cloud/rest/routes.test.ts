import { expect, test } from 'vitest'
import { createWorld } from '../../world/create-world.ts'
import { operationScopes } from '../api/operation-scopes.ts'
import { toCloudWorld } from '../cloud-world.ts'
import { createMediaService } from '../media/media-service.ts'
import { defaultSwitches } from '../switches.ts'
import { basic, kenji, mira, type Said, sending, startTestCloud, type TestCloud } from '../testing.ts'
import { createCloudApi } from './cloud-api.ts'
import { productRoutes } from './product-routes.ts'

const as = (client: TestCloud, email: string): string => basic(email, client.cloud.issueApiToken(email))

test('Every operation of the table of scopes is served, and none without an entry there', () => {
  const world = toCloudWorld(createWorld({ issues: 1 }))
  const api = createCloudApi(world, defaultSwitches, createMediaService('http://127.0.0.1/media', [world]))
  const served = new Set(
    productRoutes(api).map(({ method, path }) => `${method} ${path.replace(/^\/rest\/api\/[23]/u, '')}`),
  )
  expect([...served].sort()).toEqual(Object.keys(operationScopes).sort())
})

test('A path that is not there and a method that is not allowed are problems of the framework', async () => {
  await using client = await startTestCloud()
  const problems: readonly Said[] = [
    await client.site('/rest/api/3/nonsense', as(client, mira.email)),
    await client.site('/rest/api/3/field', as(client, mira.email), { method: 'DELETE' }),
  ]
  expect(problems.map(({ status }) => status)).toEqual([404, 405])
  for (const { status, headers, json } of problems) {
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(json).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
  }
})

test('A hidden issue and a missing one look the same, to everybody', async () => {
  await using client = await startTestCloud()
  const hidden = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'OPS')
  const contractor = as(client, 'pim@vendor.example')
  for (const [key, authorization] of [
    ['PAY-999999', contractor],
    [hidden?.key, contractor],
    [hidden?.key, undefined],
  ] as const) {
    expect(await client.site(`/rest/api/2/issue/${key ?? ''}`, authorization)).toMatchObject({
      status: 404,
      json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
    })
  }
})

test('Who is logged in and may not do a thing gets a 403: a 401 is about the credential alone', async () => {
  await using client = await startTestCloud()
  const issue = client.cloud.world.issues.find(({ projectKey, number }) => projectKey === 'PAY' && number > 200)
  const path = `/rest/api/2/issue/${issue?.key ?? ''}/assignee`
  const body = sending('PUT', { accountId: client.cloud.accountIdOf(kenji.email) })
  expect((await client.site(path, as(client, 'rachel.stein@acme.example'), body)).status).toBe(403)
})

test('A triage goes through at the gateway: transition, comment, read back', async () => {
  await using client = await startTestCloud()
  const authorization = `Bearer ${(await client.signIn()).access_token}`
  const issue = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  const path = `/rest/api/2/issue/${issue?.key ?? ''}`
  const { json } = await client.gateway(`${path}/transitions?expand=transitions.fields`, authorization)
  const transition = json.transitions.find(({ fields }: { fields: object }) => Object.keys(fields).length === 0)
  const body = { transition: { id: transition.id } }
  const moved = await client.gateway(`${path}/transitions`, authorization, sending('POST', body))
  expect([moved.status, moved.text]).toEqual([204, ''])
  const comment = await client.gateway(`${path}/comment`, authorization, sending('POST', { body: 'Seen.' }))
  expect(comment.json).toMatchObject({ body: 'Seen.', author: { accountId: client.cloud.accountIdOf(mira.email) } })
  expect((await client.gateway(path, authorization)).json.fields.status.id).toBe(transition.to.id)
})

test('The other site has issues of its own', async () => {
  await using client = await startTestCloud()
  const authorization = as(client, mira.email)
  const body = sending('POST', { jql: 'created > 2000-01-01' })
  const count = async (site: string): Promise<number> => {
    const headers = { ...(body.headers as Record<string, string>), Authorization: authorization }
    const answer = await fetch(`${site}/rest/api/3/search/approximate-count`, { ...body, headers })
    return ((await answer.json()) as { count: number }).count
  }
  expect([await count(client.cloud.siteUrl), await count(client.cloud.otherSiteUrl)]).toEqual([60, 40])
})
