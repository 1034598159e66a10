import type { Site } from '@mmd/auth'
import type { SiteSession } from './app.ts'
import { combineSessions } from './members.ts'
import { isSameConnection, isSameCopy } from './same-site.ts'

/** The sessions that are open, each under the name of its site, and several of them as one list. */
export interface OpenSites {
  readonly get: (name: string) => SiteSession | undefined
  readonly all: () => Iterable<SiteSession>
  /** The one on screen. */
  readonly shown: () => SiteSession | null
  /** The sites that are on screen together, when the one of this name is among them. */
  readonly togetherWith: (name: string) => readonly Site[]
  /** The session that is open and has the copy of this site and person. */
  readonly openOf: (site: Site) => SiteSession | undefined
  /** That one, going on by these settings, or a new one. Throws `StoreError`. */
  readonly open: (site: Site) => SiteSession
  /** These as one list; the one there is where they are the same. */
  readonly combine: (members: readonly SiteSession[]) => SiteSession
  /** Closes what is open of the site: nothing of its copy is in use then. */
  readonly end: (name: string) => Promise<void>
}

export interface OpenSitesOptions {
  readonly openSession: (site: Site) => SiteSession
  /** A session is there that was not before. */
  readonly onOpen: (opened: SiteSession) => void
  /** The name of what is on screen; empty: nothing. */
  readonly shownName: () => string
}

export const createOpenSites = ({ openSession, onOpen, shownName }: OpenSitesOptions): OpenSites => {
  const sessions = new Map<string, SiteSession>()
  /** Several of the open sites as one list, while that is on screen. */
  let together: SiteSession | null = null

  const shown = (): SiteSession | null => {
    const name = shownName()
    return together?.site.name === name ? together : (sessions.get(name) ?? null)
  }
  const openOf = (site: Site): SiteSession | undefined => {
    const known = sessions.get(site.name)
    return known !== undefined && isSameCopy(known.site, site) ? known : undefined
  }
  const renew = (known: SiteSession, site: Site): SiteSession => {
    if (!isSameConnection(known.site, site)) known.reconnect(site)
    const renewed = { ...known, site }
    sessions.set(site.name, renewed)
    if (together !== null) {
      const members = together.members?.map((member) => (member.replica === known.replica ? renewed : member)) ?? []
      together = { ...together, members }
    }
    return renewed
  }
  return {
    get: (name) => sessions.get(name),
    all: () => sessions.values(),
    shown,
    togetherWith: (name) => {
      const sites = shown()?.members?.map(({ site }) => site) ?? []
      return sites.some((site) => site.name === name) ? sites : []
    },
    openOf,
    open: (site) => {
      const known = openOf(site)
      if (known !== undefined) return renew(known, site)
      const opened = openSession(site)
      sessions.set(site.name, opened)
      onOpen(opened)
      return opened
    },
    combine: (members) => {
      const isSame =
        together?.members?.length === members.length &&
        together.members.every(({ replica }, at) => replica === members[at]?.replica)
      if (together === null || !isSame) together = combineSessions(members)
      return together
    },
    end: async (name) => {
      const known = sessions.get(name)
      sessions.delete(name)
      if (together?.members?.some(({ site }) => site.name === name) === true) together = null
      await known?.close().catch(() => undefined)
    },
  }
}
