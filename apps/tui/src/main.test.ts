import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { type Cli, createCli } from './commands/testing.ts'

let cli: Cli
beforeEach(() => {
  cli = createCli()
})
afterEach(() => cli[Symbol.dispose]())

describe('the program', () => {
  test('says in two lines that the screen needs a terminal', async () => {
    expect(await cli.run([])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'The screen needs a terminal\nFor scripts and pipes use mmd-tui issue list; mmd-tui --help lists the commands\n',
    })
  })

  test.each([['version'], ['--version']])('answers %s', async (...args) => {
    expect(await cli.run(args)).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' })
  })

  test('answers the version as JSON', async () => {
    expect(await cli.json(['version'])).toEqual({ version: manifest.version })
  })

  test('prints help on standard output', async () => {
    const { code, stdout, stderr } = await cli.run(['--help'])
    expect({ code, stderr, usage: stdout.startsWith('Usage: mmd-tui ') }).toEqual({ code: 0, stderr: '', usage: true })
  })

  test('prints wrong usage on standard error, as JSON when that was asked for', async () => {
    expect(await cli.run(['nonsense'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'There is no command “nonsense”\nmmd-tui --help lists commands and flags; so does --help after a command\n',
    })
    const { stderr } = await cli.run(['issue', 'list', '--limit', '0', '--json'])
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'usage', site: null, status: null, fields: {} } })
  })

  test('writes nothing to disk for the version, help and wrong usage', async () => {
    for (const args of [['version'], ['--help'], ['nonsense']]) await cli.run(args)
    expect(cli.readable()).toBe('')
  })
})

test('the stub answers the version without loading the program', async () => {
  const stub = spawn(process.execPath, [fileURLToPath(new URL('./bin.js', import.meta.url)), '--version'])
  let answer = ''
  for await (const chunk of stub.stdout) answer += String(chunk)
  expect(answer).toBe(`${manifest.version}\n`)
})
