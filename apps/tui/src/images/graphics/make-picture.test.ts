import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { encodePng } from './encode-png.ts'
import { makePicture } from './make-picture.ts'
import { pictureOf } from './testing.ts'
import { cellsOf } from './ways.ts'

test('a picture has as many pixels as it says, and as the room for it was taken to hold', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-picture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'a.png')
  const source = { width: 90, height: 50 }
  const grey = Array.from({ length: source.width * source.height }, () => [128, 128, 128] as const)
  await writeFile(path, encodePng(pictureOf(source.width, grey)))
  const length = fc.integer({ min: 1, max: 100 })
  await fc.assert(
    fc.asyncProperty(length, length, async (width, height) => {
      const room = { width, height }
      const made = await makePicture({ path, mostBytes: 1_000_000, way: 'blocks', room })
      expect(made.source).toEqual(source)
      const places = cellsOf(source, { columns: width, rows: height }, { way: 'kitty', cell: { width: 1, height: 1 } })
      expect(made.size).toEqual(places.pixels)
      expect(made.data).toHaveLength(made.size.width * made.size.height * 4)
    }),
  )
})
