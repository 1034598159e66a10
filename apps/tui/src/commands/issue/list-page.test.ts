import { expect, test } from 'vitest'
import { readEnvironment } from '../../config/environment.ts'
import { openLog } from '../../session/log.ts'
import type { CommandContext } from '../invocation.ts'
import { createOutput } from '../output/output.ts'
import { deployments, signedInSite } from '../testing/sites.ts'
import { listCopy } from './list-copy.ts'
import { listPage } from './list-page.ts'

const contextOf = (home: string, env: Readonly<Record<string, string>> = {}): CommandContext => {
  const { platform, stdin, stdout, stderr } = process
  const like = { env: { MMD_HOME: home, MMD_SECRETS: 'file', ...env }, platform, stdin, stdout, stderr }
  const environment = readEnvironment(like, { root: new URL('file:///program/'), version: '1.0.0' })
  return {
    environment,
    globals: { offline: true },
    output: createOutput(environment, true),
    log: openLog({ folder: environment.folders.log, level: 'error' }),
    asking: () => undefined,
    countRequest: () => undefined,
    signal: new AbortController().signal,
  }
}

const query = { jql: undefined, view: 'All open', limit: 'all' } as const

test.each(deployments)('a list of the copy is read quickly as it is read wholly, on %s', async (deployment) => {
  await using site = await signedInSite(deployment)
  const { home } = site.cli
  expect(listPage(contextOf(home), query)).toBeUndefined()
  await site.cli.run(['sync', '--view', 'All open'])
  const context = contextOf(home)
  for (const limit of [3, 'all'] as const) {
    const { origin, ...quick } = listPage(context, { ...query, limit }) ?? {}
    const { origin: expected, ...whole } = await listCopy(context, { ...query, limit })
    expect(quick).toEqual(whole)
    expect(origin?.site).toBe(expected.site)
    expect(origin?.url('PAY-1')).toBe(expected.url('PAY-1'))
    expect(whole.issues.length).toBeGreaterThan(2)
  }
})

test('what is out of the ordinary is left to the whole way', async () => {
  await using site = await signedInSite('datacenter')
  const { home } = site.cli
  await site.cli.run(['sync', '--view', 'All open'])
  expect(listPage(contextOf(home), { ...query, view: 'nowhere' })).toBeUndefined()
  expect(listPage(contextOf(home), { ...query, view: 'Mine' })).toBeUndefined()
  expect(listPage(contextOf(home, { MMD_TOKEN: 'another' }), query)).toBeUndefined()
  expect(listPage(contextOf(home, { MMD_SITE: 'nobody' }), query)).toBeUndefined()
  const [first] = listPage(contextOf(home), query)?.issues ?? []
  await site.cli.run(['issue', 'edit', String(first?.key), '--summary', 'Waits', '--offline'])
  expect(listPage(contextOf(home), query)).toBeUndefined()
  const { issues } = await listCopy(contextOf(home), query)
  expect(issues.find(({ key }) => key === first?.key)?.summary).toBe('Waits')
})
