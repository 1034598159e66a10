import { expect, test } from 'vitest'
import { basic, mira, startTestCloud } from '../cloud/testing.ts'
import { developmentOf } from '../world/development.ts'

const path = '/rest/dev-status/1.0/issue/summary?issueId='

test('on Cloud development is told on the site to a token of one’s own, and never to an app', async () => {
  await using client = await startTestCloud({ issues: 120 }, {})
  const issue = client.cloud.world.issues.find((one) => developmentOf(one).works.length > 0)
  const own = await client.site(`${path}${issue?.id}`, basic(mira.email, client.cloud.issueApiToken(mira.email)))
  expect(own.status).toBe(200)
  expect(own.json.summary.branch.overall.count).toBeGreaterThan(0)
  const { access_token: token } = await client.signIn()
  const through = await client.gateway(`${path}${issue?.id}`, `Bearer ${token}`)
  expect([through.status, through.json]).toEqual([401, { code: 401, message: 'Unauthorized; scope does not match' }])
})
