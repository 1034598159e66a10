import { IssueDocument } from '../issue/issue-document.ts'
import type { IssueInput } from '../issue/issue-input.ts'
import { issueRows } from '../issue/issue-rows.ts'
import { newsOf } from '../issue/news.ts'

/** Ages are told in minutes at the finest. */
const minute = 60_000

let last: { readonly input: IssueInput; readonly lines: IssueDocument } | undefined

const isSame = (a: IssueInput, b: IssueInput): boolean =>
  a.issue === b.issue &&
  a.detail?.detail === b.detail?.detail &&
  a.detail?.phase === b.detail?.phase &&
  a.problem === b.problem &&
  a.width === b.width &&
  a.whole === b.whole &&
  a.parts === b.parts &&
  a.isDesk === b.isDesk &&
  a.fetches === b.fetches &&
  a.toggled === b.toggled &&
  a.since === b.since &&
  a.visitedAt === b.visitedAt &&
  a.me === b.me &&
  a.people === b.people &&
  a.theme === b.theme &&
  Math.floor(a.now / minute) === Math.floor(b.now / minute)

/** The lines of an issue. The last ones are kept: scrolling and other panes' keys do not lay them out again. */
export const previewLines = (input: IssueInput): IssueDocument => {
  if (last === undefined || !isSame(last.input, input)) {
    const news = newsOf(input)
    last = { input, lines: new IssueDocument(issueRows(input, news), input.theme, news.total) }
  }
  return last.lines
}

/** The theme of what was drawn last: what only measures must not have it drawn anew. */
export const lastTheme = (): IssueInput['theme'] | undefined => last?.input.theme
