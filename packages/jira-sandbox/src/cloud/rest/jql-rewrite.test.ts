import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kenji, mira } from '../testing.ts'
import { startRestClient } from './client-for-tests.ts'
import { rewriteValues } from './jql-rewrite.ts'

test.each([
  ['assignee = mia', 'assignee = NEW'],
  [
    "NOT (assignee in ('mia',bo) OR summary ~ mia)  ORDER BY assignee",
    'NOT (assignee in (NEW,NEW) OR summary ~ mia)  ORDER BY assignee',
  ],
  [
    'a = mia &&\n assignee was not in ( "mia" ) && b is EMPTY',
    'a = mia &&\n assignee was not in ( NEW ) && b is EMPTY',
  ],
  ['assignee in membersOf(mia) and assignee != "and"', 'assignee in membersOf(mia) and assignee != NEW'],
  ['assignee changed or assignee is not EMPTY', 'assignee changed or assignee is not EMPTY'],
  ['order by assignee', 'order by assignee'],
])('Of %s only the values of the field are others', (query, rewritten) => {
  expect(rewriteValues(query, (field) => (field === 'assignee' ? 'NEW' : undefined))).toBe(rewritten)
})

test('A query in which nothing changes stays as it was written, whatever stands in it', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`)
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', '\n ', '  '), (values, blank) => {
      const query = `a${blank}in (${values.join(`,${blank}`)}) and not b = ${values[0] ?? ''}`
      expect(rewriteValues(query, () => undefined)).toBe(query)
    }),
  )
})

test('Queries with former names get accounts, and those with unknown people are told apart', async () => {
  await using rest = await startRestClient()
  const account = rest.client.cloud.accountIdOf(kenji.email)
  const key = rest.client.cloud.world.users.find(({ email }) => email === kenji.email)?.key ?? ''
  const body = {
    queryStrings: [
      `assignee = kenji AND reporter in (${key}, currentUser()) order by updated`,
      `assignee = "${account}"`,
      'watcher = nobody and text ~ kenji',
    ],
  }
  const { status, json } = await rest.ask('POST', '/jql/pdcleaner', body)
  expect(status).toBe(200)
  expect(json).toEqual({
    queryStrings: [
      `assignee = "${account}" AND reporter in ("${account}", currentUser()) order by updated`,
      `assignee = "${account}"`,
    ],
    queriesWithUnknownUsers: [
      { originalQuery: body.queryStrings[2], convertedQuery: 'watcher = unknown and text ~ kenji' },
    ],
  })
  expect((await rest.ask('POST', '/jql/pdcleaner', { queryStrings: ['assignee ='] })).status).toBe(400)
  expect((await rest.ask('POST', '/jql/pdcleaner', { queryStrings: Array(101).fill('a = b') })).status).toBe(400)
})

test('An administrator has hidden projects taken out of queries, for each reader', async () => {
  await using rest = await startRestClient({ administrators: [mira.email] })
  const { cloud } = rest.client
  const accountId = cloud.accountIdOf('pim@vendor.example')
  const hidden = cloud.world.findProject('OPS')
  const query = `project in (PAY, "${hidden?.name ?? ''}") AND text ~ OPS`
  const queries = [{ query, accountId }, { query, accountId: cloud.accountIdOf(mira.email) }, { query: 'no query' }]
  const { json } = await rest.ask('POST', '/jql/sanitize', { queries })
  expect(json.queries).toEqual([
    { initialQuery: query, accountId, sanitizedQuery: `project in (PAY, ${hidden?.id ?? ''}) AND text ~ OPS` },
    { initialQuery: query, accountId: queries[1]?.accountId, sanitizedQuery: query },
    { initialQuery: 'no query', errors: { errorMessages: [expect.stringContaining('JQL')], errors: {} } },
  ])
  const unknown = { queries: [{ query, accountId: 'nobody' }] }
  expect((await rest.ask('POST', '/jql/sanitize', unknown)).status).toBe(400)
  expect((await rest.askAs(kenji.email, 'POST', '/jql/sanitize', { queries })).status).toBe(403)
})
