import { checkSize, mostPixels, PictureProblem, type Pixels } from './pixels.ts'

export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** Memory that unpacking may take, MB. */
const mostMemory = 400

/** A JPEG as pixels; its decoder is loaded now. Throws `PictureProblem`. */
export const decodeJpeg = async (bytes: Buffer): Promise<Pixels> => {
  // CommonJS: once bundled it has a default export and no names.
  const { default: jpeg } = await import('jpeg-js')
  try {
    const { width, height, data } = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      maxResolutionInMP: mostPixels / 1_000_000,
      maxMemoryUsageInMB: mostMemory,
    })
    checkSize(width, height)
    return { width, height, rgba: data }
  } catch (error) {
    if (error instanceof PictureProblem) throw error
    throw new PictureProblem('The picture is damaged, or too large')
  }
}
