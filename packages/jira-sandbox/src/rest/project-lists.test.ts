import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'

test('Projects are listed with what is expanded', async () => {
  await using client = await startHttpClient()
  const [plain] = (await client.ask('GET', '/project')).json
  expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['lead']))
  const [whole] = (await client.ask('GET', '/project?expand=description,lead,url,projectKeys')).json
  expect(whole).toMatchObject({
    description: expect.any(String),
    lead: { name: expect.any(String) },
    url: expect.stringMatching(/^https:/u),
    projectKeys: [whole.key],
  })
  const one = (await client.ask('GET', '/project/PAY?expand=projectKeys')).json
  expect(one).toMatchObject({ projectKeys: ['PAY'], lead: expect.anything() })
  expect('url' in one).toBe(false)
})

test('Recent projects are those where one was, the last one first', async () => {
  await using client = await startHttpClient()
  const recent = async (most: number): Promise<readonly string[]> =>
    (await client.ask('GET', `/project?recent=${most}`)).json.map(({ key }: { key: string }) => key)
  expect(await recent(5)).toEqual([])
  const { issues } = client.sandbox.world
  const seen = ['PAY', 'SUP', 'PAY', 'WEB'].flatMap((key) => issues.find(({ projectKey }) => projectKey === key) ?? [])
  for (const { key } of seen) await client.ask('GET', `/issue/${key}?fields=summary&updateHistory=true`)
  const other = issues.find(({ projectKey }) => !seen.some((one) => one.projectKey === projectKey))
  if (other !== undefined) await client.ask('GET', `/issue/${other.key}?fields=summary`)
  const expected = [...new Set(seen.map(({ projectKey }) => projectKey).toReversed())]
  expect(await recent(5)).toEqual(expected)
  expect(await recent(1)).toEqual(expected.slice(0, 1))
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Incident' }, summary: 'x' }
  await client.ask('POST', '/issue?updateHistory=true', { fields })
  expect(await recent(1)).toEqual(['SUP'])
})

test('Pickers leave out who is excluded, and groups without somebody', async () => {
  await using client = await startHttpClient()
  const names = async (path: string, list: 'users' | 'groups'): Promise<readonly string[]> =>
    (await client.ask('GET', path)).json[list].map(({ name }: { name: string }) => name)
  expect(await names('/user/picker?query=mira', 'users')).toContain('mira')
  expect(await names('/user/picker?query=mira&exclude=mira', 'users')).not.toContain('mira')
  const all = await names('/groups/picker?query=', 'groups')
  expect(all).toContain('payments-team')
  expect(await names('/groups/picker?query=&exclude=payments-team', 'groups')).not.toContain('payments-team')
  const hers = await names('/groups/picker?query=&userName=mira', 'groups')
  const { world } = client.sandbox
  const key = world.findUser('mira')?.key ?? ''
  expect(hers).toEqual(all.filter((name) => world.groups.get(name)?.has(key)))
})
