/** Runs a program, presses keys, and writes its screen as an SVG file. See `pictureUsage`. */
import { writeFile } from 'node:fs/promises'
import { openScreen } from './open-screen.ts'
import { type PicturePlan, type PictureStep, parsePicturePlan } from './picture-plan.ts'
import type { Screen } from './screen.ts'
import { toSvg } from './svg.ts'

const take = async (screen: Screen, step: PictureStep): Promise<void> => {
  switch (step.kind) {
    case 'wait':
      await screen.waitForText(step.text)
      return
    case 'press':
      return screen.press(...step.keys)
    case 'type':
      return screen.type(step.text)
  }
}

const picture = async ({ file, steps, title, ...program }: PicturePlan): Promise<void> => {
  await using screen = await openScreen(program)
  for (const step of steps) await take(screen, step)
  await screen.waitIdle()
  await writeFile(file, toSvg(screen, title === undefined ? {} : { title }))
}

try {
  await picture(parsePicturePlan(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
