import type { BadgeColour } from '@mmd/auth'
import type { EngineState } from '@mmd/replica'
import { textWidth } from '@mmd/rich-text/cells'
import { justified, line, type Piece } from '../../components/pieces.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { Theme } from '../../theme/theme.ts'

export interface HeaderInput {
  readonly site: string
  readonly badge: BadgeColour | undefined
  /** Several sites and what stands still on one of them, in place of `site` and `sender`. */
  readonly several?: { readonly names: readonly Piece[]; readonly trouble: string } | null
  readonly version: string
  readonly view: string
  readonly total: number | null
  readonly shown: number
  readonly filtered: boolean
  readonly marked: number
  /** Changes noted for a macro so far; null or absent: none is recorded. */
  readonly recorded?: number | null
  /** How far one is in the inbox, in place of the counts: with and without a bar. */
  readonly progress?: { readonly long: string; readonly short: string }
  readonly pending: number
  /** Refused, or never answered: somebody has to decide. */
  readonly failed: number
  /** Changed on both sides: somebody has to choose. */
  readonly conflicts: number
  readonly sender: EngineState['sender']
  /** `2m`, or what is going on. */
  readonly freshness: string
  readonly requests: number
  /** Keys that are named behind what they show; empty: it has none. */
  readonly outboxKey: string
  readonly recordKey: string
  readonly width: number
  readonly theme: Theme
}

const counts = ({ total, shown, filtered, marked, progress }: HeaderInput): string => {
  if (progress !== undefined) return progress.long
  if (total === null) return ''
  const issues = filtered ? `${shown} of ${total}` : `${total} issue${total === 1 ? '' : 's'}`
  return marked > 0 ? `${marked} marked · ${issues}` : issues
}

/** What keeps the changes back, while there is something of that kind. */
const halts: Readonly<Partial<Record<EngineState['sender'], string>>> = {
  offline: '⊘ offline',
  'signed-out': '⊘ signed out',
  waiting: '⊘ the site asks to wait',
}

const named = (key: string): string => (key === '' ? '' : ` (${key})`)

/** What waits for somebody to decide; the key that shows it is named once. */
const undecided = ({ failed, conflicts, outboxKey }: HeaderInput): readonly Piece[] => [
  ['bad', failed > 0 ? `! ${failed} not taken${conflicts > 0 ? '' : named(outboxKey)}` : ''],
  ['warn', conflicts > 0 ? `≠ ${conflicts} conflict${conflicts === 1 ? '' : 's'}${named(outboxKey)}` : ''],
]

/** Columns from which numbers keep room to grow in, so that nothing beside them moves. */
const roomy = 90

const cellsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)

/** Cells between what stands left and what stands right. */
const gap = 2

/** What may be left out where there is not room for all, the least useful first. */
const leftOut = ['requests', 'version', 'counts', 'pending', 'view'] as const

type Part = (typeof leftOut)[number]

/** As few parts as let everything else stand side by side, or all of them. */
const partsWithout = (input: HeaderInput): ReadonlySet<Part> => {
  for (const count of leftOut.keys()) {
    const without = new Set(leftOut.slice(0, count))
    if (cellsOf(leftPieces(input, without)) + gap + cellsOf(rightPieces(input, without)) <= input.width) return without
  }
  return new Set(leftOut)
}

const leftPieces = (input: HeaderInput, without: ReadonlySet<Part>): readonly Piece[] => {
  const { site, badge, several = null, version, view } = input
  return [
    [badge === undefined ? 'accent' : badgeRole(badge), ' ● '],
    ...(several?.names ?? [[badgeRole(badge), site] as const]),
    ['dim', version === '' || without.has('version') ? '' : ` ${version}`],
    ['faint', without.has('view') ? '' : '  ▸ '],
    ['text', without.has('view') ? '' : view],
  ]
}

const rightPieces = (input: HeaderInput, without: ReadonlySet<Part>): readonly Piece[] => {
  const { several = null, marked, recorded = null, progress, pending, sender, freshness, requests } = input
  const halt = several === null ? (halts[sender] ?? '') : several.trouble === '' ? '' : `⊘ ${several.trouble}`
  const digits = input.width < roomy ? 1 : 3
  const parts: readonly Piece[] = [
    ['accent', recorded === null ? '' : `● REC ${recorded}${named(input.recordKey)}`],
    // The frame of the list says how many there are; how many are marked only this line says.
    ['text', without.has('counts') ? (progress?.short ?? (marked > 0 ? `${marked} marked` : '')) : counts(input)],
    ...undecided(input),
    ['warn', halt],
    [
      pending > 0 ? 'warn' : 'faint',
      pending === 0 && without.has('pending') ? '' : `⇅ ${`${pending}`.padEnd(digits - 1)}`,
    ],
    // As wide whatever it says, so that what stands beside it does not move.
    ['dim', `↻ ${freshness.padEnd(3)}`],
    ['faint', without.has('requests') ? '' : `${`${requests}`.padStart(digits)} req`],
  ]
  const shown = parts.filter(([, text]) => text !== '')
  return [...shown.map(([role, text], at): Piece => [role, at === 0 ? text : `   ${text}`]), ['text', ' ']]
}

/** The line at the top: which site and view, how many, what is on its way, how fresh, what it cost. */
export const headerLine = (input: HeaderInput): string => {
  const without = partsWithout(input)
  const right = rightPieces(input, without)
  const room = Math.max(0, input.width - cellsOf(right) - gap)
  const left = line(leftPieces(input, without), room, input.theme)
  return left + justified([], right, input.width - room, input.theme)
}
