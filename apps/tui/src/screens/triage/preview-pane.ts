import type { Comment, Issue, IssueDetail, IssueKey } from '@mmd/jira-api'
import type { DetailRows } from '@mmd/replica'
import { layoutPlain, type StoredText, textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import type { Theme } from '../../theme/theme.ts'
import { age } from './age.ts'
import { LazyLines } from './lazy-lines.ts'
import { priorityLook, statusRole } from './looks.ts'
import { textLines } from './rich-lines.ts'

export interface PreviewInput {
  readonly issue: Issue
  readonly detail: DetailRows | undefined
  /** What to say when the detail could not be fetched. */
  readonly problem: string | null
  readonly width: number
  readonly now: number
  readonly theme: Theme
}

const cellsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)

function* headLines({ issue, width, theme, now }: PreviewInput): Generator<string> {
  for (const spans of layoutPlain(issue.summary, Math.max(1, width - 2))) {
    yield line([['title', ` ${spans.map((span) => span.text).join('')}`]], width, theme)
  }
  const blank = ' '.repeat(width)
  yield blank
  const [role, glyph] = priorityLook(issue.priority)
  const state: readonly Piece[] = [
    [statusRole(issue.status.category), ` ${issue.status.name}`],
    ['dim', issue.resolution === null ? '' : ` (${issue.resolution.name})`],
    ['dim', ' · '],
    [role, glyph],
    ['text', ` ${issue.priority?.name ?? 'no priority'}`],
  ]
  const withType: readonly Piece[] = [...state, ['dim', ' · '], ['text', issue.type.name]]
  // A line of its own for the type, rather than half of its name.
  const rows = cellsOf(withType) <= width ? [withType] : [state, [['text', ` ${issue.type.name}`] as const]]
  for (const row of rows) yield line(row, width, theme)
  yield* factLines(issue, width, theme, now)
  yield blank
}

/** Label and value, one line each, only what there is. */
function* factLines(issue: Issue, width: number, theme: Theme, now: number): Generator<string> {
  const facts: readonly (readonly [string, string])[] = [
    ['Assignee', issue.assignee?.name ?? 'unassigned'],
    ['Reporter', issue.reporter?.name ?? ''],
    ['Labels', issue.labels.join(', ')],
    ['Components', issue.components.map(({ name }) => name).join(', ')],
    ['Fix version', issue.fixVersions.map(({ name }) => name).join(', ')],
    ['Parent', issue.parent === null ? '' : `${issue.parent.key} ${issue.parent.summary}`],
    ['Due', issue.due ?? ''],
    ['Updated', `${since(issue.updated, now)}, created ${since(issue.created, now)}`],
  ]
  for (const [label, value] of facts) {
    if (value === '') continue
    yield line(
      [
        ['dim', ` ${label.padEnd(12)}`],
        ['text', value],
      ],
      width,
      theme,
    )
  }
}

const since = (iso: string | null, now: number): string => {
  const short = age(iso, now)
  return short === '' ? 'never' : short === 'now' ? 'just now' : `${short} ago`
}

const ruled = (title: string, width: number, theme: Theme): string => {
  const rule = '─'.repeat(Math.max(0, width - title.length - 6))
  return line(
    [
      ['border', ' ── '],
      ['heading', title],
      ['border', ` ${rule}`],
    ],
    width,
    theme,
  )
}

function* descriptionLines(description: StoredText | null, { width, theme }: PreviewInput): Generator<string> {
  if (description === null || description.source.trim() === '') yield line([['faint', ' No description']], width, theme)
  else yield* textLines(description, width, theme)
  yield ' '.repeat(width)
}

function* detailLines(detail: IssueDetail, input: PreviewInput): Generator<string> {
  const { width, theme } = input
  const blank = ' '.repeat(width)
  yield* descriptionLines(detail.description, input)
  yield* linkLines(detail, width, theme)
  if (detail.commentTotal > 0) {
    yield ruled(`Comments ${detail.commentTotal}`, width, theme)
    yield blank
    for (const comment of detail.comments) yield* commentLines(comment, input)
    const left = detail.commentTotal - detail.comments.length
    if (left > 0) yield line([['dim', ` … and ${left} more in the browser (b)`]], width, theme)
  }
}

function* linkLines(detail: IssueDetail, width: number, theme: Theme): Generator<string> {
  const rows: (readonly Piece[])[] = [
    ...detail.subtasks.map((task): readonly Piece[] => [
      ['accent', ` ${task.key} `],
      [statusRole(task.status?.category ?? 'unknown'), task.status?.name ?? ''],
      ['text', ` ${task.summary}`],
    ]),
    ...detail.links.map((link): readonly Piece[] => [
      ['dim', ` ${link.relation} `],
      ['accent', link.key],
      ['text', ` ${link.summary}`],
    ]),
    ...detail.attachments.map((file): readonly Piece[] => [
      ['info', ` ${file.filename}`],
      ['dim', ` ${size(file.size)}`],
    ]),
  ]
  if (rows.length === 0) return
  yield ruled('Sub-tasks, links, attachments', width, theme)
  for (const row of rows) yield line(row, width, theme)
  yield ' '.repeat(width)
}

const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

function* commentLines(comment: Comment, { width, theme, now }: PreviewInput): Generator<string> {
  const when = comment.id.startsWith('pending:') ? 'being sent' : since(comment.created, now)
  yield line(
    [
      ['mention', ` ${comment.author?.name ?? 'Anonymous'}`],
      ['dim', ` · ${when}`],
      ['warn', comment.visibility === null ? '' : ` · ${comment.visibility} only`],
    ],
    width,
    theme,
  )
  yield* textLines(comment.body, width, theme)
  yield ' '.repeat(width)
}

function* allLines(input: PreviewInput): Generator<string> {
  const { issue, detail, problem, width, theme } = input
  const known = detail?.detail ?? null
  yield* headLines(input)
  if (known !== null) return yield* detailLines(known, input)
  if (issue.description !== undefined) yield* descriptionLines(issue.description, input)
  if (problem !== null) yield* wrappedLines(problem, width, theme)
  else {
    const rest = issue.description === undefined ? 'the issue' : 'comments and links'
    const words = detail?.phase === 'loading' ? ` loading ${rest}…` : ` Enter shows ${rest}`
    yield line([['faint', words]], width, theme)
  }
}

const wrappedLines = (text: string, width: number, theme: Theme): readonly string[] =>
  layoutPlain(text, Math.max(1, width - 2)).map((spans) =>
    line([['bad', ` ${spans.map((span) => span.text).join('')}`]], width, theme),
  )

/** Ages are told in minutes at the finest. */
const minute = 60_000

let last: { readonly input: PreviewInput; readonly lines: LazyLines } | undefined

/** The nearest first line that fills `height` lines of the preview drawn last: only what is laid out has a length. */
export const clampToDrawn = (key: IssueKey, top: number, height: number): number =>
  last?.input.issue.key === key ? last.lines.clampTop(top, height) : top

/** The preview of an issue. The last one is kept: scrolling and other panes' keys do not lay it out again. */
export const previewLines = (input: PreviewInput): LazyLines => {
  const same =
    last !== undefined &&
    last.input.issue === input.issue &&
    last.input.detail?.detail === input.detail?.detail &&
    last.input.detail?.phase === input.detail?.phase &&
    last.input.problem === input.problem &&
    last.input.width === input.width &&
    Math.floor(last.input.now / minute) === Math.floor(input.now / minute) &&
    last.input.theme === input.theme
  if (last === undefined || !same) last = { input, lines: new LazyLines(allLines(input)) }
  return last.lines
}
