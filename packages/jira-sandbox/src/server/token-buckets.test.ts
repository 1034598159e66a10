import { expect, test } from 'vitest'
import { startTestSite, type TestSite } from '../testing.ts'

const path = '/rest/api/2/whoami'

const startLimited = async (now: () => number): Promise<TestSite> =>
  startTestSite({ now, overrides: { rateLimit: { size: 3, fillRate: 2, intervalSeconds: 10 } } })

const limitsOf = ({ headers }: Response): readonly (string | null)[] =>
  ['limit', 'remaining', 'fillrate', 'interval-seconds']
    .map((name) => headers.get(`x-ratelimit-${name}`))
    .concat(headers.get('retry-after'))

test('A user has a bucket of tokens, is told what is left, and waits for more when it is empty', async () => {
  let now = Date.UTC(2026, 10, 22)
  await using site = await startLimited(() => now)
  const headers = { Authorization: `Bearer ${site.sandbox.issuePat(site.user.name)}` }
  const ask = () => site.ask(path, { headers })
  const answers = [await ask(), await ask(), await ask(), await ask()]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  expect(answers.map(limitsOf)).toEqual([
    ['3', '2', '2', '10', '0'],
    ['3', '1', '2', '10', '0'],
    ['3', '0', '2', '10', '10'],
    ['3', '0', '2', '10', '10'],
  ])
  now += 4000
  expect((await ask()).headers.get('retry-after')).toBe('6')
  now += 6000
  expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('1')
  now += 3_600_000
  expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('2')
})

test('One user leaves the others alone, and nobody has no bucket', async () => {
  await using site = await startLimited(() => Date.UTC(2026, 10, 22))
  const [first, second] = site.sandbox.world.users.filter(({ active }) => active)
  const askAs = async (name = '') => {
    const headers = name === '' ? {} : { Authorization: `Bearer ${site.sandbox.issuePat(name)}` }
    return (await site.ask(path, { headers })).headers.get('x-ratelimit-remaining')
  }
  expect([await askAs(first?.name), await askAs(first?.name), await askAs(second?.name)]).toEqual(['2', '1', '2'])
  expect(await askAs()).toBeNull()
})

test('A site without limits says nothing of them', async () => {
  await using site = await startTestSite()
  const headers = { Authorization: `Bearer ${site.sandbox.issuePat(site.user.name)}` }
  expect(limitsOf(await site.ask(path, { headers }))).toEqual([null, null, null, null, null])
})
