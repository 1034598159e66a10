import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

test('the triage screen has views, list and preview, and the preview is full without a request', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 132, rows: 36 })
  await screen.waitForText(/Untriaged +\d+/)
  const text = await screen.waitForText(/Reporter +\S/)
  expect(text).toContain('╭─ Views')
  expect(text).toContain('╭─ Untriaged')
  await screen.waitIdle()
  expect(world.sandbox.journal.entries.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /rest/api/2/search',
  ])
})

test('moving the cursor changes the preview, with counts and from end to end', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'open'], { cols: 132, rows: 36 })
  await screen.waitForText(/1\/2\d\d/)
  await screen.press('j', 'j')
  await screen.waitForText(/3\/2\d\d/)
  await screen.type('5j')
  await screen.waitForText(/8\/2\d\d/)
  await screen.press('g')
  await screen.waitForText(/1\/2\d\d/)
  await screen.press('G')
  expect(await screen.waitForText(/(\d{3})\/\1/)).toMatch(/(\d{3})\/\1/)
})

test('a held key loses none of its letters', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'open'])
  await screen.waitForText(/1\/2\d\d/)
  screen.send('j'.repeat(60))
  expect(await screen.waitForText(/61\/2\d\d/)).toContain('61/')
})

test('below 110 columns the preview is under the list, below 80 there is the list alone', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 100, rows: 30 })
  await screen.waitForText(/1\/\d+/)
  expect(screen.text()).toContain('Views')
  await screen.resize(70, 24)
  await screen.waitForNoText('Views')
  expect(screen.text()).toMatch(/╭─ Untriaged/)
  await screen.resize(40, 10)
  await screen.waitForText(/1\/\d+/)
  await screen.resize(140, 40)
  expect(await screen.waitForText('╭─ Views')).toContain('Reporter')
})

test('no row is ever wider than the screen, whatever its size', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'open'], { cols: 120, rows: 30 })
  await screen.waitForText(/1\/2\d\d/)
  for (const [cols, rows] of [
    [97, 21],
    [60, 15],
    [40, 10],
    [132, 43],
    [24, 6],
    [110, 30],
  ] as const) {
    await screen.resize(cols, rows)
    const cut = (): readonly string[] =>
      screen
        .text()
        .split('\n')
        .filter((line) => /^[╭╰].*[─]$/.test(line))
    // On a crowded machine the program rests before it has heard of the new size.
    await screen.waitUntil(`every frame to end at ${cols} × ${rows}`, () => cut().length === 0)
    await screen.waitIdle()
    expect(cut()).toEqual([])
  }
})

test('the filter narrows with each letter and Esc brings all rows back', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'])
  const [, all] = /1\/(\d+)/.exec(await screen.waitForText(/1\/\d+/)) ?? []
  await screen.type('/sup-')
  await screen.waitForText(/ of \d+/)
  await screen.press('enter')
  await screen.waitForNoText('PAY-')
  await screen.press('esc')
  await screen.waitForText(`/${all} ─`)
  await screen.waitForText(`${all} issues`)
})

test('JQL that the site refuses comes back with what it said, and mended it lists', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'])
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('project = NOPE')
  await screen.press('enter')
  // First what the site said: until then the bar is still the one that was typed into.
  await screen.waitForText(/NOPE.*(?:exist|no such)|There is no/)
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('project = OPS ORDER BY key')
  await screen.press('enter')
  await screen.waitForText(/╭─ JQL[^]*OPS-\d+/)
})

test('views are opened by number, by bracket and from the palette', async () => {
  await using world = await signedIn()
  const screen = await world.home.open([])
  await screen.waitForText('Favourite filters')
  await screen.press('2')
  await screen.waitForText('╭─ Mine')
  await screen.press(']')
  await screen.waitForText('╭─ Reported by me')
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type('all open')
  await screen.press('enter')
  expect(await screen.waitForText('╭─ All open')).toContain('All open')
})

test('help lists every key and the palette says why something cannot be done', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'])
  await screen.waitForText(/1\/\d+/)
  await screen.press('?')
  expect(await screen.waitForText('Assign to me')).toContain('Change the status')
  await screen.press('esc')
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type('take back')
  expect(await screen.waitForText('nothing was changed yet')).toContain('Take back the last change')
})
