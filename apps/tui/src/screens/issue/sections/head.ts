import type { Issue, IssueDetail, IssueField } from '@mmd/jira-api'
import { valueWords } from '@mmd/replica'
import { layoutPlain, textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../../components/pieces.ts'
import { priorityLook, statusRole } from '../../triage/looks.ts'
import type { IssueInput } from '../issue-input.ts'
import { fieldItem, type IssueItem, parentItem } from '../item.ts'
import { isChangedSince, type News } from '../news.ts'
import { blank, newsPiece, type Row, row, since } from '../row.ts'

const cellsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)

/** Summary, state and facts. */
export function* headRows(input: IssueInput, news: News): Generator<Row> {
  const { issue, width, theme } = input
  const isChanged = (...names: readonly string[]): boolean => names.some((name) => news.fields.has(name))
  for (const spans of layoutPlain(issue.summary, Math.max(1, width - 2)))
    yield {
      text: line([['title', spans.map((span) => span.text).join('')]], Math.max(0, width - 1), theme),
      isNews: isChanged('summary'),
    }
  yield blank(input)
  const [role, glyph] = priorityLook(issue.priority)
  const state: readonly Piece[] = [
    [statusRole(issue.status.category), issue.status.name],
    ['dim', issue.resolution === null ? '' : ` (${issue.resolution.name})`],
    newsPiece(isChanged('status', 'resolution')),
    ['dim', ' · '],
    [role, glyph],
    ['text', ` ${issue.priority?.name ?? 'no priority'}`],
    newsPiece(isChanged('priority')),
  ]
  const withType: readonly Piece[] = [...state, ['dim', ' · '], ['text', issue.type.name]]
  // A line of its own for the type, rather than half of its name.
  const fits = cellsOf(withType) < width
  yield row(fits ? withType : state, input, { isNews: isChanged('status', 'resolution', 'priority') })
  if (!fits) yield row([['text', issue.type.name]], input)
  yield* factRows(input, isChanged)
  yield* newsRows(input, news)
  yield blank(input)
}

/** Since when: that of the last visit, where it is kept. */
const sinceVisit = ({ visitedAt = null, now }: IssueInput): string => {
  if (visitedAt === null) return 'since you saw it'
  const ago = since(visitedAt, now)
  return `since ${ago === 'just now' ? 'a moment ago' : ago}`
}

/** How much is new, and how one gets there. What it is stands in the history, which is fetched where there is something. */
function* newsRows(input: IssueInput, { total }: News): Generator<Row> {
  if (input.whole !== true || !isChangedSince(input)) return
  const isComplete = input.parts?.history !== undefined
  if (isComplete && total === 0) return
  const words = `${total === 0 ? 'Changed' : `${total} new`} ${sinceVisit(input)}${total === 0 ? '' : ' · ) goes there'}`
  yield row([['warn', words]], input, isComplete ? {} : { wants: 'history' })
}

interface Fact {
  readonly label: string
  readonly value: string
  /** What a change of it is called in the history. */
  readonly names: readonly string[]
  /** The issue that it leads to. */
  readonly item?: IssueItem
}

const fact = (label: string, value: string, ...names: readonly string[]): Fact => ({ label, value, names })

const parentFact = ({ key, summary }: NonNullable<Issue['parent']>): Fact => ({
  ...fact('Parent', `${key} ${summary}`, 'parent', 'issueparent'),
  item: parentItem(key),
})

/** A custom field; an epic can be walked to. */
const fieldFact = ({ id, name, value }: IssueField): Fact => ({
  ...fact(name, valueWords(value) ?? '', id, name.toLowerCase()),
  ...(value.kind === 'issue' ? { item: fieldItem(id, value.key) } : {}),
})

const factsOf = (issue: Issue, now: number): readonly Fact[] => [
  fact('Assignee', issue.assignee?.name ?? 'unassigned', 'assignee'),
  fact('Reporter', issue.reporter?.name ?? '', 'reporter'),
  fact('Labels', issue.labels.join(', '), 'labels'),
  fact('Components', issue.components.map(({ name }) => name).join(', '), 'components', 'component'),
  fact('Fix version', issue.fixVersions.map(({ name }) => name).join(', '), 'fixVersions', 'fix version'),
  ...(issue.parent === null ? [] : [parentFact(issue.parent)]),
  fact('Due', issue.due ?? '', 'duedate'),
  fact('Updated', `${since(issue.updated, now)}, created ${since(issue.created, now)}`),
]

const people = ({ count, mine }: IssueDetail['watchers']): string =>
  count === 0 && !mine ? '' : `${count}${mine ? ', you too' : ''}`

/** What only the detail knows. */
const moreFacts = (detail: IssueDetail, now: number): readonly Fact[] => [
  fact('Affects', detail.affectedVersions.map(({ name }) => name).join(', '), 'versions', 'version'),
  fact('Resolved', detail.resolved === null ? '' : since(detail.resolved, now)),
  fact('Security', detail.security?.name ?? '', 'security'),
  fact('Watchers', people(detail.watchers)),
  fact('Votes', people(detail.votes)),
  // Clocks have a section of their own.
  ...detail.fields.filter(({ value }) => value.kind !== 'sla').map((field) => fieldFact(field)),
]

function* factRows(input: IssueInput, isChanged: (...names: readonly string[]) => boolean): Generator<Row> {
  const { issue, detail, now } = input
  const known = detail?.detail ?? null
  const more = input.whole === true && known !== null ? moreFacts(known, now) : []
  for (const { label, value, names, item } of [...factsOf(issue, now), ...more]) {
    if (value === '') continue
    const isNew = isChanged(...names)
    yield row([['dim', labelled(label)], ['text', value], newsPiece(isNew)], input, {
      isNews: isNew,
      ...(item === undefined ? {} : { item }),
    })
  }
}

/** Names of custom fields may be long: they push their value to the right. */
const labelled = (label: string): string => (label.length < 12 ? label.padEnd(12) : `${label}  `)
