import type { TextFormat } from '@mmd/rich-text'
import { readFieldSchema } from '../fields/field-schema.ts'
import type { IssueField } from '../fields/field-value.ts'
import { readFieldValue } from '../fields/read-value.ts'
import type { Attachment, IssueDetail, IssueLink } from './model.ts'
import {
  isJson,
  type Json,
  readAll,
  toCount,
  toJson,
  toLine,
  toList,
  toStoredText,
  toTimestamp,
  toWord,
} from './primitives.ts'
import { readComment, readWorklog, totalOf } from './read-comment.ts'
import { ISSUE_FIELDS, readIssue, readKey } from './read-issue.ts'
import { readNamed, readStatus } from './read-named.ts'
import { readUser } from './read-user.ts'

/** The fields that `readIssueDetail` reads, but for custom ones. */
export const DETAIL_FIELDS: readonly string[] = [
  ...ISSUE_FIELDS,
  'description',
  'environment',
  'comment',
  'issuelinks',
  'attachment',
  'subtasks',
  'worklog',
  'versions',
  'creator',
  'resolutiondate',
  'security',
  'timetracking',
  // Where a project hides the field above, and where it tells less.
  'timeoriginalestimate',
  'timeestimate',
  'timespent',
  'votes',
  'watches',
]

const readLink = (value: unknown): IssueLink | null => {
  const link = toJson(value)
  const outward = isJson(link['outwardIssue'])
  const issue = toJson(outward ? link['outwardIssue'] : link['inwardIssue'])
  const key = readKey(issue)
  const id = toWord(link['id'])
  if (key === undefined || id === null) return null
  const type = toJson(link['type'])
  const fields = toJson(issue['fields'])
  return {
    id,
    typeId: toWord(type['id']) ?? '',
    outward,
    relation: toWord(outward ? type['outward'] : type['inward']) ?? toWord(type['name']) ?? '',
    key,
    summary: toLine(fields['summary']) ?? '',
    status: readStatus(fields['status']),
  }
}

/** A file; null without an id. */
export const readAttachment = (value: unknown): Attachment | null => {
  const attachment = toJson(value)
  const id = toWord(attachment['id'])
  if (id === null) return null
  return {
    id,
    filename: toLine(attachment['filename']) ?? '',
    author: readUser(attachment['author']),
    created: toTimestamp(attachment['created']),
    size: toCount(attachment['size']),
    mimeType: toLine(attachment['mimeType']) ?? '',
  }
}

const readSubtask = (value: unknown): IssueDetail['subtasks'][number] | null => {
  const key = readKey(value)
  if (key === undefined) return null
  const fields = toJson(toJson(value)['fields'])
  return { key, summary: toLine(fields['summary']) ?? '', status: readStatus(fields['status']) }
}

const seconds = (value: unknown): number | null => (typeof value === 'number' && value >= 0 ? value : null)

const readEstimates = (fields: Json): IssueDetail['estimates'] => {
  const tracking = toJson(fields['timetracking'])
  const estimates = {
    original: seconds(tracking['originalEstimateSeconds'] ?? fields['timeoriginalestimate']),
    remaining: seconds(tracking['remainingEstimateSeconds'] ?? fields['timeestimate']),
    spent: seconds(tracking['timeSpentSeconds'] ?? fields['timespent']),
  }
  return Object.values(estimates).every((value) => value === null) ? null : estimates
}

const customId = /^customfield_\d{1,19}$/

/** Custom fields with a value; names and types come with the issue, and may be missing. */
const readCustomFields = (issue: Json, format: TextFormat): readonly IssueField[] => {
  const [names, schemas] = [toJson(issue['names']), toJson(issue['schema'])]
  return Object.entries(toJson(issue['fields']))
    .filter(([id, value]) => customId.test(id) && value !== null && value !== '')
    .map(([id, value]) => ({
      id,
      name: toWord(names[id]) ?? id,
      value: readFieldValue(value, readFieldSchema(schemas[id]), format),
    }))
    .filter(({ value }) => value.kind !== 'empty')
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** One issue with what its own screen shows; null without key and id. */
export const readIssueDetail = (value: unknown, format: TextFormat = 'wiki'): IssueDetail | null => {
  const issue = readIssue(value)
  if (issue === null) return null
  const fields = toJson(toJson(value)['fields'])
  const [commentPage, worklogPage] = [toJson(fields['comment']), toJson(fields['worklog'])]
  const [votes, watches] = [toJson(fields['votes']), toJson(fields['watches'])]
  const commentsBefore = toCount(commentPage['startAt'])
  return {
    ...issue,
    ...(commentsBefore === 0 ? {} : { commentsBefore }),
    description: toStoredText(fields['description']),
    comments: readAll(commentPage['comments'], readComment),
    commentTotal: totalOf(commentPage, toList(commentPage['comments']).length),
    links: readAll(fields['issuelinks'], readLink),
    attachments: readAll(fields['attachment'], readAttachment),
    subtasks: readAll(fields['subtasks'], readSubtask),
    environment: toStoredText(fields['environment']),
    affectedVersions: readAll(fields['versions'], readNamed),
    creator: readUser(fields['creator']),
    resolved: toTimestamp(fields['resolutiondate']),
    security: readNamed(fields['security']),
    estimates: readEstimates(fields),
    votes: { count: toCount(votes['votes']), mine: votes['hasVoted'] === true },
    watchers: { count: toCount(watches['watchCount']), mine: watches['isWatching'] === true },
    worklogs: readAll(worklogPage['worklogs'], readWorklog),
    worklogTotal: totalOf(worklogPage, toList(worklogPage['worklogs']).length),
    fields: readCustomFields(toJson(value), format),
  }
}
