import type { Site } from '@mmd/auth'
import { type Issue, type IssueDetail, type IssueKey, JiraApiError, toIssueKey } from '@mmd/jira-api/model'
import type { StoredText } from '@mmd/rich-text'

/** A moment for everything that shows how long ago something was. */
export const testNow: number = Date.parse('2026-11-22T12:00:00.000Z')

export const testKey = (number: number): IssueKey => {
  const key = toIssueKey(`PAY-${number}`)
  if (key === undefined) throw new TypeError(`${number} makes no key`)
  return key
}

/** A text in wiki markup. */
export const testText = (source: string): StoredText => ({ format: 'wiki', source })

/** One issue of `PAY`, whole enough for every pane. */
export const testIssue = (number: number, more: Partial<Issue> = {}): Issue => ({
  key: testKey(number),
  id: String(1000 + number),
  project: { id: '1', key: 'PAY', name: 'Payments' },
  type: { id: '1', name: 'Bug', subtask: false },
  summary: `Summary of ${number}`,
  status: { id: '1', name: 'Open', category: 'new' },
  priority: { id: '3', name: 'Medium' },
  resolution: null,
  assignee: null,
  reporter: { id: 'rita', name: 'Rita Reporter', active: true },
  labels: [],
  components: [],
  fixVersions: [],
  parent: null,
  created: '2026-11-20T12:00:00.000Z',
  updated: '2026-11-22T10:00:00.000Z',
  due: null,
  description: testText(`Description of ${number}`),
  ...more,
})

export const testDetail = (row: Issue, more: Partial<IssueDetail> = {}): IssueDetail => ({
  ...row,
  description: row.description ?? null,
  comments: [],
  commentTotal: 0,
  links: [],
  attachments: [],
  subtasks: [],
  environment: null,
  affectedVersions: [],
  creator: null,
  resolved: null,
  security: null,
  estimates: null,
  votes: { count: 0, mine: false },
  watchers: { count: 0, mine: false },
  worklogs: [],
  worklogTotal: 0,
  fields: [],
  ...more,
})

export const testSite = (name = 'work', more: Partial<Site> = {}): Site => ({
  name,
  baseUrl: `https://${name}.example.com`,
  deployment: 'datacenter',
  method: 'pat',
  user: { id: 'mia', name: 'Mia Me' },
  ...more,
})

export const refusal = (message: string, fields: Readonly<Record<string, string>> = {}): JiraApiError =>
  new JiraApiError('refused', message, { status: 400, messages: [message], fields })
