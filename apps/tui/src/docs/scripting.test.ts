import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../commands/program.ts'
import { exitCodes } from '../present-error.ts'

const page = readFileSync(new URL('../../../../docs/scripting.md', import.meta.url), 'utf8')
const environment = readFileSync(new URL('../config/environment.ts', import.meta.url), 'utf8')

/** The rows of the table that begins with this heading, cell by cell. */
const tableOf = (heading: string): readonly (readonly string[])[] => {
  const [, below = ''] = page.split(`\n${heading}\n`)
  const [table = ''] = below.split('\n\n')
  return table
    .split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** Every command as it is typed: `issue list`. */
const commands = (): readonly string[] => {
  const groups = createProgram('1.2.3', [], () => undefined).commands.map((command) => command.name())
  const program = createProgram('1.2.3', groups, () => undefined)
  return program.commands.flatMap((one) =>
    one.commands.length === 0 ? [one.name()] : one.commands.map((verb) => `${one.name()} ${verb.name()}`),
  )
}

/** What only the completion of a shell calls. */
const internal = new Set(['complete'])

describe('the page about scripts', () => {
  test.each(commands().filter((name) => !internal.has(name)))('has the command %s', (name) => {
    expect(page).toMatch(new RegExp(`(?:mmd-tui (?:--site \\w+ )?|\`)${name}(?![\\w-])`))
  })

  test('has each exit code of the program, and no other', () => {
    const ended = 143
    const listed = tableOf('| exit code | meaning |').map(([code]) => Number(code))
    expect(listed).toEqual([...Object.values(exitCodes), ended])
  })

  test('has each variable of its own that the program reads, and no other', () => {
    const read = [...environment.matchAll(/env\['(MMD_[A-Z_]+)'\]/g)].map(([, name = '']) => name)
    const listed = tableOf('| variable | meaning |').flatMap(([names = '']) =>
      [...names.matchAll(/`(MMD_[A-Z_]+)`/g)].map(([, name = '']) => name),
    )
    expect(new Set(listed)).toEqual(new Set(read))
    expect(listed).toHaveLength(new Set(listed).size)
  })

  test('has the global flags', () => {
    const flags = createProgram('1.2.3', [], () => undefined).options.flatMap(({ long }) => long ?? [])
    expect(flags.filter((flag) => !page.includes(flag) && flag !== '--version')).toEqual([])
  })
})
