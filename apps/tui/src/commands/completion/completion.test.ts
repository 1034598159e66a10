import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SignedInSite, signedInSite } from '../testing/sites.ts'
import { shells } from './completion-commands.ts'
import { scriptOf } from './scripts.ts'

let site: SignedInSite
beforeAll(async () => {
  site = await signedInSite('datacenter')
  await site.cli.run(['sync', '--view', 'Untriaged'])
})
afterAll(() => site[Symbol.asyncDispose]())

const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
  const { code, stdout } = await site.cli.run(['complete', '--', ...words])
  expect(code).toBe(0)
  return stdout.split('\n').filter((line) => line !== '')
}

describe('what may follow', () => {
  test('is a command, a verb, or a flag', async () => {
    expect(await complete('is')).toEqual(['issue'])
    expect(await complete('issue', 'tr')).toEqual(['transition'])
    expect(await complete('issue', 'edit', '--add-')).toEqual(['--add-label', '--add-component', '--add-fix-version'])
    expect(await complete('issue', 'list', '--off')).toEqual(['--offline'])
    expect(await complete('completion', '')).toEqual([...shells])
  })

  test('is a site, a view, or an issue of the copy', async () => {
    expect(await complete('--site', '')).toEqual(['acme'])
    expect(await complete('issue', 'list', '--view', 'un')).toEqual(['Untriaged'])
    const [row] = await site.cli.json<{ key: string }[]>(['issue', 'list', '--offline'])
    const keys = await complete('issue', 'view', row?.key.toLowerCase() ?? '')
    expect(keys).toContain(row?.key)
    expect(await complete('issue', 'assign', 'PAY-1', row?.key ?? '')).toContain(row?.key)
  })

  test('is nothing where only a person knows, or the copy cannot be read', async () => {
    expect(await complete('issue', 'create', '--summary', '')).toEqual([])
    expect(await complete('issue', 'view', '--site', 'nowhere', 'P')).toEqual([])
    expect(await complete('no', 'such', 'command', '')).toEqual([])
  })
})

test('the script for bash is one that bash takes', () => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: scriptOf('bash') })
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' })
})

test.each(shells)('there is a script for %s that asks the program', async (shell) => {
  const { code, stdout } = await site.cli.run(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toContain('mmd-tui complete -- ')
})
