import { toIssueKey } from './issue-key.ts'
import type { Issue, IssueKey, IssuePage, ProjectRef } from './model.ts'
import {
  isJson,
  type Json,
  readAll,
  toCount,
  toDate,
  toJson,
  toLine,
  toList,
  toStoredText,
  toTimestamp,
  toWord,
} from './primitives.ts'
import { NO_STATUS, readIssueType, readNamed, readProjectRef, readStatus } from './read-named.ts'
import { readUser } from './read-user.ts'

/** The fields that `readIssue` reads: what a list needs and no more. */
export const ISSUE_FIELDS: readonly string[] = [
  'summary',
  'status',
  'issuetype',
  'project',
  'priority',
  'resolution',
  'assignee',
  'reporter',
  'labels',
  'components',
  'fixVersions',
  'parent',
  'created',
  'updated',
  'duedate',
]

/** The key of an object with one, or undefined. */
export const readKey = (value: unknown): IssueKey | undefined => {
  const key = toJson(value)['key']
  return typeof key === 'string' ? toIssueKey(key) : undefined
}

const projectOf = (fields: Json, key: IssueKey): ProjectRef => {
  const prefix = key.slice(0, key.lastIndexOf('-'))
  return readProjectRef(fields['project']) ?? { id: '', key: prefix, name: prefix }
}

const parentOf = (value: unknown): Issue['parent'] => {
  const key = readKey(value)
  return key === undefined ? null : { key, summary: toLine(toJson(toJson(value)['fields'])['summary']) ?? '' }
}

/** One row; null without key and id. Fields that are absent or of an unknown shape are null or empty. */
export const readIssue = (value: unknown): Issue | null => {
  const key = readKey(value)
  const id = toWord(toJson(value)['id'])
  if (key === undefined || id === null) return null
  const fields = toJson(toJson(value)['fields'])
  return {
    key,
    id,
    project: projectOf(fields, key),
    type: readIssueType(fields['issuetype']) ?? { id: '', name: '', subtask: false },
    summary: toLine(fields['summary']) ?? '',
    status: readStatus(fields['status']) ?? NO_STATUS,
    priority: readNamed(fields['priority']),
    resolution: readNamed(fields['resolution']),
    assignee: readUser(fields['assignee']),
    reporter: readUser(fields['reporter']),
    labels: readAll(fields['labels'], toWord),
    components: readAll(fields['components'], readNamed),
    fixVersions: readAll(fields['fixVersions'], readNamed),
    parent: parentOf(fields['parent']),
    created: toTimestamp(fields['created']),
    updated: toTimestamp(fields['updated']),
    due: toDate(fields['duedate']),
    ...('description' in fields ? { description: toStoredText(fields['description']) } : {}),
  }
}

/** A page of a search whose issues are read in some way; null when the envelope is not one. */
export const readPageWith = <T extends Issue>(
  value: unknown,
  read: (value: unknown) => T | null,
): (IssuePage & { readonly issues: readonly T[] }) | null => {
  if (!isJson(value) || !Array.isArray(value['issues'])) return null
  const issues = readAll(value['issues'], read)
  const lost = toList(value['issues']).length - issues.length
  const startAt = toCount(value['startAt'])
  return {
    issues,
    startAt,
    total: Math.max(toCount(value['total']), startAt + issues.length),
    warnings: [
      // The second is what searches by token call them.
      ...[...readAll(value['warningMessages'], toWord), ...readAll(value['warnings'], toWord)].slice(0, 10),
      ...(lost > 0 ? [`${lost} of the site's answers could not be read as issues`] : []),
    ],
  }
}

/** A page of a search; null when the envelope is not one. Issues without key or id are left out, with a warning. */
export const readIssuePage = (value: unknown): IssuePage | null => readPageWith(value, readIssue)
