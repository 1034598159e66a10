import { createTerminalModel } from '@mmd/tools-screen-driver'
import { array, assert, asyncProperty, constantFrom, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simpleUpdate } from './simple-update.ts'

const columns = 26
const reset = '\u001B[0m'

const terminal = createTerminalModel({ cols: columns, rows: 1, background: 'dark', answer: () => undefined })

/** What a terminal's empty row shows after these were written, cell by cell. */
const shown = async (...written: readonly string[]): Promise<string> => {
  const bytes = Buffer.from(`${reset}\u001B[2J\u001B[H${written.join('')}`)
  await new Promise<void>((done) => terminal.write(bytes, done))
  return JSON.stringify(terminal.cells())
}

const styles = ['1', '2', '3', '22', '31', '94', '38;5;8', '38;2;1;2;3', '41', '48;5;236', '7', '27', '39', '49', '0']
const graphics = constantFrom('', ...styles.map((codes) => `\u001B[${codes}m`))
const piece = tuple(graphics, constantFrom('', ' ', '  ', 'PAY-1', 'Größe', '│', '▸ x')).map((parts) => parts.join(''))
const line = array(piece, { maxLength: 5 }).map((pieces) => `${pieces.join('')}${reset}`)

describe('simpleUpdate', () => {
  it('makes one line of another, whatever they are', async () => {
    await assert(
      asyncProperty(line, line, async (previous, next) => {
        const update = simpleUpdate(previous, next, columns) ?? 'not simple'
        expect(await shown(previous, update)).toBe(await shown(next))
      }),
      { numRuns: 1000 },
    )
  }, 60_000)

  it('writes what has changed and not what is between', () => {
    const [red, blue] = ['\u001B[31m', '\u001B[34m']
    const row = (count: string, name: string) => `${red}${count}${reset} a summary that stays ${blue}${name}${reset}`
    expect(simpleUpdate(row('1', 'Ada'), row('2', 'Ida'), 80)).toBe(
      `\u001B[1G${red}2${reset}\u001B[24G${blue}I${reset}`,
    )
  })

  it('goes from colour to colour without an end between them, and ends what the next one would not', () => {
    expect(simpleUpdate('', '\u001B[31ma\u001B[0m\u001B[34mb\u001B[0m\u001B[1mc\u001B[0m', 80)).toBe(
      '\u001B[1G\u001B[31ma\u001B[34mb\u001B[0m\u001B[1mc\u001B[0m',
    )
  })

  it('erases what a longer line leaves behind', () => {
    expect(simpleUpdate('PAY-1 gone', 'PAY-1', 80)).toBe('\u001B[7G\u001B[K')
  })

  it.each([
    ['wide characters', '漢字', 'a'],
    ['links', 'a', '\u001B]8;;https://a.test\u0007a\u001B]8;;\u0007'],
    ['lines beyond the last column', 'a', 'b'.repeat(columns + 1)],
  ])('leaves %s to Ink', (_, previous, next) => {
    expect(simpleUpdate(previous, next, columns)).toBeUndefined()
    expect(simpleUpdate(next, previous, columns)).toBeUndefined()
  })
})
