import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createQuietWatch } from './quiet.ts'

/** Keeps this process from everything else, as a crowded machine does. */
const stall = (milliseconds: number): void => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('a period in which this process read nothing itself is none without output', async () => {
  const watch = createQuietWatch(() => true)
  // From here on timers are looked at before anything is read.
  await turn()
  const settled = watch.settled(50, 60_000)
  let isHeard = false
  stall(200)
  setImmediate(() => {
    isHeard = true
    watch.heard()
  })
  expect([await settled, isHeard]).toEqual([true, true])
})

it('who waits is let go when the program has ended', async () => {
  const watch = createQuietWatch(() => false)
  const settled = watch.settled(5, 60_000)
  watch.end()
  expect([await settled, await watch.settled(5, 60_000)]).toEqual([true, true])
})

it('a program that does not rest is given up', async () => {
  const watch = createQuietWatch(() => false)
  expect(await watch.settled(5, 20)).toBe(false)
})
