/** Sides of a cell that a line leaves it by. */
type Side = 'up' | 'right' | 'down' | 'left'

/** A line character: where its lines go, how thick they are, and whether they meet in a curve. */
interface LineGlyph {
  readonly sides: readonly Side[]
  readonly stroke: 'light' | 'heavy'
  readonly isRound: boolean
}

const corners: Readonly<Record<string, readonly Side[]>> = {
  '─━╌┄': ['left', 'right'],
  '│┃╎┆': ['up', 'down'],
  '┌┏╭': ['right', 'down'],
  '┐┓╮': ['left', 'down'],
  '└┗╰': ['up', 'right'],
  '┘┛╯': ['up', 'left'],
  '├┣': ['up', 'right', 'down'],
  '┤┫': ['up', 'down', 'left'],
  '┬┳': ['right', 'down', 'left'],
  '┴┻': ['up', 'right', 'left'],
  '┼╋': ['up', 'right', 'down', 'left'],
  '╴╸': ['left'],
  '╵╹': ['up'],
  '╶╺': ['right'],
  '╷╻': ['down'],
}

const heavy = new Set('━┃┏┓┗┛┣┫┳┻╋╸╹╺╻')
const round = new Set('╭╮╰╯')

const lineGlyphs = new Map<string, LineGlyph>(
  Object.entries(corners).flatMap(([characters, sides]) =>
    Array.from(characters, (character): [string, LineGlyph] => [
      character,
      { sides, stroke: heavy.has(character) ? 'heavy' : 'light', isRound: round.has(character) },
    ]),
  ),
)

/** A filled part of a cell, in shares of its width and height. */
interface BlockGlyph {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const lowerBlocks = Array.from('▁▂▃▄▅▆▇█', (character, at): [string, BlockGlyph] => [
  character,
  { left: 0, top: 1 - (at + 1) / 8, width: 1, height: (at + 1) / 8 },
])
const leftBlocks = Array.from('▏▎▍▌▋▊▉', (character, at): [string, BlockGlyph] => [
  character,
  { left: 0, top: 0, width: (at + 1) / 8, height: 1 },
])
const blockGlyphs = new Map<string, BlockGlyph>([
  ...lowerBlocks,
  ...leftBlocks,
  ['▀', { left: 0, top: 0, width: 1, height: 0.5 }],
  ['▐', { left: 0.5, top: 0, width: 0.5, height: 1 }],
])

/** Size of a cell in user units. */
export interface CellSize {
  readonly width: number
  readonly height: number
}

/** A number with at most two decimals, so that pictures do not change with rounding noise. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

const linePath = ({ sides, isRound }: LineGlyph, x: number, y: number, size: CellSize): string => {
  const [middleX, middleY] = [x + size.width / 2, y + size.height / 2]
  const ends: Record<Side, string> = {
    up: `${short(middleX)} ${short(y)}`,
    right: `${short(x + size.width)} ${short(middleY)}`,
    down: `${short(middleX)} ${short(y + size.height)}`,
    left: `${short(x)} ${short(middleY)}`,
  }
  const middle = `${short(middleX)} ${short(middleY)}`
  const [one, other] = sides
  if (isRound && one !== undefined && other !== undefined) return `M${ends[one]}Q${middle} ${ends[other]}`
  return sides.map((side) => `M${ends[side]}L${middle}`).join('')
}

/**
 * Draws a line or block character as geometry, because fonts leave gaps between the cells. `x` and `y` are the cell's
 * corner. Undefined for any other character.
 */
export const drawGlyph = (character: string, x: number, y: number, size: CellSize, ink: string): string | undefined => {
  const line = lineGlyphs.get(character)
  if (line !== undefined) {
    const width = line.stroke === 'heavy' ? 2.4 : 1.2
    return `<path d="${linePath(line, x, y, size)}" fill="none" stroke="${ink}" stroke-width="${width}"/>`
  }
  const block = blockGlyphs.get(character)
  if (block === undefined) return undefined
  const place = `x="${short(x + block.left * size.width)}" y="${short(y + block.top * size.height)}"`
  return `<rect ${place} width="${short(block.width * size.width)}" height="${short(block.height * size.height)}" fill="${ink}"/>`
}

/** The characters of a row of `count` equal horizontal lines as one stroke; undefined for any other character. */
export const drawRule = (
  character: string,
  x: number,
  y: number,
  count: number,
  size: CellSize,
  ink: string,
): string | undefined => {
  const line = lineGlyphs.get(character)
  if (line === undefined || line.sides.join() !== 'left,right') return undefined
  const width = line.stroke === 'heavy' ? 2.4 : 1.2
  const path = `M${short(x)} ${short(y + size.height / 2)}H${short(x + count * size.width)}`
  return `<path d="${path}" stroke="${ink}" stroke-width="${width}"/>`
}
