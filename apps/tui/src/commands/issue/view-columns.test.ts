import { expect, test } from 'vitest'
import { addBeta, deployments, signedInSite } from '../testing/sites.ts'

const add = ['view', 'add', 'Pts', '--jql', 'resolution is EMPTY ORDER BY key']
const list = ['issue', 'list', '--view', 'Pts', '--limit', '3']

const headings = (stdout: string): string => stdout.split('\n')[0]?.trim() ?? ''

test.each(deployments)('a list of a view has the columns that this has on the screen, on %s', async (deployment) => {
  await using site = await signedInSite(deployment)
  const run = async (...args: readonly string[]) => (await site.cli.run(args)).stdout
  await run(...add, '--columns', 'issuekey,Story Points,No such field')
  expect(headings(await run(...list))).toMatch(/^Key +Story Points +No such field$/)
  expect(headings(await run(...list, '--csv'))).toBe('key,Story Points,No such field')
  const lines = (await run('issue', 'list', '--view', 'Pts', '--limit', 'all', '--plain')).split('\n')
  expect(lines.some((line) => /\t\d+\t$/.test(line))).toBe(true)
  await run('sync', '--view', 'Pts')
  expect(headings(await run(...list, '--offline'))).toBe('Key')
})

test('--columns wins over those of the view, and JSON has every key', async () => {
  await using site = await signedInSite('datacenter')
  await site.cli.run([...add, '--columns', 'key,Story Points'])
  const named = await site.cli.run([...list, '--columns', 'key,status'])
  expect(headings(named.stdout)).toMatch(/^Key +Status$/)
  const json = JSON.parse((await site.cli.run([...list, '--json'])).stdout) as readonly object[]
  expect(Object.keys(json[0] ?? {})).toEqual(expect.arrayContaining(['summary', 'assignee', 'url']))
})

test('the columns of a view stand behind the site in a list over several', async () => {
  await using acme = await signedInSite('datacenter', 30)
  await using _beta = await addBeta(acme)
  await acme.cli.run([...add, '--columns', 'key,Story Points'])
  const { stdout } = await acme.cli.run([...list, '--site', 'acme,beta'])
  expect(headings(stdout)).toMatch(/^Site +Key +Story Points$/)
})
