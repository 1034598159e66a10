import { JiraApiError } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { createTestClient, createWorld, openTestSession, testFolder, testIssue } from './testing.ts'

test('signing in goes on where one was, also when the thread that sends is just gone', async () => {
  const data = testFolder()
  const { client } = createTestClient([testIssue(1)])
  const wake = (): Promise<void> => Promise.reject(new JiraApiError('network', 'the thread stopped'))
  const world = createWorld({ data, shell: { openSession: (site) => openTestSession(data, site, client, { wake }) } })
  await world.app.showSite(world.site)
  await world.app.signedIn({ ...world.site, user: { id: 'mia', name: 'Mia Me' } })
  expect(world.state().site?.user?.name).toBe('Mia Me')
  expect(world.state().toast).toBeNull()
})
