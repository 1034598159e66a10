import type { LinkType, Named } from '@mmd/jira-api'
import type { SiteSession } from '../../app/app.ts'

/**
 * A list of the site that seldom changes: what the copy has is taken at once, and brought up to date for the next time when it is
 * older than a day. Throws what the site said when there is none.
 */
const list = async <T>({ replica, catalogue }: SiteSession, name: string): Promise<readonly T[]> => {
  const fresh = catalogue(name)
  const known = replica.catalogue(name)
  if (known === undefined) return (await fresh) as readonly T[]
  fresh.catch(() => undefined)
  return known as readonly T[]
}

export const priorities = (session: SiteSession): Promise<readonly Named[]> => list<Named>(session, 'priorities')

export const linkTypes = (session: SiteSession): Promise<readonly LinkType[]> => list<LinkType>(session, 'link-types')
