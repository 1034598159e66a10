import type { PixelSize, TerminalWay } from '../images/graphics/ways.ts'
import type { Pixels } from '../images/pixels.ts'

/** Who draws a picture: we with half blocks, of pixels that are few already, or the terminal, in room that is left for it. */
export type DrawnPicture =
  | { readonly by: 'blocks'; readonly pixels: Pixels }
  | {
      readonly by: 'terminal'
      readonly way: TerminalWay
      readonly cell: PixelSize
      readonly path: string
      readonly mostBytes: number
    }

/** A picture of an attachment. */
export interface PictureModal {
  readonly kind: 'picture'
  readonly id: number
  readonly title: string
  /** Its size in pixels and in bytes, in words. */
  readonly about: string
  /** Of the picture in the file. */
  readonly source: PixelSize
  readonly drawn: DrawnPicture
  /** Opens it with the system's program, and asks where to save it; the dialog is closed by then. */
  readonly onOpen: () => void
  readonly onSave: () => void
  /** Shows the next picture of the issue, or the one before; absent: there is no other one. */
  readonly onStep?: (by: 1 | -1) => void
}
