import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, medianRatio, percentile, summarise } from './statistics.ts'

const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 })

describe('percentiles', () => {
  it('are values that occurred, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect(summarise(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
    expect(percentile([7], 0.99)).toBe(7)
    expect(percentile([1, 2, 3], 0)).toBe(1)
  })

  it('never come down as the share goes up, and do not depend on the order', () => {
    fc.assert(
      fc.property(times, (values) => {
        const { p50, p95, p99, max } = summarise(values)
        expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].sort((one, other) => one - other))
        expect(summarise([...values].reverse())).toEqual(summarise(values))
        expect(max).toBe(Math.max(...values))
      }),
    )
  })

  it('of nothing are no number', () => {
    expect([percentile([], 0.5), median([]), medianRatio([], [])]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})

describe('medians', () => {
  it('are in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
  })

  it('leave as many values above as below', () => {
    fc.assert(
      fc.property(times, (values) => {
        const middle = median(values)
        const above = values.filter((value) => value > middle).length
        const below = values.filter((value) => value < middle).length
        expect(Math.max(above, below)).toBeLessThanOrEqual(values.length / 2)
      }),
    )
  })
})

describe('ratios', () => {
  it('are taken round by round, so that a machine that slows down does not show', () => {
    expect(medianRatio([20, 40, 80], [10, 20, 40])).toBe(2)
    expect(medianRatio([100, 220, 900], [50, 100, 100])).toBe(2.2)
  })

  it('use only rounds that both sides have', () => {
    expect(medianRatio([2, 4, 1000], [1, 2])).toBe(2)
  })
})
