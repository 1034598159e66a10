/**
 * Who may draw a picture: the terminal, by one of the protocols that there are for it, or we ourselves with half blocks.
 * `placeholders` is kitty's protocol behind tmux: text stands for the picture, and tmux does not know that it is there.
 */
export type TerminalWay = 'kitty' | 'placeholders' | 'iterm' | 'sixel'

export type Way = TerminalWay | 'blocks' | 'off'

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** Width and height in cells of the terminal. */
export interface CellBox {
  readonly columns: number
  readonly rows: number
}

/** How pictures are drawn in this terminal, and how large its cells are. */
export interface Ability {
  readonly way: Way
  readonly cell: PixelSize
}

/** What most fonts come near to; for protocols that scale by themselves. */
export const usualCell: PixelSize = { width: 10, height: 20 }

/** Larger pictures are made smaller before the terminal gets them; xterm cuts off sixels beyond this by itself. */
const largest: Readonly<Record<TerminalWay, PixelSize>> = {
  kitty: { width: 2000, height: 1400 },
  placeholders: { width: 2000, height: 1400 },
  iterm: { width: 2000, height: 1400 },
  sixel: { width: 1000, height: 1000 },
}

/** How large a picture becomes where there is this much room: never larger than it is, and at least a pixel. */
const fitted = (picture: PixelSize, room: PixelSize): PixelSize => {
  const scale = Math.min(1, room.width / picture.width, room.height / picture.height)
  return {
    width: Math.max(1, Math.floor(picture.width * scale)),
    height: Math.max(1, Math.floor(picture.height * scale)),
  }
}

/** Placeholders can number no more rows. */
const mostRows = 85

/** The room of so many cells in pixels, as far as a picture may use it. */
export const pixelRoom = (
  { columns, rows }: CellBox,
  { way, cell }: { readonly way: TerminalWay; readonly cell: PixelSize },
): PixelSize => ({
  width: Math.min(largest[way].width, columns * cell.width),
  height: Math.min(largest[way].height, Math.min(rows, mostRows) * cell.height),
})

/** The cells that a picture covers, at most `room`, and its size in pixels there. */
export const cellsOf = (
  picture: PixelSize,
  room: CellBox,
  ground: { readonly way: TerminalWay; readonly cell: PixelSize },
): { readonly box: CellBox; readonly pixels: PixelSize } => {
  const { cell } = ground
  const pixels = fitted(picture, pixelRoom(room, ground))
  return {
    pixels,
    box: {
      columns: Math.min(room.columns, Math.ceil(pixels.width / cell.width)),
      rows: Math.min(room.rows, Math.ceil(pixels.height / cell.height)),
    },
  }
}
