import { vi } from 'vitest'

/** For tests: waits for what happens behind the screen, however busy the machine is. */
export const soon = (holds: () => void | Promise<void>): Promise<void> => vi.waitFor(holds, { timeout: 15_000 })

/** For tests: milliseconds of a processor that `work` takes. Unlike a clock it leaves out what other programs do meanwhile. */
export const processorTime = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
