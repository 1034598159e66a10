import type { Scope } from '../exchange.ts'

/** Weakest first: each includes the ones before it. */
export const scopes: readonly Scope[] = ['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN']

/** What the consent page tells the user about each scope. */
export const scopeTexts: Readonly<Record<Scope, string>> = {
  READ: 'See whatever you can see: projects, issues, comments, attachments, filters, dashboards and your profile.',
  WRITE: 'See whatever you can see; create, change and delete issues and projects in your name; edit your profile.',
  ADMIN: 'Read and write whatever you can, and administer Jira, apart from backups, imports and infrastructure.',
  SYSTEM_ADMIN: 'Do everything in Jira that you may do, system administration included.',
}

/** True when `granted` includes `needed`. */
export const scopeIncludes = (granted: Scope, needed: Scope): boolean =>
  scopes.indexOf(granted) >= scopes.indexOf(needed)

/** The strongest scope named in a space-separated list; undefined when it is empty or names one that Jira does not know. */
export const parseScope = (text: string): Scope | undefined => {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const known = words.map((word) => scopes.indexOf(word as Scope))
  return known.includes(-1) ? undefined : scopes[Math.max(...known)]
}
