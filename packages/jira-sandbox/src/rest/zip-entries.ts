/** A file in an archive, by its place in the archive's directory. */
export interface ZipEntry {
  readonly index: number
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
}

const endMark = 0x06_05_4b_50
const entryMark = 0x02_01_4b_50
const endLength = 22
const headLength = 46

/** Where the archive's own end lies: a comment of 64 KiB at most may follow it. */
const endOf = (bytes: Buffer): number => {
  const first = Math.max(0, bytes.length - endLength - 0xff_ff)
  for (let at = bytes.length - endLength; at >= first; at -= 1) if (bytes.readUInt32LE(at) === endMark) return at
  return -1
}

/** The files of a ZIP archive, without the folders; none for bytes that are no archive, or a broken one. */
export const zipEntries = (bytes: Buffer): readonly ZipEntry[] => {
  const end = endOf(bytes)
  if (end === -1) return []
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index += 1) {
    if (at + headLength > end || bytes.readUInt32LE(at) !== entryMark) return []
    const nameEnd = at + headLength + bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + headLength, nameEnd)
    if (!name.endsWith('/')) entries.push({ index, name, size: bytes.readUInt32LE(at + 24) })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}
