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
  const isNewChange = ({ author, created }: Pick<Change, 'author' | 'created'>): boolean =>
    isNews(input, created, author)
  if (history.length === 0) yield row([['faint', 'Nothing was changed yet']], input)
  for (const { author, created, items } of byDay(newestFirst(history), isNewChange)) {
    const isNew = isNewChange({ author, created })
    const many = items.length > 1 ? ` · ${items.length} changes` : ''
    yield row(
      [['mention', author?.name ?? 'Anonymous'], ['dim', ` · ${since(created, input.now)}${many}`], newsPiece(isNew)],
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

type Item = Change['items'][number]

/** Adds older changes to newer ones: a field that went to and fro is told once, from where it came to where it went. */
const joinedItems = (newer: readonly Item[], older: readonly Item[]): readonly Item[] => {
  const items = [...newer]
  for (const item of older) {
    const at = items.findIndex((one) => one.field === item.field && one.from === item.to && one.from !== null)
    const same = items[at]
    if (same === undefined) items.push(item)
    else items[at] = { ...same, from: item.from }
  }
  return items
}

/** What one person did one after the other on one day, under one heading; what is new under one of its own. */
const byDay = (changes: readonly Change[], isNew: (change: Change) => boolean): readonly Change[] => {
  const days: Change[] = []
  for (const change of changes) {
    const last = days.at(-1)
    const isSame =
      last !== undefined &&
      last.author?.id === change.author?.id &&
      last.created?.slice(0, 10) === change.created?.slice(0, 10) &&
      isNew(last) === isNew(change)
    if (isSame) days[days.length - 1] = { ...last, items: joinedItems(last.items, change.items) }
    else days.push(change)
  }
  return days
}

/** Long texts are told by their beginning. */
const longest = 60

const oneLine = (text: string | null): string => {
  const plain = (text ?? '')
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}
