import type { Issue, User } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import { layoutPlain, textWidth } from '@mmd/rich-text'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Theme } from '../../theme/theme.ts'
import { priorityLook, stateLook, typeRole } from '../triage/looks.ts'

export interface CardInput {
  readonly issue: Issue
  readonly marks: RowMarks
  readonly isMarked: boolean
  readonly width: number
  /** Lines of the card, the blank one below it among them. */
  readonly lines: number
  readonly theme: Theme
}

/** `MO` of `Mira Okafor`; nobody is a dot. */
const initials = (user: User | null): string => {
  if (user === null) return '·'
  const words = user.name.split(/[\s.]+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => /^./su.exec(word ?? '')?.[0].toUpperCase() ?? '').join('')
}

const head = ({ issue, marks, isMarked }: CardInput): readonly Piece[] => [
  isMarked ? ['highlight', '●'] : ['text', ' '],
  stateLook(marks),
  [issue.status.category === 'done' ? 'faint' : 'accent', `${issue.key} `],
  priorityLook(issue.priority),
]

const tail = ({ issue }: CardInput): readonly Piece[] => [
  [issue.assignee === null ? 'faint' : 'text', ` ${initials(issue.assignee)} `],
]

const cellsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)

/** A card on lines of exactly `width` cells: its key, who has it, and as much of what it is about as there is room for. */
export const cardLines = (input: CardInput): readonly string[] => {
  const { issue, width, lines, theme } = input
  const role = issue.status.category === 'done' ? 'dim' : 'text'
  if (lines === 1) return [line([...head(input), ['text', ' '], [role, issue.summary]], width, theme)]
  const rows = layoutPlain(issue.summary, Math.max(1, width - 3)).map((spans) => spans.map(({ text }) => text).join(''))
  const room = lines === 2 ? 1 : 2
  const shown = rows.slice(0, room)
  const cut = rows.length > room
  const texts = Array.from({ length: room }, (_, at) => {
    const text = shown[at] ?? ''
    return line(
      [
        ['text', '  '],
        [role, cut && at === room - 1 ? `${text}…` : text],
      ],
      width,
      theme,
    )
  })
  const type: readonly Piece[] = [
    ['text', ' '],
    [typeRole(issue), issue.type.name],
  ]
  // A type that is cut says nothing that the next one does not say too.
  const hasRoom = lines > 2 && cellsOf([...head(input), ...type, ...tail(input)]) <= width
  return [justified([...head(input), ...(hasRoom ? type : [])], tail(input), width, theme), ...texts]
}
