import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { type SignedIn, signedIn } from '../signed-in.ts'

/** Two pixels, black and white, as a PNG. */
const small = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNg+A8AAQIBAEK+vGgAAAAASUVORK5CYII=',
  'base64',
)

/** As many, as a JPEG. */
const smallJpeg = Buffer.from(
  `/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/
wAALCAABAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABsQAAAHAQAAAAAAAAAAAAAAAAABAwUGNnSy/9oACAEBAAA/AGEfrzZkS4If/9k=`,
  'base64',
)

type Graphics = 'kitty' | 'sixel' | 'iterm'

/** Opens an issue with the picture under the cursor, in a terminal that draws so. */
const withPicture = async (
  { sandbox, home }: SignedIn,
  graphics: Graphics | undefined,
  env: Readonly<Record<string, string>> = {},
  content = small,
): Promise<Screen> => {
  const issue = sandbox.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  if (issue === undefined) throw new Error('the site has no such issue')
  const file = { authorKey: null, created: Date.now(), size: content.length, mimeType: 'image/png', content }
  issue.attachments = [{ ...file, id: '990001', filename: 'shot.png' }]
  const options = { cols: 100, rows: 30, env: { COLORTERM: 'truecolor', ...env } }
  const screen = await home.open(['--view', 'untriaged'], graphics === undefined ? options : { ...options, graphics })
  await screen.waitForText(/1\/\d+/)
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type(issue.key)
  await screen.press('enter')
  await screen.waitForText(`╭─ ${issue.key} ─`)
  await screen.waitForText('Reporter')
  await screen.press('g', 'a')
  await screen.waitForText('▌shot.png')
  return screen
}

const written = (screen: Screen): string => screen.rawOutput().toString('latin1')

const begins: Readonly<Record<Graphics, string>> = {
  kitty: '\u001B_Ga=T,',
  iterm: '\u001B]1337;File=inline=1;',
  sixel: '\u001BP0;1;0q"1;1;2;1',
}

test.each(['kitty', 'iterm', 'sixel'] as const)(
  '%s draws the picture itself, over cells that are free',
  async (way) => {
    await using world = await signedIn()
    const screen = await withPicture(world, way)
    expect(written(screen)).not.toContain(begins[way])
    await screen.press('v')
    await screen.waitForText('2 × 1 · 68 B')
    await screen.waitUntil('the picture to be drawn', () => written(screen).includes(begins[way]))
    const shown = written(screen)
    // The cursor is put aside and taken back, so that Ink's own moves stay right.
    const drawn = shown.slice(0, shown.indexOf(begins[way])).slice(-20)
    expect(drawn).toMatch(/\u001B7\u001B\[\d+;\d+H$/)
    // What came with the file is not passed on.
    expect(shown).not.toContain(small.toString('base64'))
    expect(screen.text()).toMatch(/│ +│/)
    const before = shown.length
    await screen.press('esc')
    await screen.waitForText('▌shot.png')
    await screen.waitIdle()
    const after = written(screen).slice(before)
    expect(after).toContain(way === 'kitty' ? '\u001B_Ga=d,d=I,' : '\u001B[2J')
    expect(after.slice(after.lastIndexOf('\u001B[2J'))).not.toContain(begins[way])
  },
)

test('a picture is drawn anew after a resize, and taken away at the end', async () => {
  await using world = await signedIn()
  const screen = await withPicture(world, 'kitty')
  await screen.press('v')
  await screen.waitUntil('the picture to be drawn', () => written(screen).includes(begins.kitty))
  const before = written(screen).length
  await screen.resize(80, 24)
  await screen.waitUntil('the picture to be drawn anew', () => written(screen).slice(before).includes(begins.kitty))
  const resized = written(screen).length
  screen.kill('SIGTERM')
  await screen.exit
  expect(written(screen).slice(resized)).toContain('\u001B_Ga=d,d=I,')
})

test('half blocks stand in where the terminal draws nothing, and behind tmux, which is not asked', async () => {
  await using world = await signedIn()
  const plain = await withPicture(world, undefined)
  await plain.press('v')
  await plain.waitForText('▀▀')
  await plain.close()
  const inTmux = await withPicture(world, 'kitty', { TMUX: '/tmp/tmux,1,0' })
  await inTmux.press('v')
  await inTmux.waitForText('▀▀')
  expect(written(inTmux)).not.toContain('\u001B_G')
})

test('the decoder of JPEG is there in the program as it is built', async () => {
  await using world = await signedIn()
  const screen = await withPicture(world, undefined, {}, smallJpeg)
  await screen.press('v')
  await screen.waitForText('▀▀')
  expect(screen.text()).toContain('2 × 1 · 173 B')
})
