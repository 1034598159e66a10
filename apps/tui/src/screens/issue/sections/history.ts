import type { Change } from '@mmd/jira-api'
import { type IssueInput, isNews } from '../issue-input.ts'
import { newsPiece, type Row, row, since } from '../row.ts'
import { absentRows, type Section } from '../section.ts'

/** Who changed what, the newest first. */
export const historySection = (input: IssueInput): Section => {
  const { history } = input.parts ?? {}
  return {
    name: 'history',
    count: history?.length ?? null,
    wants: 'history',
    rows: history === undefined ? absentRows(input, 'history', 'the history') : historyRows(history, input),
  }
}

function* historyRows(history: readonly Change[], input: IssueInput): Generator<Row> {
  if (history.length === 0) yield row([['faint', 'Nothing was changed yet']], input)
  for (const { author, created, items } of newestFirst(history)) {
    const isNew = isNews(input, created, author)
    yield row(
      [['mention', author?.name ?? 'Anonymous'], ['dim', ` · ${since(created, input.now)}`], newsPiece(isNew)],
      input,
      { isNews: isNew },
    )
    for (const { field, from, to } of items)
      yield row(
        [
          ['dim', `  ${field} `],
          ['strike', oneLine(from)],
          ['dim', oneLine(from) === '' ? '→ ' : ' → '],
          ['text', oneLine(to) === '' ? 'nothing' : oneLine(to)],
        ],
        input,
        { isNews: isNew },
      )
  }
}

const newestFirst = (history: readonly Change[]): readonly Change[] =>
  history.toSorted((a, b) =>
    (a.created ?? '') < (b.created ?? '') ? 1 : (a.created ?? '') > (b.created ?? '') ? -1 : 0,
  )

/** Long texts are told by their beginning. */
const longest = 60

const oneLine = (text: string | null): string => {
  const plain = (text ?? '')
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}
