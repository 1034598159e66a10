/** A colour as the program asked for it; what it looks like is for the terminal's theme to say. */
export type CellColour =
  | { readonly kind: 'default' }
  /** 0–15 the theme's colours, 16–231 the cube, 232–255 the greys. */
  | { readonly kind: 'palette'; readonly index: number }
  /** 0xRRGGBB. */
  | { readonly kind: 'rgb'; readonly value: number }

/** How a cell is drawn. */
export interface CellStyle {
  readonly foreground: CellColour
  readonly background: CellColour
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly inverse: boolean
  readonly strikethrough: boolean
  readonly blink: boolean
  readonly hidden: boolean
}

/** One place on the screen. */
export interface Cell extends CellStyle {
  /** The grapheme; a blank where nothing was written, empty in the second half of a wide one. */
  readonly text: string
  /** Columns: 2 for a wide grapheme, 0 for its second half. */
  readonly width: 0 | 1 | 2
  /** Target of the OSC 8 hyperlink on it. */
  readonly link: string | undefined
}

/** A hyperlink on the screen: its target and the text that carries it. */
export interface ScreenLink {
  readonly url: string
  readonly text: string
  readonly row: number
  readonly column: number
}

/** The hyperlinks in rows of cells, top to bottom; a link that wraps is one entry per row. */
export const linksIn = (rows: readonly (readonly Cell[])[]): readonly ScreenLink[] =>
  rows.flatMap((cells, row) => {
    const links: { url: string; text: string; row: number; column: number }[] = []
    for (const [column, cell] of cells.entries()) {
      if (cell.link === undefined) continue
      const last = links.at(-1)
      if (last !== undefined && last.url === cell.link && cells[column - 1]?.link === cell.link) last.text += cell.text
      else links.push({ url: cell.link, text: cell.text, row, column })
    }
    return links
  })
