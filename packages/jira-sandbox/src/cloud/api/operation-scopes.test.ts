import { expect, test } from 'vitest'
import { startTestCloud } from '../testing.ts'
import { operationScopes } from './operation-scopes.ts'

test('Each operation of the platform tells both families of scopes, unless one of them does not open it', () => {
  const platform = Object.entries(operationScopes).filter(([operation]) => !operation.includes('/rest/'))
  const lacking = (family: 'classic' | 'granular'): readonly string[] =>
    platform.filter(([, needs]) => needs[family] === undefined).map(([operation]) => operation)
  expect(platform.length).toBeGreaterThan(100)
  expect(lacking('classic')).toEqual(['POST /permissions/check'])
  expect(lacking('granular')).toEqual(['GET /priority/search'])
})

test.each([
  ['GET', '/priority', 'read:priority:jira'],
  ['GET', '/project/PAY/versions', 'read:project-version:jira'],
  ['GET', '/configuration', 'read:instance-configuration:jira read:issue.time-tracking:jira'],
  ['GET', '/jql/autocompletedata/suggestions?fieldName=labels', 'read:issue-details:jira'],
] as const)('%s %s is opened by its granular scopes and by no other', async (method, path, held) => {
  await using client = await startTestCloud({}, { scopes: [...held.split(' '), 'read:resolution:jira'] })
  const statusWith = async (scope: string): Promise<number> => {
    const { access_token } = await client.signIn({ scope })
    return (await client.gateway(`/rest/api/3${path}`, `Bearer ${access_token}`, { method })).status
  }
  expect([await statusWith(held), await statusWith('read:resolution:jira')]).toEqual([200, 401])
})
