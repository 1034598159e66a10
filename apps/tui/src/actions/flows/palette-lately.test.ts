import { expect, test } from 'vitest'
import { openWorld } from '../../app/testing.ts'

test('what was taken lately stands first the next time', async () => {
  const world = await openWorld()
  const run = (words: string): void => world.press(':', words, 'enter', 'esc')
  run('Edit the JQL')
  run('Log work')
  run('Edit the JQL')
  world.press(':')
  const labels = world.modal('picker').items.map(({ label }) => label)
  expect(labels.slice(0, 2)).toEqual([expect.stringContaining('JQL'), expect.stringContaining('Log work')])
  expect(new Set(labels).size).toBe(labels.length)
})
