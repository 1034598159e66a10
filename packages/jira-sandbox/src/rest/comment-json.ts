import { visibleComments } from '../world/permissions.ts'
import type { SandboxAttachment, SandboxComment, SandboxIssue, SandboxWorklog } from '../world/world.ts'
import { personJson } from './user-json.ts'
import { formatTime, type View } from './view.ts'
import { wikiHtml } from './wiki-html.ts'

type Json = Readonly<Record<string, unknown>>

/** A comment; without `author` when nobody known wrote it. */
export const commentJson = (
  view: View,
  issue: SandboxIssue,
  comment: SandboxComment,
  rendered = false,
  withProperties = false,
): Json => {
  const author = personJson(view, comment.authorKey)
  const updateAuthor = personJson(view, comment.updateAuthorKey)
  return {
    self: `${view.baseUrl}/rest/api/2/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    ...(author !== null && { author }),
    body: comment.body,
    ...(rendered && { renderedBody: wikiHtml(comment.body) }),
    ...(updateAuthor !== null && { updateAuthor }),
    created: formatTime(comment.created),
    updated: formatTime(comment.updated),
    ...(comment.visibility !== undefined && { visibility: comment.visibility }),
    ...(withProperties && {
      properties: [...(comment.properties ?? [])].map(([key, value]) => ({ key, value })),
    }),
  }
}

/** The page of comments inside of an issue: always all of them. */
export const commentPage = (view: View, issue: SandboxIssue): Json => {
  const comments = visibleComments(view.world, view.user, issue)
  return {
    comments: comments.map((comment) => commentJson(view, issue, comment)),
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  }
}

const prettyTime = (seconds: number): string => {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return (
    [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : ''].filter((part) => part !== '').join(' ') || '0m'
  )
}

/** A worklog. */
export const worklogJson = (view: View, issue: SandboxIssue, log: SandboxWorklog): Json => ({
  self: `${view.baseUrl}/rest/api/2/issue/${issue.id}/worklog/${log.id}`,
  author: personJson(view, log.authorKey),
  updateAuthor: personJson(view, log.updateAuthorKey ?? log.authorKey),
  comment: log.comment,
  created: formatTime(log.created ?? log.started),
  updated: formatTime(log.updated ?? log.created ?? log.started),
  ...(log.visibility !== undefined && { visibility: log.visibility }),
  started: formatTime(log.started),
  timeSpent: prettyTime(log.seconds),
  timeSpentSeconds: log.seconds,
  id: log.id,
  issueId: String(issue.id),
})

/** The page of worklogs inside of an issue: never more than 20. */
export const worklogPage = (view: View, issue: SandboxIssue): Json => ({
  startAt: 0,
  maxResults: 20,
  total: issue.worklogs.length,
  worklogs: issue.worklogs.slice(0, 20).map((log) => worklogJson(view, issue, log)),
})

const tracked = (name: string, seconds: number | null | undefined): Json =>
  seconds === null || seconds === undefined ? {} : { [name]: prettyTime(seconds), [`${name}Seconds`]: seconds }

/** Time tracking, in words and in seconds; empty when nothing was ever logged or estimated. */
export const timeTracking = ({ worklogs, originalEstimate, remainingEstimate }: SandboxIssue): Json => {
  const spent = worklogs.reduce((sum, { seconds }) => sum + seconds, 0)
  return {
    ...tracked('originalEstimate', originalEstimate),
    ...tracked('remainingEstimate', remainingEstimate),
    ...(spent === 0 ? {} : tracked('timeSpent', spent)),
  }
}

export const attachmentJson = (view: View, attachment: SandboxAttachment): Json => {
  const author = personJson(view, attachment.authorKey)
  const content = `${view.baseUrl}/secure/attachment/${attachment.id}/${encodeURIComponent(attachment.filename)}`
  return {
    self: `${view.baseUrl}/rest/api/2/attachment/${attachment.id}`,
    id: attachment.id,
    filename: attachment.filename,
    ...(author !== null && { author }),
    created: formatTime(attachment.created),
    size: attachment.size,
    mimeType: attachment.mimeType,
    content,
    ...(attachment.mimeType.startsWith('image/') && { thumbnail: content.replace('/attachment/', '/thumbnail/') }),
  }
}
