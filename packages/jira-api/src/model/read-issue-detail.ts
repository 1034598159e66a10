import type { Attachment, Comment, IssueDetail, IssueLink } from './model.ts'
import {
  isJson,
  type Json,
  readAll,
  toCount,
  toJson,
  toLine,
  toList,
  toText,
  toTimestamp,
  toWord,
} from './primitives.ts'
import { ISSUE_FIELDS, readIssue, readKey } from './read-issue.ts'
import { readStatus } from './read-named.ts'
import { readUser } from './read-user.ts'

/** The fields that `readIssueDetail` reads. */
export const DETAIL_FIELDS: readonly string[] = [
  ...ISSUE_FIELDS,
  'description',
  'comment',
  'issuelinks',
  'attachment',
  'subtasks',
]

/** A comment; null without an id. Author and body may be absent. */
export const readComment = (value: unknown): Comment | null => {
  const comment = toJson(value)
  const id = toWord(comment['id'])
  if (id === null) return null
  return {
    id,
    author: readUser(comment['author']),
    body: toText(comment['body']) ?? '',
    created: toTimestamp(comment['created']),
    updated: toTimestamp(comment['updated']),
    visibility: toWord(toJson(comment['visibility'])['value']),
  }
}

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
    relation: toWord(outward ? type['outward'] : type['inward']) ?? toWord(type['name']) ?? '',
    key,
    summary: toLine(fields['summary']) ?? '',
    status: readStatus(fields['status']),
  }
}

const readAttachment = (value: unknown): Attachment | null => {
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

// A page that claims to be whole has what it has: `total` may count comments that are gone.
const commentTotal = (page: Json, came: number): number => {
  const total = toCount(page['total'])
  return came >= total || toCount(page['maxResults']) >= total ? came : total
}

/** One issue with what its own screen shows; null without key and id. */
export const readIssueDetail = (value: unknown): IssueDetail | null => {
  const issue = readIssue(value)
  if (issue === null) return null
  const fields = toJson(toJson(value)['fields'])
  const page = toJson(fields['comment'])
  const comments = readAll(page['comments'], readComment)
  return {
    ...issue,
    description: toText(fields['description']),
    comments,
    commentTotal: commentTotal(page, toList(page['comments']).length),
    links: readAll(fields['issuelinks'], readLink),
    attachments: readAll(fields['attachment'], readAttachment),
    subtasks: readAll(fields['subtasks'], readSubtask),
  }
}
