import type { CheckResult } from '../check.ts'

/** The report as scripts read it; stable keys, null for what is not there. */
export const toReportJson = (site: string | null, results: readonly CheckResult[]): object => ({
  site,
  checks: results.map(({ check: { id, title }, verdict, ms }) => {
    const finding = verdict.state === 'warning' || verdict.state === 'failed' ? verdict : undefined
    return {
      id,
      title,
      state: verdict.state,
      found: verdict.found,
      problem: finding?.problem ?? null,
      remedy: finding?.remedy ?? null,
      who: finding?.who ?? null,
      ms,
    }
  }),
  ok: results.every(({ verdict }) => verdict.state !== 'failed'),
})
