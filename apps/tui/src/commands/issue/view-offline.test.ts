import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'

type View = Readonly<Record<string, unknown>> & { readonly fields: Readonly<Record<string, unknown>> }

describe.each(deployments)('on %s', (deployment) => {
  let site: SignedInSite
  let keys: readonly string[] = []
  beforeAll(async () => {
    site = await signedInSite(deployment)
    const list = ['issue', 'list', '--view', 'All open', '--limit', 'all']
    keys = (await site.cli.json<{ key: string }[]>(list)).map(({ key }) => key)
    await site.cli.run(['sync', '--view', 'All open'])
  })
  afterAll(() => site[Symbol.asyncDispose]())

  const view = (...args: readonly string[]) => site.cli.json<View>(['issue', 'view', ...args])
  const text = (...args: readonly string[]) => site.cli.run(['issue', 'view', ...args])

  test('the copy shows of each issue what the site shows, or says that it does not have it', async () => {
    const sprints = new Set<unknown>()
    for (const key of keys.slice(0, 25)) {
      const [online, { notInCopy, ...offline }] = [await view(key), await view(key, '--offline')]
      expect(notInCopy).toEqual(['fields', 'remoteLinks', 'pages'])
      expect({ ...offline, fields: {} }).toEqual({ ...online, remoteLinks: [], pages: [], fields: {} })
      expect(online.fields).toMatchObject(offline.fields)
      sprints.add(offline['sprint'])
    }
    expect(sprints.size).toBeGreaterThan(1)
  })

  test('people read the same, and what is missing beside it', async () => {
    const [key = ''] = keys
    const [online, offline] = [await text(key), await text(key, '--offline')]
    expect(offline.stderr).toBe('Not in the local copy: other custom fields, remote links, pages\n')
    const lines = new Set(online.stdout.split('\n'))
    expect(offline.stdout.split('\n').filter((line) => !lines.has(line))).toEqual([])
    for (const [name, value] of Object.entries(await view(key, '--offline'))) {
      if (typeof value === 'string' && /^(?:status|type|priority|due|parent)$/.test(name)) {
        expect(offline.stdout).toContain(value)
      }
    }
  })

  test('only what was asked for is missing', async () => {
    const [key = ''] = keys
    expect(await view(key, '--offline', '--fields', 'key,status,pages')).toMatchObject({ key, notInCopy: ['pages'] })
    const { stderr, stdout } = await text(key, '--offline', '--fields', 'key')
    expect({ stderr, stdout }).toEqual({ stderr: '', stdout: `key: ${key}\n` })
    expect(await view(key, '--fields', 'key')).toEqual({ key })
  })
})

test('of an issue of which the copy has a row alone, everything else is said to be missing', async () => {
  await using site = await signedInSite('datacenter')
  const { cli } = site
  await cli.run(['sync', '--view', 'All open'])
  const file = new DatabaseSync(join(cli.home, 'data', 'sites', 'acme', 'replica.sqlite'))
  file.exec("DELETE FROM issue_part WHERE part != 'row'")
  file.close()
  const [row] = await cli.json<Record<string, unknown>[]>(['issue', 'list', '--view', 'All open', '--offline'])
  const online = await cli.json<View>(['issue', 'view', String(row?.['key'])])
  const { notInCopy, ...offline } = await cli.json<View>(['issue', 'view', String(row?.['key']), '--offline'])
  const known = Object.entries(offline).filter(([name]) => !(notInCopy as readonly string[]).includes(name))
  expect(online).toMatchObject(Object.fromEntries(known))
  expect(known.map(([name]) => name)).toEqual([
    ...Object.keys(row ?? {}).filter((name) => name !== 'sprint'),
    'description',
  ])
})
