import { deflateSync } from 'node:zlib'
import type { Pixels } from '../pixels.ts'
import { rgbOf } from './encode-png.ts'
import type { CellBox, PixelSize } from './ways.ts'

/** The kitty graphics protocol: https://sw.kovidgoyal.net/kitty/graphics-protocol/. */
const begin = '\u001B_G'
const end = '\u001B\\'

/** Of base64 in one sequence. */
const most = 4096

/** Ours among the pictures of the terminal; there is one at a time. */
export const pictureId = 4_220_611

/** The pixels as they cross: without alpha, packed. */
export const packKitty = (picture: Pixels): Buffer => deflateSync(rgbOf(picture), { level: 4 })

/** The picture in parts that the terminal puts together; `about` says what is to become of it. */
const partsOf = (packed: Uint8Array, { width, height }: PixelSize, about: string): readonly string[] => {
  const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('base64')
  const parts = Array.from({ length: Math.max(1, Math.ceil(text.length / most)) }, (_, at) =>
    text.slice(at * most, (at + 1) * most),
  )
  return parts.map((part, at) => {
    const more = `m=${at === parts.length - 1 ? 0 : 1}`
    const keys = at === 0 ? `a=T,f=24,o=z,s=${width},v=${height},${about},q=2,${more}` : `${more},q=2`
    return `${begin}${keys};${part}${end}`
  })
}

/** Gives the picture to the terminal, which shows it at the cursor and leaves that where it is, without an answer. */
export const kittyPicture = (packed: Uint8Array, size: PixelSize, { columns, rows }: CellBox): string =>
  partsOf(packed, size, `i=${pictureId},p=1,c=${columns},r=${rows},C=1`).join('')

/** Takes the picture off the screen and out of the terminal's memory. */
export const kittyDelete = `${begin}a=d,d=I,i=${pictureId},q=2${end}`

/** One of 256 colours, in which the text that stands for the picture is written, and so one that no multiplexer changes. */
const placeholderId = 211

/** The same for a picture in the place of text. */
export const kittyPlaceholder = {
  id: placeholderId,
  picture: (packed: Uint8Array, size: PixelSize, { columns, rows }: CellBox): readonly string[] =>
    partsOf(packed, size, `i=${placeholderId},U=1,c=${columns},r=${rows}`),
  remove: `${begin}a=d,d=I,i=${placeholderId},q=2${end}`,
} as const

/** Asks whether the terminal knows the protocol, with a picture of one pixel that is not kept. */
export const kittyQuery = `${begin}i=${pictureId},s=1,v=1,a=q,t=d,f=24;AAAA${end}`

/** The answer to it, wherever it stands in what the terminal says. */
export const kittyAnswer = new RegExp(`\u001B_Gi=${pictureId}[^;\u001B]*;([^\u001B]*)\u001B\\\\`)
