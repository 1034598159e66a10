import { expect, test } from 'vitest'
import { startRestClient } from '../rest/client-for-tests.ts'

test('latest is another name of version 2', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const { json } = await rest.ask('GET', `/rest/api/latest/issue/${key}`)
  expect(json).toMatchObject({ key, fields: { description: expect.any(String) as string } })
  expect((await rest.ask('PUT', `/rest/api/latest/issue/${key}/assignee`, { accountId: null })).status).toBe(204)
  expect((await rest.ask('DELETE', `/rest/api/latest/issue/${key}?deleteSubtasks=True`)).status).toBe(204)
})
