import { faultWords, type JqlOffer } from '@mmd/jira-api/jql'
import { layoutPlain, textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import { scrollTop } from '../../state/list.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines, type Hint } from '../modals/hints.ts'
import type { ModalRoom, ModalView } from '../modals/modal-view.ts'
import { wrapped } from '../modals/prompt.ts'
import type { JqlHits, JqlModal } from './jql-modal.ts'
import { peopleNamed } from './people-named.ts'
import { queryLines } from './query-lines.ts'
import { enterTakes, type JqlNotice, noticeOf, offersOf, readingOf, recentOf } from './reading.ts'

/** Lines of the bar at most, whatever stands in it: its size stays, so that nothing moves. And lines of a long query. */
const mostHeight = 12
const mostLines = 6

/** What is said of the number of issues, on the upper edge. */
const hitWords = ({ sites, isAbout, isCounting, why }: JqlHits): string => {
  if (sites === null) return isCounting ? 'counting…' : why
  const total = sites.reduce((sum, { count }) => sum + count, 0)
  const parts = sites.length < 2 ? '' : ` (${sites.map(({ site, count }) => `${site} ${count}`).join(', ')})`
  return `${isAbout ? 'about ' : ''}${total} ${total === 1 ? 'issue' : 'issues'}${parts}${isCounting ? '…' : ''}`
}

/** Enter would search: nothing is wrong, or that was said. */
const isWhole = (modal: JqlModal): boolean => modal.insisted || readingOf(modal).fault === null

const hintsOf = (modal: JqlModal): readonly Hint[] => {
  if (modal.held !== null)
    return [
      ['Enter', 'takes it'],
      ['↑↓', 'moves'],
      ['Esc', 'goes back'],
    ]
  const offers = offersOf(modal)
  const takes = modal.list === 'offers' ? enterTakes(modal) : modal.cursor >= 0
  return [
    ['Enter', takes ? 'takes it' : isWhole(modal) ? 'searches' : 'shows what is wrong'],
    ...(offers.length > 0 && !takes ? ([['Tab', 'takes it']] as const) : []),
    ['Esc', offers.length > 0 ? 'closes the list' : 'closes'],
    ...(offers.length === 0 ? ([['Tab', 'completes']] as const) : []),
    ['Ctrl-R', 'former queries'],
    ...(modal.buffer.text.trim() === '' ? [] : ([['Ctrl-S', 'saves it as a view']] as const)),
    ...((modal.past ?? []).length === 0 ? [] : ([['Ctrl-Z', 'takes back']] as const)),
  ]
}

const kindWords: Readonly<Record<JqlOffer['kind'], string>> = {
  field: 'field',
  operator: '',
  value: '',
  function: 'function',
  keyword: '',
}

const offerRow = (
  { label, detail, kind }: JqlOffer,
  here: boolean,
  column: number,
  width: number,
  theme: Theme,
): string => {
  const role: Role = kind === 'keyword' || kind === 'operator' ? 'strong' : 'text'
  const gap = ' '.repeat(Math.max(2, column - textWidth(label) + 2))
  const drawn = line(
    [
      [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
      [role, label],
      ['dim', `${gap}${detail === '' ? kindWords[kind] : detail}`],
    ],
    width,
    theme,
  )
  return here ? theme.select(drawn, true) : drawn
}

const recentRow = (jql: string, here: boolean, width: number, theme: Theme): string => {
  const pieces: readonly Piece[] = [
    [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
    [here ? 'text' : 'dim', jql],
  ]
  const drawn = line(pieces, width, theme)
  return here ? theme.select(drawn, true) : drawn
}

const listRows = (modal: JqlModal, rows: number, width: number, theme: Theme): readonly string[] => {
  const offers = offersOf(modal)
  const recent = recentOf(modal)
  const top = scrollTop(0, Math.max(0, modal.cursor), rows, offers.length + recent.length)
  const shown = offers.slice(top, top + rows)
  const column = Math.min(Math.floor(width / 2), Math.max(0, ...shown.map(({ label }) => textWidth(label))))
  const drawn = [
    ...shown.map((offer, at) => offerRow(offer, top + at === modal.cursor, column, width, theme)),
    ...recent.slice(top, top + rows).map((jql, at) => recentRow(jql, top + at === modal.cursor, width, theme)),
  ]
  if (drawn.length === 0 && modal.held !== null)
    drawn.push(line([['dim', '   no former query is like that']], width, theme))
  return [...drawn, ...Array.from({ length: Math.max(0, rows - drawn.length) }, () => ' '.repeat(width))]
}

const tones: Readonly<Record<JqlNotice['tone'], Role>> = { next: 'dim', doubt: 'warn', wrong: 'bad' }

/** What is to be said, the whole first, then what of it gives way last: the place is underlined too. */
const noticeWords = ({ buffer, insisted, refused }: JqlModal, { fault, tone }: JqlNotice): readonly string[] => {
  if (tone === 'next') return [fault.message]
  const words = faultWords(buffer.text, fault)
  const again = insisted && refused === null ? [`${words} · Enter again asks the site`] : []
  return [...again, words, fault.message]
}

/** In line with the query. */
const indent = '  '

/** What is to be said, in at most so many lines; always one, so that nothing moves when it comes. */
const noticeLines = (modal: JqlModal, most: number, width: number, theme: Theme): readonly string[] => {
  const notice = noticeOf(modal)
  const inner = width - indent.length
  if (notice === null) return [line([['dim', ` ${indent}${peopleNamed(readingOf(modal), modal.names)}`]], width, theme)]
  const role = tones[notice.tone]
  const ways = noticeWords(modal, notice).map((words) => wrapped(role, words, inner, theme))
  const lines = ways.find((way) => way.length <= most)
  if (lines !== undefined) return lines.map((text) => indent + text)
  // Where there is not room for all, what is cut is seen to be.
  const rows = layoutPlain(notice.fault.message, Math.max(1, inner - 2)).map((spans) =>
    spans.map(({ text }) => text).join(''),
  )
  const cut = line([[role, ` ${rows.slice(most - 1).join(' ')}`]], inner, theme)
  return [...(ways.at(-1) ?? []).slice(0, most - 1), cut].map((text) => indent + text)
}

const titleOf = ({ held }: JqlModal): string => (held === null ? 'JQL' : 'JQL · former queries')

/** The query, what is to be said of it, what could stand next, and the keys. */
export const drawJql = (modal: JqlModal, room: ModalRoom, theme: Theme): ModalView => {
  const { innerWidth: width, innerHeight: height } = room
  const notice = noticeOf(modal)
  const look = {
    spans: modal.held === null ? readingOf(modal).spans : [],
    fault: notice === null || notice.tone === 'next' ? null : notice.fault,
  }
  const isSmall = height < 12
  const query = queryLines(
    modal.buffer,
    look,
    { width, most: isSmall ? Math.min(3, Math.max(1, height - 3)) : mostLines },
    theme,
  )
  const said = noticeLines(modal, isSmall ? 2 : 3, width, theme)
  const hints = fewHintLines(hintsOf(modal), 1, width, theme)
  const rows = Math.max(0, Math.min(mostHeight, height) - query.length - said.length - hints.length)
  return {
    title: titleOf(modal),
    right: hitWords(modal.hits),
    lines: [...query, ...said, ...listRows(modal, rows, width, theme), ...hints].slice(0, height),
  }
}
