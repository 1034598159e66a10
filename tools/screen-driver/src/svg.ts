import type { Cell } from './cell.ts'
import type { Screen } from './screen.ts'
import { drawGlyph, drawRule, short } from './svg-glyphs.ts'
import { blend, colourIn, darkTheme, type SvgTheme } from './svg-theme.ts'

/** How to draw a screen. */
export interface SvgOptions {
  /** Words in the bar above the screen. Default: the screen's own title. */
  readonly title?: string
  /** Default: a calm dark one. */
  readonly theme?: SvgTheme
}

/** What of a screen is drawn. */
export type SvgSubject = Pick<Screen, 'cells' | 'cursor' | 'cols' | 'rows' | 'title'>

/** Cell and frame measures in user units; the cell is as wide as common monospace fonts are at this size. */
export const cell = { width: 8.4, height: 18, baseline: 13.5, font: 14 }
export const frame = { padding: 14, bar: 36, radius: 10, dot: 6 }
export const fonts =
  "ui-monospace, 'JetBrains Mono', 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"

/** What cells have in common that are drawn together. */
interface Look {
  readonly fill: string
  readonly back: string
  readonly attributes: string
}

/** Neighbouring cells of one look. */
interface Run extends Look {
  readonly column: number
  width: number
  text: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is safe in XML: markup escaped, characters that XML 1.0 does not allow replaced. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => escapes[character] ?? character)

const lookOf = (drawn: Cell, theme: SvgTheme): Look => {
  const front = colourIn(theme, drawn.foreground, theme.foreground)
  const behind = colourIn(theme, drawn.background, theme.background)
  const [ink, back] = drawn.inverse ? [behind, front] : [front, behind]
  const lines = [
    drawn.underline || drawn.link !== undefined ? 'underline' : '',
    drawn.strikethrough ? 'line-through' : '',
  ]
  const decoration = lines.filter(Boolean).join(' ')
  return {
    fill: drawn.hidden ? back : drawn.dim ? blend(ink, back, 0.6) : ink,
    back,
    attributes: [
      drawn.bold ? ' font-weight="700"' : '',
      drawn.italic ? ' font-style="italic"' : '',
      decoration === '' ? '' : ` text-decoration="${decoration}"`,
    ].join(''),
  }
}

const isSameLook = (one: Look, other: Look): boolean =>
  one.fill === other.fill && one.back === other.back && one.attributes === other.attributes

/** Only plain characters may share a run, or one repeated character: fonts disagree about the width of all others. */
const isPlain = (text: string): boolean => /^[\x20-\x7e\u00a0-\u024f]*$/.test(text)

const mayJoin = (run: string, next: string): boolean =>
  (isPlain(run) && isPlain(next)) || (/^[─━]+$/.test(run) && run.startsWith(next))

const runsOf = (row: readonly Cell[], theme: SvgTheme): readonly Run[] => {
  const runs: Run[] = []
  for (const [column, drawn] of row.entries()) {
    if (drawn.width === 0) continue
    const look = lookOf(drawn, theme)
    const last = runs.at(-1)
    if (last !== undefined && isSameLook(last, look) && mayJoin(last.text, drawn.text)) {
      last.text += drawn.text
      last.width += drawn.width
    } else runs.push({ ...look, column, width: drawn.width, text: drawn.text })
  }
  return runs
}

/** Neighbouring backgrounds of one colour, drawn as one rectangle so that no seams show. */
const backgroundsOf = (runs: readonly Run[], theme: SvgTheme): readonly Pick<Run, 'column' | 'width' | 'back'>[] => {
  const merged: { column: number; width: number; back: string }[] = []
  for (const { column, width, back } of runs) {
    const last = merged.at(-1)
    if (last !== undefined && last.back === back && last.column + last.width === column) last.width += width
    else merged.push({ column, width, back })
  }
  return merged.filter(({ back }) => back !== theme.background)
}

const drawBackground = (part: Pick<Run, 'column' | 'width' | 'back'>, row: number): string =>
  `<rect x="${short(part.column * cell.width)}" y="${row * cell.height}" width="${short(part.width * cell.width)}" height="${cell.height}" fill="${part.back}"/>`

/** Renderers fold blanks that stand together, whatever the document says: make them such as may not be folded. */
const keepBlanks = (text: string): string => text.replace(/^ | $| {2,}/g, (blanks) => '\u00a0'.repeat(blanks.length))

/** Blanks at the ends are left out, unless a line goes through them; the length keeps each run on the grid. */
const drawText = (run: Run, row: number, theme: SvgTheme): string => {
  const [x, y] = [run.column * cell.width, row * cell.height]
  const [first = ''] = run.text
  const glyph = drawRule(first, x, y, run.width, cell, run.fill) ?? drawGlyph(run.text, x, y, cell, run.fill)
  if (glyph !== undefined) return glyph
  const isLined = run.attributes.includes('text-decoration')
  const start = isLined ? 0 : run.text.length - run.text.trimStart().length
  const text = isLined ? run.text : run.text.trim()
  if (text === '') return ''
  const width = isPlain(text) ? text.length : run.width
  const fill = run.fill === theme.foreground ? '' : ` fill="${run.fill}"`
  const place = `x="${short((run.column + start) * cell.width)}" y="${short(row * cell.height + cell.baseline)}"`
  return `<text ${place} textLength="${short(width * cell.width)}" lengthAdjust="spacingAndGlyphs"${fill}${run.attributes}>${escapeXml(keepBlanks(text))}</text>`
}

export const drawRows = (rows: readonly (readonly Cell[])[], theme: SvgTheme): string => {
  const runs = rows.map((row) => runsOf(row, theme))
  const backs = runs.flatMap((row, at) => backgroundsOf(row, theme).map((part) => drawBackground(part, at)))
  const texts = runs.flatMap((row, at) => row.map((run) => drawText(run, at, theme)))
  return [...backs, ...texts].filter(Boolean).join('\n')
}

export const drawFrame = (width: number, height: number, title: string, theme: SvgTheme): string => {
  const { radius, bar, dot } = frame
  const dots = theme.dots.map((fill, at) => `<circle cx="${22 + at * 20}" cy="${bar / 2}" r="${dot}" fill="${fill}"/>`)
  const caption = `<text x="${short(width / 2)}" y="${bar / 2 + 4.5}" text-anchor="middle" font-size="13" fill="${theme.caption}">${escapeXml(title)}</text>`
  return [
    `<rect x="0.5" y="0.5" width="${short(width - 1)}" height="${short(height - 1)}" rx="${radius}" fill="${theme.background}" stroke="${theme.edge}"/>`,
    `<path d="M1 ${bar}V${radius + 0.5}A${radius - 0.5} ${radius - 0.5} 0 0 1 ${radius + 0.5} 1H${short(width - radius - 0.5)}A${radius - 0.5} ${radius - 0.5} 0 0 1 ${short(width - 1)} ${radius + 0.5}V${bar}Z" fill="${theme.bar}"/>`,
    ...dots,
    ...(title === '' ? [] : [caption]),
  ].join('\n')
}

export const drawCursor = (screen: Pick<SvgSubject, 'cursor' | 'cols'>, theme: SvgTheme): string => {
  const { row, column, visible } = screen.cursor()
  if (!visible || column >= screen.cols) return ''
  const place = `x="${short(column * cell.width)}" y="${row * cell.height}"`
  return `<rect ${place} width="${cell.width}" height="${cell.height}" fill="${theme.foreground}" fill-opacity="0.55"/>\n`
}

/**
 * Draws a screen as one self-contained SVG document: a window with a title bar, every cell on an exact grid. The same
 * screen always gives the same bytes.
 */
export const toSvg = (screen: SvgSubject, { title = screen.title, theme = darkTheme }: SvgOptions = {}): string => {
  const width = screen.cols * cell.width + frame.padding * 2
  const height = screen.rows * cell.height + frame.bar + frame.padding * 2
  const origin = `translate(${frame.padding} ${frame.bar + frame.padding})`
  const size = `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${fonts}" font-size="${cell.font}">
<title>${escapeXml(title === '' ? 'A terminal' : title)}</title>
${drawFrame(width, height, title, theme)}
<g transform="${origin}" fill="${theme.foreground}">
${drawRows(screen.cells(), theme)}
${drawCursor(screen, theme)}</g>
</svg>
`
}
