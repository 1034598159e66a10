import type { Issue } from '@mmd/jira-api'
import type { RowMarks, ViewRows } from '@mmd/replica'
import fc from 'fast-check'
import { actions } from '../../actions/registry.ts'
import { testIssue, testNow } from '../../app/testing.ts'
import { nothingPending } from '../../input/dispatcher.ts'
import { emptyList, moveTo } from '../../state/list.ts'
import { hostileLine, plainTheme } from '../testing.ts'
import type { ListPaneInput } from './list-pane.ts'

/** For tests: an issue whose every text is hostile. */
export const hostileIssue: fc.Arbitrary<Issue> = fc
  .record({
    summary: hostileLine,
    name: hostileLine,
    labels: fc.array(hostileLine, { maxLength: 3 }),
    category: fc.constantFrom<Issue['status']['category']>('new', 'indeterminate', 'done', 'unknown'),
  })
  .map(({ summary, name, labels, category }) =>
    testIssue(1, {
      summary,
      labels,
      status: { id: '1', name, category },
      type: { id: '1', name, subtask: false },
      priority: { id: '1', name },
      assignee: { id: name, name, active: true },
    }),
  )

/** For tests: a view of which only its number of issues is known. */
export const rowsOf = (total: number | null, phase: ViewRows['phase'] = 'idle'): ViewRows => ({
  spec: { id: 'a', title: 'A', jql: '' },
  keys: [],
  total,
  phase,
  error: null,
  refreshedAt: null,
})

export const noMarks: RowMarks = { unread: false, pending: false, failed: false, conflict: false }

/** For tests: a list of three issues with the cursor on the second. */
export const listInput = (more: Partial<ListPaneInput> = {}): ListPaneInput => {
  const issues = [1, 2, 3].map((number) => testIssue(number))
  const keys = issues.map(({ key }) => key)
  return {
    rows: undefined,
    keys,
    issue: (key) => issues.find((issue) => issue.key === key),
    marks: () => noMarks,
    list: moveTo(emptyList, keys, 1, 10),
    focused: true,
    width: 90,
    height: 10,
    now: testNow,
    theme: plainTheme,
    notice: [['dim', 'Nothing here']],
    ...more,
  }
}

/** For tests: five views and seven favourite filters. */
export const views = Array.from({ length: 12 }, (_, at) => ({
  id: at < 5 ? `v${at}` : `filter:${at}`,
  title: `View ${at}`,
  jql: '',
}))

export const header = {
  site: 'work',
  badge: undefined,
  version: '10.3.0',
  view: 'Mine',
  total: 12,
  shown: 12,
  filtered: false,
  marked: 0,
  pending: 0,
  failed: 0,
  conflicts: 0,
  sender: 'idle' as const,
  freshness: '2m',
  requests: 3,
  outboxKey: 'O',
  recordKey: 'M',
  width: 100,
  theme: plainTheme,
}

export const footer = { actions, scopes: ['list', 'triage', 'app'], pending: nothingPending, toast: null } as const
