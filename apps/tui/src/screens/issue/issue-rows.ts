import type { IssueDetail } from '@mmd/jira-api'
import type { StoredText } from '@mmd/rich-text'
import type { IssueInput } from './issue-input.ts'
import { type News, newsOf } from './news.ts'
import { blank, type Row, row, textRows, wordRows } from './row.ts'
import { type Section, sectionRows } from './section.ts'
import { attachmentSection } from './sections/attachments.ts'
import { developmentSection } from './sections/development.ts'
import { headRows } from './sections/head.ts'
import { historySection } from './sections/history.ts'
import { linkSection, subtaskSection } from './sections/links.ts'
import { slaSection } from './sections/sla.ts'
import { commentSection, worklogSection } from './sections/talk.ts'

function* descriptionRows(description: StoredText | null, input: IssueInput): Generator<Row> {
  if (description === null || description.source.trim() === '') yield row([['faint', 'No description']], input)
  else yield* textRows(description, input)
}

/** Stands right under the facts without a title of its own. */
function* openDescription(description: StoredText | null, input: IssueInput, { fields }: News): Generator<Row> {
  let isFirst = true
  if (fields.has('description')) {
    yield row([['warn', 'The description is new']], input, { section: 'description', isNews: true })
    isFirst = false
  }
  for (const one of descriptionRows(description, input)) {
    yield isFirst ? { ...one, section: 'description' } : one
    isFirst = false
  }
  yield blank(input)
}

/** The sections below the description that this issue has; a preview leaves away what costs requests of its own. */
const sectionsOf = (detail: IssueDetail, input: IssueInput, news: News): readonly Section[] =>
  [
    subtaskSection(detail, input),
    linkSection(detail, input, news),
    attachmentSection(detail, input),
    commentSection(detail, input),
    worklogSection(detail, input),
    ...(input.whole === true ? [historySection(input), developmentSection(detail, input)] : []),
  ]
    .filter((section) => section !== null)
    .map((section) => ({ ...section, news: news.counts[section.name] ?? 0 }))

/** All lines of an issue, made as far as they are looked at. */
export function* issueRows(input: IssueInput, news: News = newsOf(input)): Generator<Row> {
  const { issue, detail, problem } = input
  const known = detail?.detail ?? null
  yield* headRows(input, news)
  if (known === null) {
    if (issue.description !== undefined) yield* openDescription(issue.description, input, news)
    if (problem !== null) yield* wordRows('bad', problem, input)
    else {
      const rest = issue.description === undefined ? 'the issue' : 'comments and links'
      yield row([['faint', detail?.phase === 'loading' ? `loading ${rest}…` : `Enter shows ${rest}`]], input)
    }
    return
  }
  const clocks = slaSection(known, input)
  if (clocks !== null) yield* sectionRows(clocks, input)
  yield* openDescription(known.description, input, news)
  for (const section of sectionsOf(known, input, news)) yield* sectionRows(section, input)
}
