import { secretKeys } from '@mmd/auth'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openSession } from './open-session.ts'
import { givenHome, saved } from './sites/testing.ts'
import { testSite } from './testing.ts'

let before: Sandbox
let after: Sandbox
beforeAll(async () => {
  ;[before, after] = await Promise.all([startSandbox({ issues: 1 }), startSandbox({ issues: 1, persona: '9.12' })])
})
afterAll(() => Promise.all([before.close(), after.close()]))

test('a reconnected session asks by its new settings, ends what was under way as it began, and keeps its count', async () => {
  const home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
  const site = await saved(home, testSite('work', { baseUrl: before.baseUrl }))
  const credential = { method: 'pat', accessToken: before.issuePat('mira'), baseUrl: before.baseUrl }
  await (await home.secrets()).set(secretKeys('work').credential, JSON.stringify(credential))
  const session = openSession(home.surroundings, site, Promise.resolve())
  onTestFinished(() => session.close())
  const { client } = session
  expect((await client.serverInfo()).version).toBe('10.3.24')
  const underWay = client.myself()
  await new Promise(setImmediate)
  session.reconnect({ ...site, baseUrl: after.baseUrl })
  // The credential was made for the address before.
  await expect(client.myself()).rejects.toMatchObject({ code: 'signed-out' })
  expect((await underWay).id).toBe('mira')
  expect(session.requests()).toBe(2)
})
