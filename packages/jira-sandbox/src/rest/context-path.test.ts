import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'

/** Every address in an answer that is one of the site's. */
const addressesIn = (json: unknown): readonly string[] => {
  if (typeof json === 'string') return /^https?:\/\/localhost:/u.test(json) ? [json] : []
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(addressesIn) : []
}

const paths = [
  '/serverInfo',
  '/search?maxResults=5&fields=*all&expand=editmeta,operations,transitions,renderedFields',
  '/project?expand=lead',
  '/issue/createmeta/PAY/issuetypes',
  '/filter/favourite',
  '/rest/agile/1.0/board/4/issue?maxResults=5',
  '/rest/agile/1.0/board/4/configuration',
  '/rest/servicedeskapi/servicedesk',
  '/rest/servicedeskapi/request?limit=2',
]

test.each(['', '/jira', '/tools/jira'])('All addresses of a site below "%s" are below it', async (contextPath) => {
  await using client = await startHttpClient({ contextPath })
  const { baseUrl, port } = client.sandbox
  expect(baseUrl).toBe(`http://localhost:${port}${contextPath}`)
  for (const path of paths) {
    const { status, json } = await client.ask('GET', path)
    const addresses = addressesIn(json)
    expect([path, status]).toEqual([path, 200])
    expect(addresses.length).toBeGreaterThan(0)
    expect(addresses.filter((address) => address !== baseUrl && !address.startsWith(`${baseUrl}/`))).toEqual([])
  }
  if (contextPath === '') return
  expect((await fetch(`http://localhost:${port}/rest/api/2/serverInfo`)).status).toBe(404)
})

test('A download without a login leads to the login page below the context path', async () => {
  await using client = await startHttpClient({ contextPath: '/tools/jira' })
  const answer = await fetch(`${client.sandbox.baseUrl}/secure/attachment/1/a.png`, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toContain('/tools/jira/login.jsp?permissionViolation=true&os_destination=')
})
