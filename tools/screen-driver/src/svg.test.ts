import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from './cell.ts'
import { openFixture } from './fixture.ts'
import { escapeXml, type SvgSubject, toSvg } from './svg.ts'
import { blend, colourIn, darkTheme } from './svg-theme.ts'

const plain: Cell = {
  text: ' ',
  width: 1,
  link: undefined,
  foreground: { kind: 'default' },
  background: { kind: 'default' },
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strikethrough: false,
  blink: false,
  hidden: false,
}

const cellsOf = (text: string, style: Partial<Cell> = {}): readonly Cell[] =>
  Array.from(text, (character) => ({ ...plain, text: character, ...style }))

const picture = (...rows: readonly (readonly Cell[])[]): SvgSubject => ({
  cells: () => rows,
  cursor: () => ({ row: 0, column: 0, visible: false }),
  cols: 10,
  rows: 2,
  title: 'mmd-tui',
})

describe('a picture of a screen', () => {
  it('is one SVG document in a window with three dots and a title', () => {
    const svg = toSvg(picture(cellsOf('hello')))
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="112" height="100" viewBox="0 0 112 100"/)
    expect(svg.match(/<circle /g)).toHaveLength(3)
    expect(svg).toContain('<title>mmd-tui</title>')
    expect(svg).toContain('textLength="42" lengthAdjust="spacingAndGlyphs">hello</text>')
    expect(svg.endsWith('</svg>\n')).toBe(true)
  })

  it('needs nothing from outside', () => {
    const svg = toSvg(picture(cellsOf('hello')))
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|<script|<image|@import/)
  })

  it('escapes text and title', () => {
    const svg = toSvg(picture(cellsOf('<a&"b">')), { title: '</title><script>' })
    expect(svg).toContain('&lt;a&amp;&quot;b&quot;&gt;</text>')
    expect(svg).not.toContain('<script>')
  })

  it('keeps blanks that stand together', () => {
    expect(toSvg(picture(cellsOf('  a   b c')))).toContain(
      '<text x="16.8" y="13.5" textLength="58.8" lengthAdjust="spacingAndGlyphs">a\u00a0\u00a0\u00a0b c</text>',
    )
  })

  it('swaps ink and background where the cell is inverse', () => {
    const svg = toSvg(picture(cellsOf('x', { inverse: true, foreground: { kind: 'palette', index: 2 } })))
    expect(svg).toContain(`<rect x="0" y="0" width="8.4" height="18" fill="${darkTheme.palette[2]}"/>`)
    expect(svg).toContain(`fill="${darkTheme.background}">x</text>`)
  })

  it('gives a wide character two columns and keeps what follows on the grid', () => {
    const wide: Cell = { ...plain, text: '漢', width: 2 }
    const svg = toSvg(picture([wide, { ...plain, text: '', width: 0 }, ...cellsOf('ab')]))
    expect(svg).toContain('<text x="0" y="13.5" textLength="16.8" lengthAdjust="spacingAndGlyphs">漢</text>')
    expect(svg).toContain('<text x="16.8" y="13.5" textLength="16.8" lengthAdjust="spacingAndGlyphs">ab</text>')
  })

  it('draws lines and blocks as geometry that joins between cells', () => {
    const svg = toSvg(picture(cellsOf('┌──╮'), cellsOf('│▌━')))
    expect(svg).toContain('d="M8.4 9L4.2 9M4.2 18L4.2 9"')
    expect(svg).toContain('d="M8.4 9H25.2"')
    expect(svg).toContain('d="M25.2 9Q29.4 9 29.4 18"')
    expect(svg).toContain(`<rect x="8.4" y="18" width="4.2" height="18" fill="${darkTheme.foreground}"/>`)
    expect(svg).toContain('d="M16.8 27H25.2" stroke="#d5dae3" stroke-width="2.4"')
    expect(svg).not.toMatch(/[┌─╮│▌━]/)
  })

  it('draws weight, slant, lines and dimness', () => {
    const svg = toSvg(
      picture([
        ...cellsOf('b', { bold: true }),
        ...cellsOf('i', { italic: true }),
        ...cellsOf('u', { underline: true, strikethrough: true }),
        ...cellsOf('d', { dim: true }),
      ]),
    )
    expect(svg).toContain(' font-weight="700">b<')
    expect(svg).toContain(' font-style="italic">i<')
    expect(svg).toContain(' text-decoration="underline line-through">u<')
    expect(svg).toContain(` fill="${blend(darkTheme.foreground, darkTheme.background, 0.6)}">d<`)
  })

  it('does not show hidden text as readable ink', () => {
    const svg = toSvg(picture(cellsOf('secret', { hidden: true })))
    expect(svg).toContain(`fill="${darkTheme.background}">secret<`)
  })

  it('is the same for the same screen of a real program', async () => {
    await using screen = await openFixture('draw', ['\\e[44;97m Inbox \\e[0m \\e[2mPAY-1412\\e[0m 漢 \\e[?25l'])
    await screen.waitForText('漢')
    await screen.waitIdle()
    expect(toSvg(screen)).toBe(toSvg(screen))
    expect(toSvg(screen)).toContain(`fill="${darkTheme.palette[15]}">Inbox</text>`)
  })
})

describe('colours', () => {
  it('come from the theme, the cube, the greys, or as they are', () => {
    const at = (index: number): string => colourIn(darkTheme, { kind: 'palette', index }, '#000000')
    expect([at(1), at(16), at(196), at(231), at(232), at(255)]).toEqual([
      darkTheme.palette[1],
      '#000000',
      '#ff0000',
      '#ffffff',
      '#080808',
      '#eeeeee',
    ])
    expect(colourIn(darkTheme, { kind: 'rgb', value: 0x0a0b0c }, '#ffffff')).toBe('#0a0b0c')
    expect(colourIn(darkTheme, { kind: 'default' }, '#123456')).toBe('#123456')
  })

  it('are always six digits', () => {
    const colour = fc.oneof(
      fc.record({ kind: fc.constant('palette' as const), index: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ kind: fc.constant('rgb' as const), value: fc.integer({ min: 0, max: 0xffffff }) }),
    )
    fc.assert(
      fc.property(colour, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        expect(blend(colourIn(darkTheme, asked, '#000000'), '#ffffff', share)).toMatch(/^#[0-9a-f]{6}$/)
      }),
    )
  })
})

describe('escaping', () => {
  it('leaves nothing that XML forbids or reads as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeXml(text)).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })
})
