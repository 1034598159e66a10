import { fieldById } from '../world/fields.ts'
import { visibleComments } from '../world/permissions.ts'
import { isRichField } from '../world/rich-fields.ts'
import type { SandboxIssue } from '../world/world.ts'
import { attachmentJson, commentJson, worklogJson, worklogPage } from './comment-json.ts'
import { isObject } from './input.ts'
import { type Language, spokenDate, spokenDuration, spokenSize, spokenTime } from './spoken.ts'
import { parseTime, type View } from './view.ts'
import { wikiHtml } from './wiki-html.ts'

type Json = Readonly<Record<string, unknown>>

const durations: ReadonlySet<string> = new Set([
  'timespent',
  'timeestimate',
  'timeoriginalestimate',
  'aggregatetimespent',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
])

interface Speech {
  readonly time: (time: number) => string
  readonly duration: (seconds: number) => string
  readonly language: Language
}

const speechOf = ({ now, release }: View, { updated }: SandboxIssue): Speech => {
  const language = release?.language ?? 'en'
  return {
    language,
    time: (time) => spokenTime(time, now ?? updated, language),
    duration: (seconds) => spokenDuration(seconds, language),
  }
}

const comments = (view: View, issue: SandboxIssue, { time }: Speech): Json => {
  const shown = visibleComments(view.world, view.user, issue).map((comment) => ({
    ...commentJson(view, issue, comment),
    body: wikiHtml(comment.body),
    created: time(comment.created),
    updated: time(comment.updated),
  }))
  return { comments: shown, maxResults: shown.length, total: shown.length, startAt: 0 }
}

const worklogs = (view: View, issue: SandboxIssue, { time, duration }: Speech): Json => ({
  ...worklogPage(view, issue),
  worklogs: issue.worklogs.slice(0, 20).map((log) => ({
    ...worklogJson(view, issue, log),
    comment: wikiHtml(log.comment),
    created: time(log.created ?? log.started),
    updated: time(log.updated ?? log.created ?? log.started),
    started: time(log.started),
    timeSpent: duration(log.seconds),
  })),
})

const tracking = (value: Json, { duration }: Speech): Json =>
  Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const seconds = value[`${name}Seconds`]
      return [name, typeof seconds === 'number' ? duration(seconds) : part]
    }),
  )

const rendered = (view: View, issue: SandboxIssue, id: string, value: unknown): unknown => {
  const speech = speechOf(view, issue)
  if (id === 'comment') return comments(view, issue, speech)
  if (id === 'worklog') return worklogs(view, issue, speech)
  if (id === 'attachment') {
    return issue.attachments.map((file) => ({
      ...attachmentJson(view, file),
      created: speech.time(file.created),
      size: spokenSize(file.size),
    }))
  }
  if (id === 'timetracking' && isObject(value)) return tracking(value, speech)
  if (isRichField(id)) return typeof value === 'string' ? wikiHtml(value) : ''
  if (typeof value === 'number') return durations.has(id) ? speech.duration(value) : null
  if (typeof value !== 'string') return null
  const type = fieldById(id)?.schema?.type
  const time = type === 'datetime' ? parseTime(value) : undefined
  if (time !== undefined) return speech.time(time)
  return type === 'date' && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? spokenDate(value, speech.language) : null
}

/** What the pages of Jira would show of some fields: HTML for texts, words for times and durations, null for all others. */
export const renderedFields = (view: View, issue: SandboxIssue, fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, rendered(view, issue, id, value)]))
