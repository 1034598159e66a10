import { AuthError } from '../errors.ts'

/** Names become folders, and Windows keeps these for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu

/** True for 1 to 32 letters, digits, `-`, `_`, `.`, not starting or ending with a dot. */
export const isSiteName = (name: string): boolean =>
  /^(?!\.)[A-Za-z0-9._-]{1,32}$/u.test(name) && !name.endsWith('.') && !name.startsWith('-') && !reserved.test(name)

/** The name itself. Throws `bad-site`. */
export const parseSiteName = (name: string): string => {
  if (isSiteName(name)) return name
  throw new AuthError('bad-site', 'A site name has 1 to 32 letters, digits, "-", "_" or "."')
}

/** True when both would be the same folder on a system that ignores case. */
export const isSameSiteName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Labels that say what a host is for rather than whose it is. */
const generic = new Set(['www', 'jira', 'issues', 'issue', 'tracker', 'tickets', 'bugs', 'support', 'servicedesk'])
const secondLevel = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu'])

const ownerOf = (hostname: string): string => {
  if (hostname === 'localhost' || /^[\d.]+$|^\[/u.test(hostname)) return 'local'
  const labels = hostname.split('.').filter((label) => label !== '')
  const ofHost = labels.find((label) => !generic.has(label)) ?? labels[0] ?? 'site'
  if (labels.length < 3) return ofHost
  if (hostname.endsWith('.atlassian.net')) return labels[0] ?? ofHost
  const suffix = labels.at(-1)?.length === 2 && secondLevel.has(labels.at(-2) ?? '') ? 2 : 1
  const owner = labels.at(-1 - suffix)
  return owner === undefined || generic.has(owner) ? ofHost : owner
}

/** A free short name for the site at `baseUrl`: whose host it is, with a number when that is taken. */
export const suggestSiteName = (baseUrl: string, taken: readonly string[]): string => {
  const hostname = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : ''
  const wanted = ownerOf(hostname)
    .replace(/[^A-Za-z0-9_-]/gu, '')
    .replace(/^-+/u, '')
    .slice(0, 24)
  const base = isSiteName(wanted) ? wanted : 'site'
  const isFree = (name: string): boolean => !taken.some((other) => isSameSiteName(other, name))
  let name = base
  for (let number = 2; !isFree(name); number += 1) name = `${base}-${number}`
  return name
}
