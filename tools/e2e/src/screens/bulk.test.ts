import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

test.each([
  { cols: 120, rows: 36 },
  { cols: 40, rows: 10 },
])(
  'a change of many issues is stopped halfway at $cols by $rows: what was done stays, u takes it back',
  async (size) => {
    await using world = await signedIn({ latencyMs: 200 })
    const screen = await world.home.open(['--view', 'untriaged'], size)
    await screen.waitForText(/1\/\d+/)
    await screen.press('*', 'A')
    await screen.waitForText('Plan: ')
    // Nothing rests while it is done, and a key that waits for rest would come when all of it is over.
    screen.send('\r')
    await screen.waitForText(/✓ [1-9]\d* of \d+/)
    screen.send('c')
    await screen.waitForText(/○ \d+ stopped/)
    const over = await screen.waitForText(/✓ (\d+) of \d+ done {2}○/)
    const [, done = '', all = ''] = /✓ (\d+) of (\d+) done/.exec(over) ?? []
    expect(Number(done)).toBeLessThan(Number(all))
    await screen.press('u')
    await screen.waitForText('Taken back')
  },
)
