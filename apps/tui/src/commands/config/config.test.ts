import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

const cliWith = (text?: string): { readonly cli: InlineCli; readonly file: string } => {
  const cli = createInlineCli()
  onTestFinished(() => cli[Symbol.dispose]())
  const file = join(cli.home, 'config/config.yaml')
  mkdirSync(join(cli.home, 'config'))
  if (text !== undefined) writeFileSync(file, text)
  return { cli, file }
}

describe('config', () => {
  test('path says where the file is, and whether it is there', async () => {
    const { cli, file } = cliWith()
    expect(await cli.run(['config', 'path'])).toMatchObject({ code: 0, stdout: `${file}\n` })
    expect(await cli.json(['config', 'path'])).toEqual({ file, exists: false })
    writeFileSync(file, '')
    expect(await cli.json(['config', 'path'])).toEqual({ file, exists: true })
  })

  test('check tells each mistake in two lines, and ends with 2', async () => {
    const { cli, file } = cliWith('theme: drak\nmouse: false\nkeys: { view.next: "[" }\n')
    const { code, stdout } = await cli.run(['config', 'check'])
    expect(code).toBe(2)
    expect(stdout.split('\n')).toEqual([
      `${file}:1:8: theme is “drak”`,
      expect.stringContaining('  Did you mean dark? '),
      expect.stringMatching(/3:9: \[ is view\.next \(.*\), no longer view\.previous \(/),
      '  Give one of the two another key, or false',
      '',
    ])
    expect(JSON.parse((await cli.run(['config', 'check', '--json'])).stdout)).toMatchObject({
      ok: false,
      problems: [{ line: 1, column: 8, path: 'theme', message: 'theme is “drak”' }, { line: 3 }],
    })
  })

  test('check has nothing to say of a file that is right, or not there', async () => {
    const { cli, file } = cliWith('theme: dark\n')
    expect(await cli.run(['config', 'check'])).toMatchObject({ code: 0, stdout: `${file} has no mistakes\n` })
    expect((await cliWith().cli.run(['config', 'check'])).code).toBe(0)
  })

  test('keys says the keys of every action, those of the file and of macros too', async () => {
    const { cli } = cliWith(
      'keys: { issue.assign: [ctrl-g], view.next: false }\nmacros: { mine: { key: "%", actions: [{ comment: hello }] } }\n',
    )
    const listed = await cli.json<readonly { readonly action: string; readonly keys: readonly string[] }[]>([
      'config',
      'keys',
    ])
    const keysOf = (id: string) => listed.find(({ action }) => action === id)?.keys
    expect(listed).toContainEqual({
      action: 'list.filter',
      scope: 'triage',
      group: 'List',
      title: expect.any(String),
      keys: ['/'],
    })
    expect([keysOf('issue.assign'), keysOf('view.next'), keysOf('section.top')]).toEqual([['ctrl-g'], [], ['g g']])
    expect(listed.at(-1)).toMatchObject({ keys: ['%'] })
    expect((await cli.run(['config', 'keys'])).stdout).toMatch(
      /^list\.filter +\/ +triage +List +Filter what is shown$/m,
    )
  })

  test('edit begins with a file in which everything is explained, with the schema beside it', async () => {
    const { cli, file } = cliWith()
    const env = { EDITOR: `sh -c 'echo "mouse: false" >> "$1"' sh` }
    const { code, stdout } = await cli.run(['config', 'edit'], { env, typing: [] })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${file} is saved\r\n`.replace('\r', '') })
    const text = readFileSync(file, 'utf8')
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text) ?? []
    expect(existsSync(new URL(schema))).toBe(true)
    expect(text).toMatch(/\nmouse: false\n$/)
    // Every example in it is right as it stands.
    const examples = text.replace(/\nmouse: false\n$/, '\n')
    writeFileSync(file, examples.replaceAll(/^# (?=[a-zA-Z]+:(?! \$)|[ -] )/gm, ''))
    expect(await cli.run(['config', 'check'])).toMatchObject({ stdout: expect.stringMatching(/no mistakes|no longer/) })
  })

  test('edit looks for mistakes afterwards, and opens the same text again', async () => {
    const { cli, file } = cliWith('theme: dark\n')
    const env = { EDITOR: `sh -c 'grep -q pink "$1" && echo "theme: light" > "$1" || echo "theme: pink" > "$1"' sh` }
    const again = await cli.run(['config', 'edit'], { env, typing: [{ at: /again\? \(y\/n\)/, type: 'y' }] })
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('config.yaml:1:8: theme is “pink”')
    expect(readFileSync(file, 'utf8')).toBe('theme: light\n')
    const left = await cli.run(['config', 'edit'], { env, typing: [{ at: /again\? \(y\/n\)/, type: 'n' }] })
    expect(left.code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('theme: pink\n')
  })

  test('edit needs a terminal, and an editor that does not fail', async () => {
    const { cli, file } = cliWith('theme: dark\n')
    expect((await cli.run(['config', 'edit'])).code).toBe(2)
    expect((await cli.run(['config', 'edit'], { env: { EDITOR: 'false' }, typing: [] })).code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('theme: dark\n')
  })
})
