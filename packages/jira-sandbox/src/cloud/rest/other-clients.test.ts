import { expect, test } from 'vitest'
import { startRestClient } from './client-for-tests.ts'

test('The versions of a project come in pages too', async () => {
  await using rest = await startRestClient()
  const all = (await rest.ask('GET', '/project/PAY/versions')).json as readonly { id: string }[]
  const page = await rest.ask('GET', '/project/PAY/version?startAt=1&maxResults=2')
  expect(page.json).toMatchObject({ startAt: 1, maxResults: 2, total: all.length, isLast: false })
  expect(page.json.values).toEqual(all.slice(1, 3))
})

test('A comment that says nothing of its visibility, in empty braces, is for all', async () => {
  await using rest = await startRestClient()
  const path = `/rest/api/2/issue/${rest.issueIn('PAY')}/comment`
  const said = await rest.ask('POST', path, { body: 'For all', visibility: {} })
  expect(said.status).toBe(201)
  expect(said.json).not.toHaveProperty('visibility')
})
