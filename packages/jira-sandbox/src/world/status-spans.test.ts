import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from './create-world.ts'
import { agreementsOn } from './sla.ts'
import { statusSpans } from './status-spans.ts'

const now = Date.UTC(2026, 10, 22, 8)
const { issues } = createWorld({ now })
const hourMs = 3_600_000

const anyIssue = fc.constantFrom(...issues)
const anyTime = fc.integer({ min: -2000, max: 2000 }).map((hours) => now + hours * hourMs)

test('the statuses of an issue follow each other without a gap, from its making to now', () => {
  fc.assert(
    fc.property(anyIssue, anyTime, (issue, time) => {
      const at = Math.max(time, issue.created)
      const spans = statusSpans(issue, at)
      expect(spans[0]?.from).toBe(issue.created)
      expect(spans.at(-1)?.to).toBe(at)
      for (const [index, { from, to }] of spans.entries()) {
        expect(to).toBeGreaterThanOrEqual(from)
        if (index > 0) expect(from).toBe(spans[index - 1]?.to)
      }
    }),
  )
})

test('the last status of an issue is the one that it is in', () => {
  for (const issue of issues) expect(statusSpans(issue, now + hourMs).at(-1)?.statusId).toBe(issue.statusId)
})

test('a clock never runs backwards, stops at most once a run, and has a breach whenever it is over its goal', () => {
  fc.assert(
    fc.property(anyIssue, anyTime, fc.integer({ min: 0, max: 500 }), (issue, time, hours) => {
      const at = Math.max(time, now)
      const [before, after] = [agreementsOn(issue, at), agreementsOn(issue, at + hours * hourMs)]
      for (const [index, { cycles }] of after.entries()) {
        const earlier = before[index]?.cycles.at(-1)
        expect(cycles.at(-1)?.elapsed).toBeGreaterThanOrEqual(earlier?.elapsed ?? 0)
        expect(cycles.slice(0, -1).every(({ stop }) => stop !== null)).toBe(true)
        for (const { elapsed, goal, breach } of cycles) if (elapsed > goal) expect(breach).not.toBeNull()
      }
    }),
  )
})
