import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Issue, type IssueDetail, type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import { onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from './open-store.ts'
import type { OpenedStore } from './store.ts'

/** For tests: a folder of its own, gone when the test is over. */
export const givenFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** For tests: a store in it, closed when the test is over. */
export const givenStore = (folder: string = givenFolder(), options: Partial<StoreOptions> = {}): OpenedStore => {
  const store = openStore({ folder, identity: 'https://jira.example|mira', ...options })
  onTestFinished(() => store.close())
  return store
}

/** For tests: a key. */
export const keyOf = (text: string): IssueKey => {
  const key = toIssueKey(text)
  if (key === undefined) throw new Error(`no key: ${text}`)
  return key
}

/** For tests: a row. */
export const issueOf = (key: string, id: number | string, more: Partial<Issue> = {}): Issue => ({
  key: keyOf(key),
  id: String(id),
  project: { id: '1', key: 'PAY', name: 'Payments' },
  type: { id: '10', name: 'Bug', subtask: false },
  summary: `Summary of ${key}`,
  status: { id: '1', name: 'To Do', category: 'new' },
  priority: { id: '3', name: 'Medium' },
  resolution: null,
  assignee: { id: 'mira', name: 'Mira Okafor', active: true },
  reporter: null,
  labels: ['infra'],
  components: [],
  fixVersions: [],
  parent: null,
  created: '2026-11-01T08:00:00.000Z',
  updated: '2026-11-22T08:00:00.000Z',
  due: null,
  ...more,
})

/** For tests: a detail. */
export const issueDetailOf = (key: string, id: number | string, more: Partial<IssueDetail> = {}): IssueDetail => ({
  ...issueOf(key, id),
  description: null,
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
