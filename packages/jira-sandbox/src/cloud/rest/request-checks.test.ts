import { expect, test } from 'vitest'
import { basic, mira } from '../testing.ts'
import { startRestClient } from './client-for-tests.ts'

test('What is sent has to be JSON, and a browser has to say that it means it', async () => {
  await using rest = await startRestClient({ deleteNeedsContentType: true })
  const { cloud } = rest.client
  const authorization = basic(mira.email, cloud.issueApiToken(mira.email))
  const ask = async (method: string, headers: Record<string, string>, body?: string): Promise<number> => {
    const url = `${cloud.siteUrl}/rest/api/3/issue/${rest.issueIn('PAY')}/watchers`
    const init = {
      method,
      headers: { Authorization: authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    }
    return (await fetch(url, init)).status
  }
  const json = { 'Content-Type': 'application/json' }
  const account = JSON.stringify(cloud.accountIdOf(mira.email))
  expect(await ask('POST', json, account)).toBe(204)
  expect(await ask('POST', { 'Content-Type': 'text/plain' }, account)).toBe(415)
  expect(await ask('POST', { ...json, 'User-Agent': 'Mozilla/5.0' }, account)).toBe(403)
  expect(await ask('POST', { ...json, 'User-Agent': 'Mozilla/5.0', 'X-Atlassian-Token': 'no-check' }, account)).toBe(
    204,
  )
  expect(await ask('DELETE', {})).toBe(415)
})

test('A parameter of the wrong type is a problem of the framework', async () => {
  await using rest = await startRestClient()
  const answer = await rest.ask('GET', '/project/search?startAt=first')
  expect([answer.status, answer.headers.get('content-type'), answer.json.title]).toEqual([
    400,
    'application/problem+json',
    'Bad Request',
  ])
})
