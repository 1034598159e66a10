import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'

let sandbox: Sandbox
let token = ''

beforeAll(async () => {
  sandbox = await startSandbox()
  token = sandbox.issuePat('mira')
})
afterAll(() => sandbox.close())

const ask = async (method: string, path: string, bearer: string, body?: unknown) => {
  const answer = await fetch(`${sandbox.baseUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'User-Agent': 'test', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text), headers: answer.headers }
}

test('a triage goes through over HTTP: search, transition, read back', async () => {
  const jql = 'project = PAY AND status = "In Progress" ORDER BY created DESC'
  const found = await ask('POST', '/rest/api/2/search', token, { jql, fields: ['summary'], maxResults: 1 })
  const { key } = found.json.issues[0]
  const body = { transition: { id: '31' }, fields: { resolution: { name: 'Fixed' } } }
  expect(await ask('POST', `/rest/api/2/issue/${key}/transitions`, token, body)).toMatchObject({
    status: 204,
    json: undefined,
  })
  const { json } = await ask('GET', `/rest/api/latest/issue/${key}?fields=status,resolution`, token)
  expect(json.fields).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Fixed' } })
  expect(json.self).toContain(`${sandbox.baseUrl}/rest/api/2/issue/`)
})

test('a bad token is nobody: 200 with the open issues alone for a search, 401 for oneself', async () => {
  const all = await ask('GET', '/rest/api/2/search?maxResults=0', token)
  const open = await ask('GET', '/rest/api/2/search?maxResults=0', 'not-a-token')
  expect(open.status).toBe(200)
  expect(open.json.total).toBeGreaterThan(0)
  expect(open.json.total).toBeLessThan(all.json.total)
  expect((await ask('GET', '/rest/api/2/myself', 'not-a-token')).status).toBe(401)
  expect((await ask('GET', '/rest/api/2/myself', token)).json.name).toBe('mira')
})
