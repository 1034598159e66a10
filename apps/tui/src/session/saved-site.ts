import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BadgeColour, Site } from '@mmd/auth'
import type { Folders } from '../config/environment.ts'
import { badgeColours } from '../theme/badge.ts'

/** What the first rows are found by and shown with. */
export type SavedSite = Pick<Site, 'name' | 'baseUrl' | 'user' | 'version' | 'badge' | 'defaultView'>

/** Printable and without anything that a terminal could act on. */
const isPlain = (value: unknown): value is string => typeof value === 'string' && /^[\x20-\x7E]+$/.test(value)

const isBadge = (value: unknown): value is BadgeColour => badgeColours.some((colour) => colour === value)

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined

const isAbsentOr = (value: unknown, test: (value: unknown) => boolean): boolean => value === undefined || test(value)

const toSaved = (fields: Fields): SavedSite | undefined => {
  const { name, baseUrl, product, version, badge, defaultView } = fields
  const { id, name: user } = fieldsOf(fields['user']) ?? {}
  if (product !== undefined || !isPlain(name) || !isPlain(baseUrl) || !isPlain(id) || typeof user !== 'string')
    return undefined
  if (!isAbsentOr(version, isPlain) || !isAbsentOr(badge, isBadge) || !isAbsentOr(defaultView, isPlain))
    return undefined
  return { ...(fields as Partial<SavedSite>), name, baseUrl, user: { id, name: user } }
}

/**
 * The saved Jira that is meant, read without the checks of `openBook`, which take their time: the one of this name, else the
 * default one. Undefined where it is not a signed-in one of plain fields, and whatever else is odd.
 */
export const savedSite = ({ config }: Pick<Folders, 'config'>, wanted: string | undefined): SavedSite | undefined => {
  const book = fieldsOf(JSON.parse(readFileSync(join(config, 'sites.json'), 'utf8')))
  if (book?.['version'] !== 1 || !Array.isArray(book['sites'])) return undefined
  const sites = book['sites'].map(fieldsOf)
  const named = sites.find((site) => site?.['name'] === (wanted ?? book['default']))
  const meant = named ?? (wanted === undefined ? sites.find((site) => site?.['product'] === undefined) : undefined)
  return meant === undefined ? undefined : toSaved(meant)
}
