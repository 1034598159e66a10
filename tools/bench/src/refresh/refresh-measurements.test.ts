import { describe, expect, it } from 'vitest'
import { deltaTable, measureDelta } from './measure-delta.ts'
import { firstCopyTable, measureFirstCopy } from './measure-first-copy.ts'
import { deployments } from './sources.ts'

const reporting = { progress: () => undefined }

describe.for(deployments)('of %s', (deployment) => {
  it('a long list is refreshed after the changes of others, and asks the more the more there were', async () => {
    const rows = await measureDelta(reporting, { issues: 150, rounds: 1 }, [deployment])
    const answers = rows.flatMap((row) => row.answers)
    const [nothing, swept, one, , twenty, many] = answers
    expect([nothing?.requests, swept?.requests, one?.requests]).toEqual([1, 2, 2])
    const bytes = [nothing, swept, one, twenty, many].map((answer) => answer?.bytes ?? 0)
    expect(bytes).toEqual([...new Set(bytes)].sort((a, b) => a - b))
    expect(new Set(answers.map(({ issues }) => issues)).size).toBe(1)
    expect(deltaTable(rows).rows).toHaveLength(6)
  }, 60_000)

  it('a whole site is copied, rows alone and with everything, beside the same requests alone', async () => {
    const rows = await measureFirstCopy(reporting, { issues: 150, rounds: 1 }, [deployment])
    expect(rows.map(({ how }) => how)).toEqual(['rows', 'whole'])
    for (const { copies, plains } of rows) {
      expect(copies[0]?.issues).toBeGreaterThan(120)
      // A row of an issue is about two kilobytes, so these were whole answers.
      expect(plains[0]?.bytes).toBeGreaterThan(120 * 500)
    }
    expect(firstCopyTable(rows).rows).toHaveLength(2)
  }, 60_000)
})
