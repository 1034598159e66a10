import { closeSync, openSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What a file holds, as text. */
export interface FileText {
  readonly text: string
  /** It is longer than what was read. */
  readonly isCut: boolean
  /** It holds zero bytes, so it is no text; it is decoded all the same. */
  readonly isBinary: boolean
}

/** Longer files are read up to here, bytes. */
export const mostBytes = 64 * 2 ** 20

const headOf = (path: string, size: number, most: number): Buffer => {
  const bytes = Buffer.alloc(Math.min(size, most))
  const file = openSync(path, 'r')
  try {
    let filled = 0
    while (filled < bytes.length) {
      const came = readSync(file, bytes, filled, bytes.length - filled, null)
      if (came === 0) break
      filled += came
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}

/** The text of bytes: UTF-8 unless they begin as UTF-16; what is compressed is unpacked, up to a bound. */
export const decode = (bytes: Buffer, most: number = mostBytes): string => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      return decode(gunzipSync(bytes, { maxOutputLength: most }))
    } catch {
      // Cut, broken or too long: its bytes are a text like any other.
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** Reads a file as text, at most `most` bytes of it. Throws what the file system throws. */
export const readText = (path: string, size: number, most: number = mostBytes): FileText => {
  const bytes = headOf(path, size, most)
  return { text: decode(bytes, most), isCut: size > most, isBinary: bytes.includes(0) }
}
