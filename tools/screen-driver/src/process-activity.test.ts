import { describe, expect, it } from 'vitest'
import { isBusy, processUsage, statFields, statusBytes } from './process-activity.ts'

describe('reading the kernel’s tables', () => {
  it('finds the state behind a name with blanks and brackets', () => {
    expect(statFields('42 (a) b (c)) S 1 42 42')).toEqual(['S', '1', '42', '42'])
  })

  it('reads sizes in bytes, and none as 0', () => {
    const status = 'Name:\tnode\nVmHWM:\t   92012 kB\nVmRSS:\t   81920 kB\n'
    expect([statusBytes(status, 'VmRSS'), statusBytes(status, 'VmHWM'), statusBytes(status, 'VmSwap')]).toEqual([
      81920 * 1024,
      92012 * 1024,
      0,
    ])
  })

  it('takes a process that is gone for one that does nothing', () => {
    expect(isBusy(2 ** 30)).toBe(false)
  })

  it.runIf(process.platform === 'linux')('sees this very process at work', () => {
    expect(isBusy(process.pid)).toBe(true)
    const usage = processUsage(process.pid)
    expect(usage.residentBytes).toBeGreaterThan(10_000_000)
    expect(usage.peakBytes).toBeGreaterThanOrEqual(usage.residentBytes)
  })
})
