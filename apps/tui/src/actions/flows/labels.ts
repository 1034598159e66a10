import type { Issue } from '@mmd/jira-api'
import { isJiraApiError } from '@mmd/jira-api/model'
import type { LabelsOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { bySite } from '../../app/members.ts'
import { rowsOfCopy } from '../../session/rows-of-copy.ts'
import { performAll } from './perform.ts'
import { pickRemote } from './remote-items.ts'

/** Labels that all of the issues have. */
const shared = (issues: readonly Issue[]): readonly string[] => {
  const [first, ...rest] = issues
  return (first?.labels ?? []).filter((label) => rest.every((issue) => issue.labels.includes(label)))
}

/** What one issue needs so that exactly the chosen ones of the offered labels are on it. */
const change = (issue: Issue, before: readonly string[], chosen: readonly string[]): LabelsOperation => ({
  kind: 'labels',
  key: issue.key,
  add: chosen.filter((label) => !issue.labels.includes(label)),
  remove: before.filter((label) => !chosen.includes(label)),
})

/** Labels in the lists that were opened last, those that most issues have first. */
const ofCopy = (replica: SiteSession['replica'], text: string): readonly string[] => {
  const counts = new Map<string, number>()
  for (const label of rowsOfCopy(replica).flatMap(({ labels }) => labels))
    if (label.toLowerCase().includes(text.toLowerCase())) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one).map(([label]) => label)
}

/** What the sites of the issues suggest, or without a connection the copy; only when none of them answers that is an error. */
const suggest = async (
  session: SiteSession,
  issues: readonly Issue[],
  text: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const asked = bySite(session, issues).map((one) => one.session.client.suggestLabels(text, { signal }))
  const answers = await Promise.allSettled(asked)
  const [first] = answers
  if (first?.status === 'rejected' && answers.every(({ status }) => status === 'rejected')) {
    if (!isJiraApiError(first.reason, 'network')) throw first.reason
    return ofCopy(session.replica, text)
  }
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

/** Offers the labels that are set and those the site suggests; a new one is made by typing it. */
export const openLabels = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const before = shared(issues)
  pickRemote(app, {
    title: issues.length === 1 ? `Labels of ${issues[0]?.key}` : `Labels of ${issues.length} issues`,
    placeholder: 'a label; Space chooses, Enter sets them',
    items: before.map((label) => ({ id: label, label })),
    chosen: new Set(before),
    creatable: true,
    search: async (text, signal) => {
      const suggested = await suggest(session, issues, text, signal)
      const own = before.filter((label) => label.toLowerCase().includes(text.toLowerCase()))
      return [...new Set([...own, ...suggested])].map((label) => ({ id: label, label }))
    },
    onPick: (ids) => {
      // What was pasted may be several: no label has a blank in it.
      const chosen = [...new Set(ids.flatMap((id) => id.split(/\s+/)).filter(Boolean))]
      const operations = issues
        .map((issue) => change(issue, before, chosen))
        .filter(({ add, remove }) => add.length + remove.length > 0)
      const labels = chosen.length === 0 ? 'without labels' : `labelled ${chosen.join(', ')}`
      if (operations.length > 0) performAll(app, session, operations, labels)
      else app.toast('info', 'The labels were so already')
    },
  })
}
