import { describe, expect, it } from 'vitest'
import { openForEditing, parseMarkdown } from './edit/index.ts'
import { layoutLazily } from './layout/layout.ts'
import { parseWiki, parseWikiLazily } from './wiki/parse.ts'
import { writeWiki } from './wiki/write.ts'

// No clock: what takes the square of its length runs into the time limit of a test.
describe('texts that nobody wrote by hand do not stall', () => {
  it.each(['[~', '[^', '{quote}', '\n* ', '\n|a|', '{*}', '*a _b '])(
    '%j a hundred thousand times over, written anew',
    (opener) => {
      const source = opener.repeat(100_000)
      const document = parseWiki(source)
      expect(writeWiki(document, source)).toBe(source)
      expect(writeWiki(document)).toBeTypeOf('string')
    },
  )

  it.each(['{quote}', '{panel}', '\n* ', '\n# ', '[~', '{code}'])('%j over and over, opened for editing', (opener) => {
    const text = { format: 'wiki', source: opener.repeat(100_000 / opener.length) } as const
    const editable = openForEditing(text)
    expect(editable.apply(editable.text)).toEqual(text)
  })

  it('documents nested hundreds of levels deep, opened for editing', () => {
    let node: object = { type: 'paragraph', content: [{ type: 'text', text: 'core' }] }
    for (let level = 0; level < 240; level += 1) node = { type: 'blockquote', content: [node] }
    const source = JSON.stringify({ type: 'doc', version: 1, content: [node] })
    expect(openForEditing({ format: 'adf', source })).toMatchObject({ how: 'raw' })
  })

  it.each(['{*}', '[~', '> ', '- ', '*', '_a ', '![', '[](', '`a', '~~', '\n| a ', '\n- ', ' '])(
    '%j over and over, as Markdown',
    (opener) => {
      expect(parseMarkdown(`first\n\n${opener.repeat(100_000 / opener.length)}`).blocks.length).toBeGreaterThan(0)
    },
  )

  it.each(['ก็', 'नि', 'x', '日', '👩‍👩‍👧', 'e\u0301'])(
    'a word of %j a hundred thousand times over is drawn a screen at a time',
    (sign) => {
      const window = layoutLazily(
        { blocks: [{ type: 'paragraph', content: [{ type: 'text', text: sign.repeat(100_000) }] }] },
        40,
      )
      const [first, second] = window.slice(0, 2)
      expect(first).toEqual(second)
      expect(window.progress.lines).toBeLessThan(10_000)
      expect(first?.[0]?.text.startsWith(sign)).toBe(true)
    },
  )

  it('a table of fifty thousand rows is read as far as it is looked at', () => {
    const row = '|one|*two*|three|'
    const source = `||a||b||c||\n${`${row}\n`.repeat(50_000)}after`
    const [first] = parseWikiLazily(source).blocks
    expect(first).toMatchObject({ type: 'table', continues: true, rows: { length: 500 } })
    const window = layoutLazily(parseWikiLazily(source), 80)
    expect(window.slice(0, 60)).toHaveLength(60)
    const document = parseWiki(source)
    expect(writeWiki(document, source)).toBe(source)
    expect(parseWiki(writeWiki(document)).blocks).toHaveLength(document.blocks.length)
    // The parts stand right below one another.
    expect(window.slice(495, 510).every((line) => line.length > 0)).toBe(true)
  })
})
