import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes'
import headless, { type IBufferCell, type Terminal } from '@xterm/headless'
import type { Cell, CellColour } from './cell.ts'
import { answerGraphics, type TerminalGraphics } from './graphics-answers.ts'
import { createWholeFrames } from './whole-frames.ts'

/** Where the cursor is, from 0, and whether it is shown (DECTCEM). */
export interface Cursor {
  readonly row: number
  readonly column: number
  readonly visible: boolean
}

/** What a terminal shows and remembers, fed with a program's output. */
export interface TerminalModel {
  /** Interprets output; `parsed` is called when the screen shows it. A frame is shown when all of it has come, as terminals do. */
  write(chunk: Uint8Array, parsed: () => void): void
  /** No more will be written: what is there of a frame is shown too. */
  end(parsed: () => void): void
  resize(cols: number, rows: number): void
  cells(): readonly (readonly Cell[])[]
  /** The lines of the screen without the blanks at their ends, one for each row. */
  lines(): readonly string[]
  cursor(): Cursor
  readonly cols: number
  readonly rowCount: number
  readonly alternateScreen: boolean
  readonly applicationCursor: boolean
  readonly bracketedPaste: boolean
  /** The last title that was set (OSC 0 and 2). */
  readonly title: string
  /** The last text that was put on the clipboard (OSC 52). */
  readonly clipboard: string | undefined
}

/** Size and looks of the terminal; `answer` gets what it sends back to the program when asked something. */
export interface TerminalModelOptions {
  readonly cols: number
  readonly rows: number
  readonly background: 'dark' | 'light'
  /** Which pictures it says that it can draw; none are drawn. Default none. */
  readonly graphics?: TerminalGraphics
  readonly answer: (bytes: string) => void
}

const foregrounds = { dark: 'd8d8/dede/e9e9', light: '2e2e/3434/4040' }
const backgrounds = { dark: '1c1c/2020/2828', light: 'fafa/fafa/fafa' }

/** What the public interface of the terminal leaves out; both are there in the version that package.json pins. */
interface WithLinkId {
  readonly extended?: { readonly urlId?: number }
}
interface WithCore {
  readonly _core: {
    readonly _oscLinkService: { getLinkData(id: number): { readonly uri: string } | undefined }
    readonly coreService: { readonly isCursorHidden: boolean }
  }
}

const colourOf = (isDefault: boolean, isRgb: boolean, value: number): CellColour => {
  if (isDefault) return { kind: 'default' }
  return isRgb ? { kind: 'rgb', value } : { kind: 'palette', index: value }
}

const toCell = (cell: IBufferCell, linkOf: (cell: IBufferCell) => string | undefined): Cell => {
  const width = cell.getWidth()
  return {
    text: cell.getChars() || (width === 0 ? '' : ' '),
    width: width === 0 ? 0 : width === 2 ? 2 : 1,
    link: linkOf(cell),
    foreground: colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    background: colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
    blink: cell.isBlink() !== 0,
    hidden: cell.isInvisible() !== 0,
  }
}

/** Colour questions (OSC 10, 11) are a window's matter, so the headless terminal leaves them to us. */
const answerColours = (terminal: Terminal, options: TerminalModelOptions): void => {
  const colours = new Map([
    [10, foregrounds[options.background]],
    [11, backgrounds[options.background]],
  ])
  for (const [number, colour] of colours)
    terminal.parser.registerOscHandler(number, (data) => {
      if (data === '?') options.answer(`\x1b]${number};rgb:${colour}\x1b\\`)
      return true
    })
}

/**
 * A terminal without a window, with the widths of a grapheme-aware one. It answers as xterm does: device attributes,
 * cursor position, modes, colours; like xterm it says nothing to the kitty keyboard question (`CSI ? u`).
 */
export const createTerminalModel = (options: TerminalModelOptions): TerminalModel => {
  const terminal = new headless.Terminal({
    cols: options.cols,
    rows: options.rows,
    allowProposedApi: true,
    scrollback: 5000,
  })
  terminal.loadAddon(new UnicodeGraphemesAddon())
  terminal.unicode.activeVersion = '15-graphemes'
  terminal.onData(options.answer)
  answerColours(terminal, options)
  const hearGraphics = answerGraphics(terminal, options.graphics ?? 'none', options.answer)

  let title = ''
  let clipboard: string | undefined
  terminal.onTitleChange((next) => (title = next))
  terminal.parser.registerOscHandler(52, (data) => {
    const payload = data.slice(data.indexOf(';') + 1)
    if (payload !== '?') clipboard = Buffer.from(payload, 'base64').toString('utf8')
    return true
  })

  // The terminal's own decoder loses a character when a chunk ends after a byte 0x80 of it, as the ellipsis has one.
  const decoder = new TextDecoder()
  const frames = createWholeFrames()
  const unshown: (() => void)[] = []
  const show = (text: string): void => {
    const shown = frames.isOpen ? [] : unshown.splice(0)
    terminal.write(text, () => shown.forEach((parsed) => parsed()))
  }
  const core = (terminal as unknown as WithCore)._core
  const linkOf = (cell: IBufferCell): string | undefined => {
    const id = (cell as WithLinkId).extended?.urlId ?? 0
    return id === 0 ? undefined : core._oscLinkService.getLinkData(id)?.uri
  }
  const bufferLines = () => {
    const buffer = terminal.buffer.active
    return Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.baseY + row))
  }

  return {
    write: (chunk, parsed) => {
      const text = decoder.decode(chunk, { stream: true })
      hearGraphics(text)
      unshown.push(parsed)
      show(frames.take(text))
    },
    end: (parsed) => {
      unshown.push(parsed)
      show(frames.rest())
    },
    resize: (cols, rows) => terminal.resize(cols, rows),
    cells: () =>
      bufferLines().map((line) =>
        Array.from({ length: terminal.cols }, (_, x) => line?.getCell(x)).flatMap((cell) =>
          cell === undefined ? [] : [toCell(cell, linkOf)],
        ),
      ),
    lines: () => bufferLines().map((line) => (line?.translateToString(true) ?? '').trimEnd()),
    cursor: () => ({
      row: terminal.buffer.active.cursorY,
      column: terminal.buffer.active.cursorX,
      visible: !core.coreService.isCursorHidden,
    }),
    get cols() {
      return terminal.cols
    },
    get rowCount() {
      return terminal.rows
    },
    get alternateScreen() {
      return terminal.buffer.active.type === 'alternate'
    },
    get applicationCursor() {
      return terminal.modes.applicationCursorKeysMode
    },
    get bracketedPaste() {
      return terminal.modes.bracketedPasteMode
    },
    get title() {
      return title
    },
    get clipboard() {
      return clipboard
    },
  }
}
