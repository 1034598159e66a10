import type { IssueKey } from '@mmd/jira-api'
import { type EngineState, splitKey } from '@mmd/replica'
import { fit, textWidth } from '@mmd/rich-text/cells'
import type { SiteSession } from '../../app/app.ts'
import { membersOf, ownerOf, viewErrors } from '../../app/members.ts'
import type { Piece } from '../../components/pieces.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { HeaderInput } from './header.ts'
import { siteLabels } from './site-labels.ts'

/** The column that says whose row each one is, in a list over several sites. */
export interface SiteColumn {
  readonly cells: number
  readonly of: (key: IssueKey) => Piece
}

/** Cells of a name at most, by the width of the list. */
const mostCells = (width: number): number => Math.max(4, Math.min(14, Math.floor(width / 5)))

/** Null where all rows are of one site. */
export const siteColumn = ({ members }: SiteSession, width: number): SiteColumn | null => {
  if (members === undefined) return null
  const labels = siteLabels(
    members.map(({ site }) => site.name),
    mostCells(width),
  )
  const cells = Math.max(...[...labels.values()].map(textWidth))
  const pieces = new Map(
    members.map(({ site }): [string, Piece] => [
      site.name,
      // Without a colour of its own it stays behind the summary, which one reads.
      [site.badge === undefined ? 'dim' : badgeRole(site.badge), `${fit(labels.get(site.name) ?? site.name, cells)} `],
    ]),
  )
  return { cells, of: (key) => pieces.get(splitKey(key).site ?? '') ?? ['text', ' '.repeat(cells + 1)] }
}

/** The sites as the header names them, in no more than `room` cells: those that have room, and how many more there are. */
export const siteNames = ({ members = [] }: SiteSession, room: number): readonly Piece[] => {
  const pieces: Piece[] = []
  let left = room
  for (const [at, { site }] of members.entries()) {
    const joint = at === 0 ? '' : ' + '
    const more = ` + ${members.length - at} more`
    const isLast = at === members.length - 1
    if (at > 0 && joint.length + site.name.length + (isLast ? 0 : more.length) > left) return [...pieces, ['dim', more]]
    pieces.push(['faint', joint], [badgeRole(site.badge), site.name])
    left -= joint.length + site.name.length
  }
  return pieces
}

/** The worst first. */
const troubles: readonly (readonly [EngineState['sender'], string])[] = [
  ['signed-out', 'signed out'],
  ['offline', 'offline'],
  ['waiting', 'asks to wait'],
]

/** What stands still on which of several sites, the worst one; empty when all go on. */
export const siteTrouble = (session: SiteSession, view: string): string => {
  for (const [state, words] of troubles) {
    const sites = membersOf(session).filter(({ replica }) => replica.engineState().sender === state)
    if (sites.length > 0) return `${named(sites.map(({ site }) => site.name))} ${words}`
  }
  const failed = viewErrors(session, view)
  return failed.length === 0 ? '' : `${named(failed.map(({ site }) => site.name))} gave no list`
}

const named = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} and ${others.length} more`

/** What the header says of several sites; null for one. */
export const severalInHeader = (session: SiteSession, columns: number, view: string): HeaderInput['several'] =>
  session.members === undefined
    ? null
    : {
        names: siteNames(session, Math.max(20, Math.floor(columns / 3))),
        trouble: siteTrouble(session, view),
      }

/** An issue's key as a title: with its site, where there are several. */
export const keyTitle = (key: IssueKey): string => {
  const { site, key: plain } = splitKey(key)
  return site === null ? plain : `${plain} · ${site}`
}

/** Which site an issue, or the whole list, is asked of. */
export const siteOf = (session: SiteSession, key: IssueKey): string => ownerOf(session, key).session.site.name
