import { once } from 'node:events'
import { request } from 'node:http'
import { startSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { startRecorder } from './recorder.ts'

test('requests to the APIs of a site are written down with their bodies, and answered', async () => {
  await using sandbox = await startSandbox({ issues: 5 })
  const seen: Exchange[] = []
  await using recorder = await startRecorder(sandbox.baseUrl, (exchange) => seen.push(exchange))
  const ask = async (path: string, method: string, body: string): Promise<number | undefined> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${sandbox.issuePat('mira')}` }
    const asked = request(recorder.url, { path: `${sandbox.baseUrl}${path}`, method, headers })
    asked.end(body)
    const [answer] = await once(asked, 'response')
    answer.resume()
    return answer.statusCode
  }
  expect(await ask('/rest/api/2/search?x=1', 'POST', '{"jql":""}')).toBe(200)
  expect(await ask('/login.jsp', 'GET', '')).toBe(200)
  expect(seen).toMatchObject([
    {
      source: 'client',
      method: 'POST',
      path: '/rest/api/2/search',
      sent: { type: 'application/json', text: '{"jql":""}' },
      status: 200,
      answer: { type: 'application/json', text: expect.stringContaining('"issues"') },
    },
  ])
  expect(seen[0]?.query.get('x')).toBe('1')
})
