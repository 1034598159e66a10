import { textWidth } from '@mmd/rich-text/cells'
import { type Action, type Scope, shownKey } from '../../actions/action.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { showChords } from '../../input/chord.ts'
import type { PendingKeys } from '../../input/dispatcher.ts'
import type { Toast } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { hintWorth } from './hint-worth.ts'
import { newsLines } from './news-lines.ts'

export interface FooterInput {
  readonly actions: readonly Action[]
  readonly scopes: readonly Scope[]
  /** An issue fills the screen: the way back comes first. */
  readonly zoomed?: boolean
  /** Whether it can be done now; what cannot is quiet. Pressed all the same, it says why. Absent: all can. */
  readonly isOpen?: (action: Action) => boolean
  readonly pending: PendingKeys
  readonly toast: Toast | null
  readonly width: number
  readonly theme: Theme
}

/** Many sequences that begin alike are one hint: what they are is told when the first key was pressed. */
const jumpPieces = (first: string): readonly Piece[] => [
  ['key', ` ${showChords([first])}`],
  ['dim', ' jump '],
]

const cellsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)

/** What may follow the keys that were typed, as far as there is room. */
const following = ({ actions, scopes, pending: { sequence } }: FooterInput, width: number): readonly Piece[] => {
  const shown: Piece[] = []
  if (sequence.length === 0) return shown
  for (const { keys, hint, scope } of actions) {
    const [first = []] = keys
    const isNext = first.length > sequence.length && sequence.every((chord, at) => first[at] === chord)
    if (hint === undefined || !isNext || !scopes.includes(scope)) continue
    const pieces: readonly Piece[] = [
      ['key', ` ${showChords(first.slice(sequence.length))}`],
      ['dim', ` ${hint} `],
    ]
    if (cellsOf([...shown, ...pieces]) > width) break
    shown.push(...pieces)
  }
  return shown
}

/** What the cursor of an issue is on, by the scope of its keys. */
const itemNames: Partial<Readonly<Record<Scope, string>>> = {
  comment: 'comment',
  worklog: 'work',
  file: 'attachment',
  link: 'link',
  section: 'section',
}

/** Names what the first keys are for, where all of them have room beside it. */
const itemPieces = (live: readonly Action[], room: number, pieceOf: (action: Action) => readonly Piece[]) => {
  const scope = live[0]?.scope
  const name = scope === undefined ? undefined : itemNames[scope]
  if (name === undefined) return []
  const pieces: readonly Piece[] = [['dim', ` ${name}:`]]
  const own = live.filter((action) => action.scope === scope && action.keys.length > 0).flatMap(pieceOf)
  return cellsOf(pieces) + cellsOf(own) > room ? [] : pieces
}

interface Hint {
  readonly action: Action
  readonly pieces: readonly Piece[]
}

/** One for each action, and one for all sequences that begin alike. */
const hintsOf = (
  live: readonly Action[],
  atEnd: readonly Action[],
  pieceOf: (action: Action) => readonly Piece[],
): readonly Hint[] => {
  const begun = new Set<string>()
  return live.flatMap((action) => {
    const [first = '', ...more] = action.keys[0] ?? []
    if (atEnd.includes(action) || first === '' || (more.length > 0 && begun.has(first))) return []
    begun.add(first)
    return [{ action, pieces: more.length > 0 ? jumpPieces(first) : pieceOf(action) }]
  })
}

/** Where many actions have keys that are worth different amounts to a newcomer; elsewhere all of them come first. */
const crowded: ReadonlySet<Scope> = new Set(['list', 'board', 'views', 'triage', 'app'])

/** Those that there is room for in their order, the most needed; what a narrow window shows a wider one shows too. */
const mostNeeded = (all: readonly Hint[], width: number): readonly Hint[] => {
  const worthOf = ({ id, scope }: Action): number => (crowded.has(scope) ? hintWorth(id) : -1)
  let room = width
  const chosen = new Set<Hint>()
  for (const hint of all.toSorted((a, b) => worthOf(a.action) - worthOf(b.action))) {
    room -= cellsOf(hint.pieces)
    if (room < 0) break
    chosen.add(hint)
  }
  return all.filter((hint) => chosen.has(hint))
}

/** Columns from which the way to all commands stands before the one to all keys. */
const roomy = 74

/** The hints that have room, whole ones only; help is always there. */
const hints = ({ actions, scopes, zoomed = false, isOpen = () => true, width }: FooterInput): readonly Piece[] => {
  const heard = new Map(
    scopes
      .toReversed()
      .flatMap((scope) => actions.filter((action) => action.scope === scope))
      .flatMap((action) => action.keys.map((chords) => [chords.join(' '), action] as const)),
  )
  // A nearer scope may have taken its key.
  const isHeard = (action: Action): boolean => heard.get((action.keys[0] ?? []).join(' ')) === action
  const live = actions.filter((action) => action.hint !== undefined && scopes.includes(action.scope) && isHeard(action))
  const lastIds = width < roomy ? ['app.help'] : ['app.palette', 'app.help']
  const atEnd = lastIds.flatMap((id) => live.filter((action) => action.id === id && action.keys.length > 0))
  const pieceOf = (action: Action): readonly Piece[] =>
    isOpen(action)
      ? [
          ['key', ` ${shownKey(action)}`],
          ['dim', ` ${action.hint ?? ''} `],
        ]
      : [['faint', ` ${shownKey(action)} ${action.hint ?? ''} `]]
  const last = atEnd.flatMap(pieceOf)
  const back: readonly Piece[] = zoomed
    ? [
        ['key', ' Esc'],
        ['dim', ' back '],
      ]
    : []
  const named = itemPieces(live, width - cellsOf(last) - cellsOf(back), pieceOf)
  const room = width - cellsOf(last) - cellsOf(back) - cellsOf(named)
  const chosen = mostNeeded(hintsOf(live, atEnd, pieceOf), room)
  const shown = [...back, ...named, ...chosen.flatMap(({ pieces }) => pieces)]
  // What leads to everything else stands at the end, where it does not move.
  return last.length === 0
    ? shown
    : [...shown, ['text', ' '.repeat(Math.max(0, width - cellsOf(shown) - cellsOf(last)))], ...last]
}

/** The line at the bottom: news if there are any, else keys typed so far, else what keys there are. */
export const footerLine = (input: FooterInput): string => {
  const { pending, toast, width, theme } = input
  const typed = `${pending.count}${showChords(pending.sequence)}`
  if (typed !== '') {
    const next = following(input, width - textWidth(typed) - 2)
    const rest: readonly Piece[] = next.length > 0 ? next : [['dim', '  Esc forgets it']]
    return line([['key', ` ${typed}…`], ...rest], width, theme)
  }
  if (toast !== null) return newsLines(toast, { width, rows: 1 }, theme)[0] ?? ''
  return line(hints(input), width, theme)
}
