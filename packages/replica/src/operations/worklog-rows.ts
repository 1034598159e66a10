import type { EstimateRule, Estimates, IssueDetail, Worklog } from '@mmd/jira-api/model'
import { toSeconds } from './duration.ts'
import type { Rows } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'

/** What changing a worklog, or taking it away, shares with other operations. */
export const worklogTouch = (id: string): string => `worklog:${id}`

/** A worklog of rows or of an answer; undefined where it is not among those that came along. */
export const worklogOf = (detail: IssueDetail | undefined, id: string): Worklog | undefined =>
  detail?.worklogs.find((worklog) => worklog.id === id)

const spentIn = (worklogs: readonly Worklog[]): number => worklogs.reduce((sum, { seconds }) => sum + seconds, 0)

/** What remains after so many seconds more were spent; what only the site can reckon stays until it has. */
const remainingAfter = (remaining: number | null, spent: number, rule: EstimateRule): number | null => {
  if (rule === 'leave') return remaining
  if (rule === 'auto') return remaining === null ? null : Math.max(0, remaining - spent)
  if ('set' in rule) return toSeconds(rule.set) ?? remaining
  const by = toSeconds(rule.by)
  return remaining === null || by === undefined ? remaining : Math.max(0, remaining - Math.sign(spent) * by)
}

const estimatesAfter = (estimates: Estimates | null, spent: number, rule: EstimateRule): Estimates | null => {
  if (estimates === null) return { original: null, remaining: null, spent: Math.max(0, spent) }
  const remaining = remainingAfter(estimates.remaining, spent, rule)
  return { ...estimates, remaining, spent: Math.max(0, (estimates.spent ?? 0) + spent) }
}

/** Changes the worklogs of a detail; how many there are and the estimates follow. */
export const patchWorklogs = (
  rows: Rows,
  rule: EstimateRule,
  change: (worklogs: readonly Worklog[]) => readonly Worklog[],
): Rows =>
  patchDetail(rows, ({ worklogs, worklogTotal, estimates }) => {
    const changed = change(worklogs)
    const spent = spentIn(changed) - spentIn(worklogs)
    return {
      worklogs: changed,
      worklogTotal: Math.max(0, worklogTotal + changed.length - worklogs.length),
      estimates: spent === 0 ? estimates : estimatesAfter(estimates, spent, rule),
    }
  })
