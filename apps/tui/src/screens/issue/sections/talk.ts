import type { Comment, IssueDetail, Worklog } from '@mmd/jira-api'
import { toDuration } from '../../../durations.ts'
import { type IssueInput, isNews } from '../issue-input.ts'
import { commentItem, worklogItem } from '../item.ts'
import { blank, newsPiece, type Row, row, since, textRows } from '../row.ts'
import { absentRows, type Section } from '../section.ts'
import { commentsOf, worklogsOf } from '../talk-lists.ts'

const isPending = (id: string): boolean => id.startsWith('pending:')

export const commentSection = (detail: IssueDetail, input: IssueInput): Section | null => {
  const comments = commentsOf(detail, input)
  const total = Math.max(detail.commentTotal, comments.length)
  if (total === 0) return null
  const section: Section = { name: 'comments', count: total, rows: commentRows(detail, comments, total, input) }
  if (comments.every(hasReaders)) return section
  return { ...section, aside: readersAside(input), ...(input.whole === true ? { wants: 'comments' } : {}) }
}

const hasReaders = ({ internal }: Comment): boolean => internal !== null

/** A comment without a mark could be taken for what the customer has read: says that this is not known yet. */
const readersAside = ({ whole, fetches }: IssueInput): string => {
  const phase = fetches?.comments?.phase
  if (phase === 'failed') return 'who may read them could not be asked · r tries again'
  if (phase === 'ready') return 'the site does not say which are internal'
  return whole === true ? 'asking who may read them…' : 'which are internal is not known yet'
}

function* commentRows(
  detail: IssueDetail,
  comments: readonly Comment[],
  total: number,
  input: IssueInput,
): Generator<Row> {
  // The list that was fetched by itself begins with the oldest one.
  const before = input.parts?.comments === undefined ? (detail.commentsBefore ?? 0) : 0
  const left = Math.max(0, total - comments.length)
  const older = Math.min(left, before)
  const firstPending = comments.findIndex(({ id }) => isPending(id))
  const end = firstPending === -1 ? comments.length : firstPending
  yield* missingRows(older, 'older', input)
  yield* severalComments(comments.slice(0, end), input)
  yield* missingRows(left - older, 'more', input)
  // What is on its way is the newest whatever else comes.
  yield* severalComments(comments.slice(end), input)
}

function* severalComments(comments: readonly Comment[], input: IssueInput): Generator<Row> {
  for (const comment of comments) {
    yield blank(input)
    yield* oneComment(comment, input)
  }
}

/** Stands where comments will come that are not there. */
function* missingRows(count: number, which: 'older' | 'more', input: IssueInput): Generator<Row> {
  if (count === 0) return
  yield blank(input)
  const what = `${count} ${which} ${count === 1 ? 'comment' : 'comments'}`
  if (input.whole === true) yield* absentRows(input, 'comments', what)
  else yield row([['dim', which === 'older' ? `… ${count} older` : `… and ${count} more`]], input)
}

/** Who alone may read it; a question mark while that is not known. */
const readersOf = ({ visibility, internal }: Comment): string => {
  if (internal === true) return ' · internal'
  if (visibility !== null) return ` · ${visibility} only`
  return internal === null ? ' · internal?' : ''
}

function* oneComment(comment: Comment, input: IssueInput): Generator<Row> {
  const { id, author, created, updated, internal } = comment
  const isNew = isNews(input, updated ?? created, author)
  const edited = updated !== null && created !== null && updated > created ? ' · edited' : ''
  const more: Omit<Row, 'text'> = {
    item: commentItem(comment),
    isNews: isNew,
    ...(internal === null && input.whole === true ? { wants: 'comments' } : {}),
  }
  yield row(
    [
      ['mention', author?.name ?? 'Anonymous'],
      ['dim', ` · ${isPending(id) ? 'being sent' : since(created, input.now)}${edited}`],
      [internal === null ? 'faint' : 'warn', readersOf(comment)],
      newsPiece(isNew),
    ],
    input,
    more,
  )
  yield* textRows(comment.body, input, more)
}

export const worklogSection = (detail: IssueDetail, input: IssueInput): Section | null => {
  const worklogs = worklogsOf(detail, input.parts)
  const total = Math.max(detail.worklogTotal, worklogs.length)
  const { spent = null, remaining = null } = detail.estimates ?? {}
  if (total === 0 && spent === null && remaining === null) return null
  return { name: 'worklog', count: total, rows: worklogRows(worklogs, total, detail, input) }
}

function* worklogRows(
  worklogs: readonly Worklog[],
  total: number,
  { estimates }: IssueDetail,
  input: IssueInput,
): Generator<Row> {
  const sums: readonly (readonly [string, number | null | undefined])[] = [
    ['estimated', estimates?.original],
    ['spent', estimates?.spent],
    ['left', estimates?.remaining],
  ]
  const words = sums.flatMap(([what, seconds]) =>
    seconds === null || seconds === undefined ? [] : [`${seconds === 0 ? '0m' : toDuration(seconds)} ${what}`],
  )
  // Where the site keeps no account of the whole, the sum of what is shown stands in.
  const sum = worklogs.reduce((seconds, worklog) => seconds + worklog.seconds, 0)
  const isSpentKnown = estimates?.spent !== null && estimates?.spent !== undefined
  if (!isSpentKnown && worklogs.length > 1 && worklogs.length >= total) words.push(`${toDuration(sum)} in all`)
  if (words.length > 0) yield row([['dim', words.join(' · ')]], input)
  for (const worklog of worklogs) {
    const { id, author, started, seconds, comment } = worklog
    const isNew = isNews(input, worklog.updated ?? worklog.created, author)
    const more = { item: worklogItem(worklog), isNews: isNew }
    yield row(
      [
        ['mention', author?.name ?? 'Anonymous'],
        ['text', ` ${toDuration(seconds)}`],
        ['dim', ` · ${isPending(id) ? 'being sent' : since(started, input.now)}`],
        newsPiece(isNew),
      ],
      input,
      more,
    )
    if (comment !== null && comment.source.trim() !== '') yield* textRows(comment, input, more)
  }
  if (total <= worklogs.length) return
  if (input.whole === true) yield* absentRows(input, 'worklogs', `${total - worklogs.length} more`)
  else yield row([['dim', `… and ${total - worklogs.length} more`]], input)
}
