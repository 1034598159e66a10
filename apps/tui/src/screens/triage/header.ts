import type { BadgeColour } from '@mmd/auth'
import type { EngineState } from '@mmd/replica'
import { justified, type Piece } from '../../components/pieces.ts'
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
  readonly pending: number
  /** Refused, or in conflict: somebody has to decide. */
  readonly failed: number
  readonly sender: EngineState['sender']
  /** `2m`, or what is going on. */
  readonly freshness: string
  readonly requests: number
  readonly width: number
  readonly theme: Theme
}

const counts = ({ total, shown, filtered, marked }: HeaderInput): string => {
  if (total === null) return ''
  const issues = filtered ? `${shown} of ${total}` : `${total} issue${total === 1 ? '' : 's'}`
  return marked > 0 ? `${marked} marked · ${issues}` : issues
}

/** What keeps the changes back, while there is something of that kind. */
const halts: Readonly<Partial<Record<EngineState['sender'], string>>> = {
  offline: '   ⊘ offline',
  'signed-out': '   ⊘ signed out',
  waiting: '   ⊘ the site asks to wait',
}

/** The line at the top: which site and view, how many, what is on its way, how fresh, what it cost. */
export const headerLine = (input: HeaderInput): string => {
  const { site, badge, version, view, pending, failed, sender, freshness, requests, width, theme } = input
  const { several = null } = input
  const left: Piece[] = [
    [badge === undefined ? 'accent' : badgeRole(badge), ' ● '],
    ...(several?.names ?? [[badgeRole(badge), site] as const]),
    ['dim', version === '' ? '' : ` ${version}`],
    ['faint', '  ▸ '],
    ['text', view],
  ]
  const halt = several === null ? (halts[sender] ?? '') : several.trouble === '' ? '' : `   ⊘ ${several.trouble}`
  const right: Piece[] = [
    ['text', counts(input)],
    ['bad', failed > 0 ? `   ! ${failed} not taken (O)` : ''],
    ['warn', halt],
    [pending > 0 ? 'warn' : 'faint', `   ⇅ ${pending}`],
    ['dim', `   ↻ ${freshness}`],
    ['faint', width < 60 ? ' ' : `   ${requests} req `],
  ]
  return justified(left, right, width, theme)
}
