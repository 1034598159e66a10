import type { FetchedPart } from '@mmd/replica'
import { isFolded, type SectionName } from '../../state/issue-screen.ts'
import type { IssueInput } from './issue-input.ts'
import { sectionItem } from './item.ts'
import { blank, type Row, row, wordRows } from './row.ts'

const titles: Readonly<Record<SectionName, string>> = {
  sla: 'Time limits',
  description: 'Description',
  subtasks: 'Sub-tasks',
  links: 'Links',
  attachments: 'Attachments',
  comments: 'Comments',
  worklog: 'Work logged',
  history: 'History',
  development: 'Development',
}

export interface Section {
  readonly name: SectionName
  /** Behind the title; nothing where it is not known. */
  readonly count: number | null
  readonly rows: Iterable<Row>
  /** What of it is new since the last visit; absent: nothing. */
  readonly news?: number
  /** Stands quietly behind the title. */
  readonly aside?: string
  /** Fetched when the title is seen and the section is open. */
  readonly wants?: FetchedPart
}

const nothing: ReadonlySet<SectionName> = new Set()

/** The title of a section with its count, and what is in it unless it is folded. */
export function* sectionRows(
  { name, count, rows, news = 0, aside = '', wants }: Section,
  input: IssueInput,
): Generator<Row> {
  const folded = isFolded(name, input.toggled ?? nothing)
  const title = count === null ? titles[name] : `${titles[name]} ${count}`
  const sign = folded ? '▸ ' : ''
  const fresh = news === 0 ? '' : ` · ${news} new`
  const hint = folded ? ' Space opens it ' : aside === '' ? ' ' : ` · ${aside} `
  const rule = '─'.repeat(Math.max(0, input.width - sign.length - title.length - fresh.length - hint.length - 5))
  yield row(
    [
      ['border', '── '],
      ['heading', `${sign}${title}`],
      ['warn', fresh],
      ['faint', hint],
      ['border', rule],
    ],
    input,
    { section: name, ...(folded ? { item: sectionItem(name) } : {}), ...(folded || !wants ? {} : { wants }) },
  )
  if (!folded) yield* rows
  yield blank(input)
}

/** What stands for a part that is not there: it is on its way, could not be had, or waits to be seen. */
export const absentRows = (input: IssueInput, part: FetchedPart, what: string): readonly Row[] => {
  const fetch = input.fetches?.[part]
  if (fetch?.phase === 'failed')
    return wordRows('bad', `${what} could not be loaded: ${fetch.problem ?? 'unknown'} · r tries again`, input)
  return [row([['faint', `⋯ loading ${what}`]], input, { wants: part })]
}
