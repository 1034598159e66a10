import { type Pixels, shrink } from '../pixels.ts'
import { readPicture } from '../read-picture.ts'
import { encodePng } from './encode-png.ts'
import { packKitty } from './kitty.ts'
import { sixelPicture } from './sixel.ts'
import type { PixelSize, Way } from './ways.ts'

/** What is to be made of the file of a picture. Plain data: it crosses to another thread. */
export interface PictureJob {
  readonly path: string
  /** Larger files are not read, bytes. */
  readonly mostBytes: number
  readonly way: Exclude<Way, 'off'>
  /** The room for it; larger pictures are made smaller. */
  readonly room: PixelSize
}

/** A picture as its way wants it: pixels for half blocks and kitty (there packed), a PNG for iTerm2, a whole sequence of sixels. */
export interface MadePicture {
  readonly data: Uint8Array
  /** Of what is in `data`. */
  readonly size: PixelSize
  /** Of the picture in the file. */
  readonly source: PixelSize
}

const makers: Readonly<Record<PictureJob['way'], (picture: Pixels) => Uint8Array>> = {
  blocks: ({ rgba }) => rgba,
  kitty: packKitty,
  placeholders: packKitty,
  iterm: encodePng,
  sixel: (picture) => Buffer.from(sixelPicture(picture), 'latin1'),
}

const sizeOf = ({ width, height }: Pixels): PixelSize => ({ width, height })

/** Reads, shrinks and encodes a picture: tenths of a second of work for a large one. Throws `PictureProblem`, and what the disk says. */
export const makePicture = async ({ path, mostBytes, way, room }: PictureJob): Promise<MadePicture> => {
  const picture = await readPicture(path, mostBytes)
  const small = shrink(picture, room.width, room.height)
  return { data: makers[way](small), size: sizeOf(small), source: sizeOf(picture) }
}
