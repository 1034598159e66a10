import type { BadgeColour } from '@mmd/auth'
import type { Role } from './palette.ts'

const roles: Readonly<Record<BadgeColour, Role>> = {
  blue: 'badgeBlue',
  green: 'badgeGreen',
  yellow: 'badgeYellow',
  magenta: 'badgeMagenta',
  cyan: 'badgeCyan',
  red: 'badgeRed',
}

/** Every colour of a badge, in the order in which they are offered. */
export const badgeColours: readonly BadgeColour[] = Object.keys(roles) as BadgeColour[]

/** How the name of a site with this badge is painted; a site without one has the colour of titles. */
export const badgeRole = (badge: BadgeColour | undefined): Role => (badge === undefined ? 'title' : roles[badge])
