import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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

const lines = async (...words: readonly string[]): Promise<readonly string[]> => {
  const { code, stdout } = await site.cli.run(['complete', '--', ...words])
  expect(code).toBe(0)
  return stdout.split('\n').filter((line) => line !== '')
}

const complete = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await lines(...words)).map((line) => line.split('\t')[0] ?? '')

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

describe('a candidate', () => {
  test('is told with what it is', async () => {
    expect(await lines('issue', 'tr')).toEqual(['transition\tmove issues to another status'])
    expect(await lines('issue', 'list', '--off')).toEqual([expect.stringMatching(/^--offline\t.+/)])
    const [row] = await site.cli.json<{ key: string; summary: string }[]>(['issue', 'list', '--offline'])
    expect(await lines('issue', 'view', row?.key ?? '')).toContain(`${row?.key}\t${row?.summary}`)
  })

  test('is found behind what stands before it in the same word', async () => {
    const [row] = await site.cli.json<{ key: string }[]>(['issue', 'list', '--offline'])
    expect(await complete('issue', 'view', `acme:${row?.key}`)).toContain(`acme:${row?.key}`)
    expect(await complete('issue', 'list', '--view=un')).toEqual(['--view=Untriaged'])
    expect(await complete('issue', 'list', '--view', '=', 'un')).toEqual(['Untriaged'])
    expect(await complete('--site', 'other,')).toEqual(['other,acme'])
    expect(await complete('--site', 'acme,')).toEqual([])
  })

  test.each(['"All o', "'All o", 'All\\ o'])('is found for what is quoted: %s', async (typed) => {
    expect(await complete('issue', 'list', '--view', typed)).toEqual(['All open'])
  })

  test('is what waits in the outbox, by its number', async () => {
    const [row] = await site.cli.json<{ key: string }[]>(['issue', 'list', '--offline'])
    await site.cli.run(['issue', 'comment', row?.key ?? '', '--body', 'x', '--offline'])
    const [waiting] = await site.cli.json<{ operation: number }[]>(['outbox'])
    expect(await lines('outbox', 'drop', '')).toEqual([expect.stringMatching(`^${waiting?.operation}\t${row?.key} `)])
    await site.cli.run(['undo', '--offline'])
  })
})

test.each(shells)('there is a script for %s that asks the program', async (shell) => {
  const { code, stdout } = await site.cli.run(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toContain('mmd-tui complete -- ')
})

/** What each shell is to do for a word: print the candidates that it would offer behind `words`. */
const asks: Readonly<Record<'bash' | 'zsh' | 'fish', (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => [
    '--norc',
    '-c',
    `${scriptOf('bash')}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mmd_tui; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
    ...words,
  ],
  // Without a terminal zsh completes nothing: what would be offered is printed instead.
  zsh: (words) => [
    '-f',
    '-c',
    `compdef() {}; ${scriptOf('zsh')}
     _describe() { print -rl -- "\${(@P)3}" }; _files() { print files }
     words=("$@"); CURRENT=$#; _mmd_tui`,
    'zsh',
    ...words,
  ],
  fish: (words) => ['--no-config', '-c', `${scriptOf('fish')}\ncomplete -C '${words.join(' ')}'`],
}

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (shell) => {
  const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    const bin = join(site.cli.home, 'bin')
    mkdirSync(bin, { recursive: true })
    writeFileSync(
      join(bin, 'mmd-tui'),
      `#!/bin/sh\nexec '${process.execPath}' --conditions=@mmd/source '${main}' "$@"\n`,
    )
    chmodSync(join(bin, 'mmd-tui'), 0o755)
    const env = { PATH: `${bin}:${process.env['PATH']}`, HOME: site.cli.home, MMD_HOME: site.cli.home }
    const { stdout } = await promisify(execFile)(shell, asks[shell](['mmd-tui', ...words]), { env, cwd: bin })
    return stdout.split('\n').filter((line) => line !== '')
  }

  test.skipIf(!isThere(shell))('a verb, a view with blanks and a file are offered', { timeout: 60_000 }, async () => {
    const says = { bash: '', zsh: ':move issues to another status', fish: '\tmove issues to another status' }[shell]
    expect(await offered('issue', 'tr')).toEqual([`transition${says}`])
    const [view = ''] = await offered('issue', 'list', '--view', 'All')
    expect(view).toMatch({ bash: /^All\\ open$/, zsh: /^All open:/, fish: /^All open\t/ }[shell])
    const [file] = await offered('issue', 'attach', 'PAY-1', 'mmd')
    expect(file).toBe({ bash: undefined, zsh: 'files', fish: 'mmd-tui' }[shell])
  })
})
