/**
 * `tour PROGRAM FOLDER [NAME…]`: plays the tours on the demo site of a built program, and writes one SVG for each, and
 * beside the folder a page that tells them.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openScreen } from '../open-screen.ts'
import { recordTour } from './record-tour.ts'
import type { Tour } from './tour.ts'
import { tourSvg } from './tour-svg.ts'
import { tours } from './tours.ts'
import { toursPage } from './tours-page.ts'

const size = { cols: 112, rows: 30 }
const clock = fileURLToPath(new URL('./slow-clock.mjs', import.meta.url))

/** A Tuesday morning, the same for all tours. */
const begin = '2026-10-06T09:40:00Z'

const play = async (program: string, tour: Tour): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'mmd-tour-'))
  try {
    const own = { MMD_HOME: home, MMD_SECRETS: 'file', MMD_BROWSER: 'none', TZ: 'UTC' }
    const env = { ...own, TOUR_NOW: begin, TOUR_BEGAN: String(Date.now()), NODE_OPTIONS: `--import=${clock}` }
    const args = [program, 'demo', '--approve']
    await using screen = await openScreen({ command: process.execPath, args, env, ...size })
    await screen.waitForText('Support inbox')
    await screen.waitIdle()
    return tourSvg(await recordTour(screen, tour), tour.title)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

const [program, folder, ...names] = process.argv.slice(2)
if (program === undefined || folder === undefined) {
  console.error('Usage: tour PROGRAM FOLDER [NAME…]')
  process.exitCode = 2
} else {
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}.md`, toursPage(tours))
  for (const tour of tours.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const file = join(folder, `${tour.name}.svg`)
    await writeFile(file, await play(program, tour))
    console.log(file)
  }
}
