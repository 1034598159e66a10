/**
 * The base URL of a site without query, fragment and trailing slash; the context path stays. Throws `TypeError` for
 * anything but an http or https URL, and for one with a user name or password in it.
 */
export const normaliseBaseUrl = (text: string): string => {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new TypeError('The base URL must be an http or https URL')
  if (url.username !== '' || url.password !== '') throw new TypeError('The base URL must not hold a user or password')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

export type QueryValue = string | number | boolean | undefined

/**
 * Joins a path to a base URL, keeping its context path; each segment is encoded, so that an absolute address in one is no
 * more than a strange name. Throws `TypeError` for a segment that would leave the path (`.`, `..`, empty) or is no text
 * that a URL can hold.
 */
export const joinUrl = (
  baseUrl: string,
  path: readonly string[],
  query: Readonly<Record<string, QueryValue>> = {},
): URL => {
  for (const segment of path)
    if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed())
      throw new TypeError('A path segment is empty, a dot or not well formed')
  const url = new URL(`${baseUrl}/${path.map((segment) => encodeURIComponent(segment)).join('/')}`)
  // A base URL that was not normalised could let one through.
  if (!url.href.startsWith(`${baseUrl}/`)) throw new TypeError('The address leaves the site')
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

/** The page of an issue for a browser. */
export const issueUrl = (baseUrl: string, key: string): string =>
  joinUrl(normaliseBaseUrl(baseUrl), ['browse', key]).href
