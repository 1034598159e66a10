import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Screen, toSvg } from '@mmd/tools-screen-driver'

/** Where pictures of the journeys go; undefined: none are wanted. */
const folder = process.env['MMD_PICTURES']

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)

/** Writes the screen as `<words>.svg` into the folder named by `MMD_PICTURES`, if one is. */
export const takePicture = async (screen: Screen, words: readonly string[]): Promise<void> => {
  if (folder === undefined || folder === '') return
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${words.map(slug).join('.')}.svg`), toSvg(screen))
}
