import { open } from 'node:fs/promises'
import { decodeGif, isGif } from './decode-gif.ts'
import { decodePng, isPng } from './decode-png.ts'
import { PictureProblem, type Pixels } from './pixels.ts'

/** A file as pixels. Throws `PictureProblem`, and what the disk says. */
export const readPicture = async (path: string, mostBytes: number): Promise<Pixels> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > mostBytes) throw new PictureProblem('The file is too large to be shown here')
    const bytes = await file.readFile()
    if (isPng(bytes)) return decodePng(bytes)
    if (isGif(bytes)) return decodeGif(bytes)
    const { decodeJpeg, isJpeg } = await import('./decode-jpeg.ts')
    if (isJpeg(bytes)) return decodeJpeg(bytes)
    throw new PictureProblem('Only PNG, JPEG and GIF are shown here')
  } finally {
    await file.close()
  }
}
