import { join } from 'node:path'
import { array, assert, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOriginal, packageFolder } from '../testing/patched-module.ts'
import { simpleWidth } from './simple-line.ts'

interface OutputModule {
  readonly default: new (size: {
    width: number
    height: number
  }) => {
    write(x: number, y: number, text: string, options: { transformers: readonly never[] }): void
    get(): { output: string }
  }
}

const { default: Output } = await loadOriginal<OutputModule>(join(packageFolder(['ink']), 'build', 'output.js'))

/** A line as Ink writes it, with what is behind it on the same row. */
const drawn = (line: string, behind: readonly [number, string]): string => {
  const output = new Output({ width: 200, height: 1 })
  output.write(0, 0, line, { transformers: [] })
  output.write(behind[0], 0, behind[1], { transformers: [] })
  return output.get().output
}

const opening = ['1', '2', '3', '4', '7', '9', '31', '94', '38;5;8', '38;2;1;2;3', '41', '103', '48;5;236', '1;4;33']
const closing = ['22', '23', '24', '27', '29', '39', '49', '0', '']
const graphics = constantFrom(...[...opening, ...closing].map((codes) => `\u001B[${codes}m`))
const piece = tuple(graphics, constantFrom('', ' ', 'PAY-1', 'Größe', '│ → •', '▸'), graphics).map((parts) =>
  parts.join(''),
)

describe('simpleWidth', () => {
  it('is the width of lines that stand by themselves, which show the same as they are', () => {
    let [simple, all] = [0, 0]
    assert(
      property(array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('')
        const styled = `${text}\u001B[0m`
        all += 1
        const width = simpleWidth(text)
        expect(simpleWidth(styled)).toBe(text.replaceAll(/\u001B\[[\d;]*m/g, '').length)
        if (width === undefined) return
        simple += 1
        expect(drawn(`${text}|`, [width, '|'])).toBe(drawn(styled, [width, '|']))
      }),
      { numRuns: 3000 },
    )
    expect(simple / all).toBeGreaterThan(0.05)
  })

  it.each([
    ['a wide character', 'ab漢'],
    ['an emoji', '🚀'],
    ['a line that does not end', 'a\nb'],
    ['a colour that is not closed', '\u001B[31mred'],
    ['a colour without its number', '\u001B[38;5mred\u001B[39m'],
    ['a link', '\u001B]8;;https://a.test\u0007a\u001B]8;;\u0007'],
    ['anything that moves', 'a\u001B[2Jb'],
    ['an underline of another form', '\u001B[4:3ma\u001B[24m'],
    ['a control character', 'a\u0007'],
    ['one of eight bits', 'a\u009B31m'],
  ])('does not take %s', (_, line) => expect(simpleWidth(line)).toBeUndefined())
})
