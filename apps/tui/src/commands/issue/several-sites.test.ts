import { expect, test } from 'vitest'
import { addBeta, signedInSite } from '../testing/sites.ts'

interface Row {
  readonly site: string
  readonly key: string
  readonly created: string
}

const rowsOf = (stdout: string): readonly Row[] => JSON.parse(stdout) as readonly Row[]

test('a list over two sites is one in the order of its query, and each issue says its site', async () => {
  await using acme = await signedInSite('datacenter', 30)
  await using _beta = await addBeta(acme)
  const { cli } = acme
  const listed = await cli.run([
    'issue',
    'list',
    '--site',
    'acme,beta',
    '--view',
    'untriaged',
    '--limit',
    '10',
    '--json',
  ])
  const rows = rowsOf(listed.stdout)
  expect(new Set(rows.map(({ site }) => site))).toEqual(new Set(['acme', 'beta']))
  expect(rows).toHaveLength(10)
  expect(rows.map(({ created }) => created)).toEqual(
    rows
      .map(({ created }) => created)
      .toSorted()
      .toReversed(),
  )
  const table = await cli.run(['issue', 'list', '--site', 'acme,beta', '--view', 'untriaged'])
  expect(table.stdout).toMatch(/^site +key/i)
})

test('the copies of two sites are one list too', async () => {
  await using acme = await signedInSite('datacenter', 30)
  await using _beta = await addBeta(acme)
  const { cli } = acme
  for (const site of ['acme', 'beta']) await cli.run(['sync', '--site', site, '--view', 'Untriaged'])
  const asked = await cli.run(['issue', 'list', '--site', 'acme,beta', '--limit', 'all', '--json'])
  const copied = await cli.run(['issue', 'list', '--site', 'acme,beta', '--limit', 'all', '--json', '--offline'])
  const named = (stdout: string): readonly string[] => rowsOf(stdout).map(({ site, key }) => `${site}:${key}`)
  expect(named(copied.stdout)).toEqual(named(asked.stdout))
})

test('a site that is down is named, and the other is listed all the same', async () => {
  await using acme = await signedInSite('datacenter', 30)
  await using beta = await addBeta(acme)
  await beta.sandbox.close()
  const listed = await acme.cli.run(['issue', 'list', '--site', 'acme,beta', '--view', 'untriaged', '--json'])
  expect(new Set(rowsOf(listed.stdout).map(({ site }) => site))).toEqual(new Set(['acme']))
  expect(listed.stderr).toContain('beta')
  expect(listed.code).toBe(6)
})

test('keys that name their sites are written there, and told in the order of the keys', async () => {
  await using acme = await signedInSite('datacenter', 30)
  await using beta = await addBeta(acme)
  const { cli } = acme
  const listed = await cli.run(['issue', 'list', '--site', 'acme,beta', '--view', 'untriaged', '--json'])
  const rows = rowsOf(listed.stdout)
  const [first, second] = rows.filter(({ site }) => site === 'acme')
  const other = rows.find(({ site }) => site === 'beta')
  const keys = [`acme:${first?.key}`, `beta:${other?.key}`, `acme:${second?.key}`]
  const written = await cli.run(['issue', 'watch', ...keys, '--json'])
  expect(JSON.parse(written.stdout)).toMatchObject([
    { site: 'acme', key: first?.key, state: 'sent' },
    { site: 'beta', key: other?.key, state: 'sent' },
    { site: 'acme', key: second?.key, state: 'sent' },
  ])
  const posted = beta.sandbox.journal.entries.filter(({ method }) => method === 'POST').map(({ path }) => path)
  expect(posted).toEqual([expect.stringContaining(`${other?.key}/watchers`)])
  const unknown = await cli.run(['issue', 'watch', `acme:${first?.key}`, 'gamma:PAY-1'])
  expect(unknown.stderr).toContain('gamma')
  expect(unknown.code).not.toBe(0)
})
