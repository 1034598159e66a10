import { openScreen, type Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { patienceMs, program } from '../program.ts'
import { type SignedIn, signedIn } from '../signed-in.ts'

const open = (
  world: SignedIn,
  background: 'dark' | 'light',
  env: Readonly<Record<string, string>> = {},
): Promise<Screen> =>
  openScreen({
    command: process.execPath,
    args: [program, '--view', 'untriaged'],
    env: { ...world.home.env, ...env },
    background,
    timeoutMs: patienceMs,
    cols: 100,
    rows: 30,
  })

/** The colour of the first cell of a word on the screen, as `#rrggbb`. */
const colourOf = (screen: Screen, word: string): string => {
  const row = screen
    .text()
    .split('\n')
    .findIndex((line) => line.includes(word))
  const cell = screen.cells()[row]?.[screen.line(row).indexOf(word)]
  return cell?.foreground.kind === 'rgb' ? `#${cell.foreground.value.toString(16).padStart(6, '0')}` : ''
}

/** Of what is quiet, on a dark and on a light background. */
const quiet = { dark: '#a3abcb', light: '#525a78' }
const inBytes = { dark: '38;2;163;171;203', light: '38;2;82;90;120' }

test('the colours follow the background that the terminal names, and the next start begins with them', async () => {
  await using world = await signedIn()
  for (const [background, first] of [
    ['light', 'dark'],
    ['light', 'light'],
    ['dark', 'light'],
  ] as const) {
    await using screen = await open(world, background)
    await screen.waitForText('Reporter ')
    await screen.waitUntil('the colours of the background', () => colourOf(screen, 'Reporter ') === quiet[background])
    // No byte of the answer was taken as a key.
    await screen.press('?')
    await screen.waitForText('a number repeats a key')
    await screen.press('esc', 'q')
    expect(await screen.exit).toMatchObject({ code: 0 })
    const written = screen.rawOutput().toString('utf8')
    const at = Object.fromEntries(Object.entries(inBytes).map(([name, bytes]) => [name, written.indexOf(bytes)]))
    if (first === background) expect(at[first === 'dark' ? 'light' : 'dark']).toBe(-1)
    else expect(at[first]).toBeLessThan(at[background] ?? 0)
  }
})

test('what is chosen stays, whatever the background is', async () => {
  await using world = await signedIn()
  await using screen = await open(world, 'light', { MMD_THEME: 'dark' })
  await screen.waitForText('Reporter ')
  await screen.waitIdle()
  expect(colourOf(screen, 'Reporter ')).toBe(quiet.dark)
})

test('a terminal that can place nothing is told what to do instead', async () => {
  await using world = await signedIn()
  await using screen = await open(world, 'dark', { TERM: 'dumb' })
  expect(await screen.exit).toMatchObject({ code: 2 })
  expect(screen.text()).toContain('TERM=dumb says that this terminal can place nothing')
  expect(screen.text()).toContain('mmd-tui issue list')
  expect(screen.rawOutput().toString('utf8')).not.toContain('\u001B[?1049h')
})
