import { anchored } from './anchored.ts'
import { createMemo } from './memo.ts'
import { simpleWidth } from './simple-line.ts'

/** One cell of Ink's grid: a character with its styles, or the empty second half of a wide one. */
interface Cell {
  readonly type: string
  readonly value: string
  readonly fullWidth: boolean
  readonly styles: readonly unknown[]
}

/** Half-open bounds in cells; an absent bound does not limit. */
interface Clip {
  readonly x1?: number | undefined
  readonly x2?: number | undefined
  readonly y1?: number | undefined
  readonly y2?: number | undefined
}

type Transformer = (line: string, index: number) => string

interface Write {
  readonly type: 'write'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly transformers: readonly Transformer[]
}

type Operation = Write | { readonly type: 'clip'; readonly clip: Clip } | { readonly type: 'unclip' }

/** What is used of Ink's own `Output`, which stays as it is. */
interface InkOutput {
  readonly operations: readonly Operation[]
  readonly width: number
  readonly height: number
  readonly caches: {
    readonly getStyledChars: (line: string) => readonly Cell[]
    readonly getStringWidth: (text: string) => number
    readonly getWidestLine: (text: string) => number
  }
  readonly sliceLineToColumns: (line: string, from: number, to: number) => string
  get(): { readonly output: string; readonly height: number }
}

/** The pieces of Ink's `output.js` that the cached form is built of. */
export interface OutputParts {
  readonly Output: new (...parameters: never[]) => InkOutput
  readonly intersectClips: (outer: Clip | undefined, inner: Clip) => Clip
  readonly isClipEmpty: (clip: Clip) => boolean
  readonly blankCell: (cell: Cell) => Cell
  readonly styledCharsToString: (cells: readonly Cell[]) => string
}

/** A piece of a row as it is to be laid in the grid: everything that its cells depend on. */
interface Piece {
  readonly x: number
  readonly line: string
}

// Some ten screens of 200 by 50 with colours; two generations of each are kept.
const limit = 400_000
const blank: Cell = Object.freeze({ type: 'char', value: ' ', fullWidth: false, styles: Object.freeze([]) })
const plainText = /^[\n -~]*$/

/** Simple lines beside one another, none over another, are a row as they are. Undefined where it takes a grid. */
const joined = (pieces: readonly Piece[], width: number): string | undefined => {
  let row = ''
  let column = 0
  for (const { x, line } of pieces) {
    const length = simpleWidth(line)
    if (length === undefined || x < column || x + length > width) return undefined
    row += ' '.repeat(x - column) + line
    column = x + length
  }
  return row.trimEnd()
}

/**
 * Ink's `Output` that puts simple lines together as they are, and remembers the finished text of each other row by what was
 * written in it. What the rows show is the same, and stays in its columns where a terminal counts cells in another way.
 */
export const rowCached = (parts: OutputParts): OutputParts['Output'] => {
  const linesOfText = createMemo<readonly string[]>(limit, (lines) => lines.reduce((sum, line) => sum + line.length, 0))
  const widthOfText = createMemo<number>(limit, () => 1)
  const widthOfLine = createMemo<number>(limit, () => 1)
  const cutLines = createMemo<string>(limit, (line) => line.length)
  const rows = createMemo<string>(limit, (row) => row.length)

  const blankOut = (cells: Cell[], from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const cell = cells[at]
      if (cell !== undefined) cells[at] = parts.blankCell(cell)
    }
  }

  return class extends parts.Output {
    override get(): { readonly output: string; readonly height: number } {
      const pieces: Piece[][] = []
      for (let y = 0; y < this.height; y++) pieces.push([])
      const clips: Clip[] = []
      for (const operation of this.operations) {
        if (operation.type === 'clip') clips.push(parts.intersectClips(clips.at(-1), operation.clip))
        else if (operation.type === 'unclip') clips.pop()
        else this.#collect(pieces, operation, clips.at(-1))
      }
      return { output: pieces.map((row) => this.#rowText(row)).join('\n'), height: pieces.length }
    }

    #collect(pieces: Piece[][], operation: Write, clip: Clip | undefined): void {
      const visible = this.#visibleLines(operation, clip)
      if (!visible) return
      for (const [index, original] of visible.lines.entries()) {
        const row = pieces[visible.y + index]
        if (!row) continue
        let line = original
        // A transformer may depend on anything, so it runs on each frame, in Ink's order.
        for (const transform of operation.transformers) line = transform(line, index + visible.y - operation.y)
        row.push({ x: visible.x, line })
      }
    }

    #visibleLines(
      { x, y, text, transformers }: Write,
      clip: Clip | undefined,
    ): (Pick<Write, 'x' | 'y'> & { lines: readonly string[] }) | undefined {
      if (clip && parts.isClipEmpty(clip)) return undefined
      // A transformer gets the line in Ink's words.
      const simple = transformers.length === 0 ? simpleWidth(text) : undefined
      let lines = simple === undefined ? this.#linesOf(text) : [text]
      const { x1, x2, y1, y2 } = clip ?? {}
      if (typeof x1 === 'number' && typeof x2 === 'number') {
        const width = simple ?? widthOfText.get(text, () => this.caches.getWidestLine(text))
        if (x + width < x1 || x > x2) return undefined
      }
      if (typeof y1 === 'number' && typeof y2 === 'number' && (y + lines.length < y1 || y > y2)) return undefined
      let left = x
      if (typeof x1 === 'number' && typeof x2 === 'number') {
        const isWhole = simple !== undefined && x >= x1 && x + simple <= x2
        if (!isWhole) lines = lines.map((line) => this.#cut(line, x, x1, x2))
        left = Math.max(x, x1)
      }
      if (typeof y1 !== 'number' || typeof y2 !== 'number') return { x: left, y, lines }
      const to = y + lines.length > y2 ? y2 - y : lines.length
      return { x: left, y: Math.max(y, y1), lines: lines.slice(y < y1 ? y1 - y : 0, to) }
    }

    #linesOf(text: string): readonly string[] {
      if (plainText.test(text)) return text.split('\n')
      return linesOfText.get(text, () => {
        const lines: Cell[][] = [[]]
        for (const cell of this.caches.getStyledChars(text)) {
          if (cell.value === '\n') lines.push([])
          else lines.at(-1)?.push(cell)
        }
        return lines.map((line) => parts.styledCharsToString(line))
      })
    }

    #cut(line: string, x: number, x1: number, x2: number): string {
      const width = widthOfLine.get(line, () => this.caches.getStringWidth(line))
      const from = x < x1 ? x1 - x : 0
      const to = x + width > x2 ? x2 - x : width
      return cutLines.get(`${from},${to},${line}`, () => this.sliceLineToColumns(line, from, to))
    }

    #rowText(pieces: readonly Piece[]): string {
      const simple = joined(pieces, this.width)
      if (simple !== undefined) return simple
      // The length before each line keeps the key unambiguous whatever the lines hold.
      let key = `${this.width}`
      for (const { x, line } of pieces) key += `,${x},${line.length},${line}`
      return rows.get(key, () => {
        const cells: Cell[] = []
        for (let x = 0; x < this.width; x++) cells.push(blank)
        for (const piece of pieces) this.#lay(cells, piece)
        const placed = cells.map((cell, x) => {
          const value = anchored(cell.value, x, (text) => this.caches.getStringWidth(text))
          return value === cell.value ? cell : { ...cell, value }
        })
        return parts.styledCharsToString(placed.filter((cell) => cell !== undefined)).trimEnd()
      })
    }

    /**
     * Lays a line in the cells of its row, as Ink does: the rest of a wide character that is cut becomes blanks, also where it
     * is wider than the two cells that Ink thinks of.
     */
    #lay(cells: Cell[], { x, line }: Piece): void {
      const characters = this.caches.getStyledChars(line)
      if (characters.length === 0) return
      let column = x
      let cut = column
      while (cut > 0 && cells[cut]?.value === '') cut--
      const base = cells[cut]
      if (base !== undefined && this.caches.getStringWidth(base.value) > column - cut) blankOut(cells, cut, column)
      for (const character of characters) {
        cells[column] = character
        const width = Math.max(1, this.caches.getStringWidth(character.value))
        for (let offset = 1; offset < width; offset++) {
          const value = column < 0 ? ' ' : ''
          cells[column + offset] = { type: 'char', value, fullWidth: false, styles: character.styles }
        }
        column += width
      }
      let rest = column
      while (cells[rest]?.value === '') rest++
      blankOut(cells, column, rest)
    }
  }
}
