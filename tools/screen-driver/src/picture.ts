/** Runs a program, presses keys, and writes its screen as an SVG file. See `pictureUsage`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openScreen } from './open-screen.ts'
import { type PicturePlan, type PictureStep, parsePicturePlan } from './picture-plan.ts'
import type { Screen } from './screen.ts'
import { toSvg } from './svg.ts'
import { darkTheme, lightTheme } from './svg-theme.ts'

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

type Shot = Omit<PicturePlan, 'themes'> & { readonly background?: 'dark' | 'light'; readonly theme?: string }

const picture = async ({ file, steps, title, theme, background = 'dark', ...program }: Shot): Promise<void> => {
  const env = theme === undefined ? {} : { env: { MMD_THEME: theme } }
  await using screen = await openScreen({ ...program, background, ...env })
  for (const step of steps) await take(screen, step)
  await screen.waitIdle()
  const colours = background === 'light' ? lightTheme : darkTheme
  await writeFile(file, toSvg(screen, { theme: colours, ...(title === undefined ? {} : { title }) }))
}

/** Every palette on each background that it is for, with every number of colours. */
const allThemes = ['dark', 'light'].flatMap((background) =>
  [background, 'contrast'].flatMap((palette) =>
    ['truecolour', '256', '16', 'none'].map((depth) => ({ background, palette, depth })),
  ),
)

const pictures = async ({ themes, ...plan }: PicturePlan): Promise<void> => {
  if (!themes) return picture(plan)
  await mkdir(plan.file, { recursive: true })
  for (const { background, palette, depth } of allThemes) {
    const name = palette === background ? `${palette}-${depth}` : `${palette}-on-${background}-${depth}`
    await picture({
      ...plan,
      file: join(plan.file, `${name}.svg`),
      title: name,
      theme: `${palette} ${depth}`,
      background: background === 'light' ? 'light' : 'dark',
    })
  }
}

try {
  await pictures(parsePicturePlan(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
