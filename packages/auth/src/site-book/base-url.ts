import { AuthError } from '../errors.ts'

export interface BaseUrlRules {
  /** Accept plain http to a host that is not loopback. */
  readonly insecureHttp?: boolean
}

/** True for `localhost`, 127.0.0.0/8 and `[::1]`, as `URL.hostname` writes them. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u.test(hostname)

/** Throws `insecure-url` for plain http to a host that is not loopback, unless it was allowed. */
export const refuseInsecure = (url: URL, rules: BaseUrlRules): void => {
  if (url.protocol === 'https:' || isLoopbackHost(url.hostname) || rules.insecureHttp === true) return
  throw new AuthError('insecure-url', 'Plain http would send the token readable to everybody on the way', url.host)
}

/** First parts of paths that are Jira's own pages, so that what stands before them is the context path. */
const jiraPages = new Set(['secure', 'browse', 'projects', 'issues', 'rest', 'plugins', 'servicedesk'])

const isPage = (segment: string): boolean => jiraPages.has(segment) || /\.jspa?$/iu.test(segment)

const contextPath = (pathname: string): string => {
  const segments = pathname.split('/').filter((segment) => segment !== '')
  // A lone `/issues` or `/projects` without a slash behind it is more likely a context path than a page.
  const isLone = segments.length === 1 && !pathname.endsWith('/') && !/\.jspa?$/iu.test(segments[0] ?? '')
  const page = isLone ? -1 : segments.findIndex(isPage)
  const kept = page === -1 ? segments : segments.slice(0, page)
  return kept.map((segment) => `/${segment}`).join('')
}

const bad = (message: string): AuthError => new AuthError('bad-site', message)

/**
 * A site's base URL from what a person pasted: scheme, lower-case host, port and context path, without a trailing
 * slash, query, fragment or one of Jira's own pages. Throws `bad-site` or `insecure-url`.
 */
export const parseBaseUrl = (text: string, rules: BaseUrlRules = {}): string => {
  const trimmed = text.trim()
  if (trimmed === '') throw bad('The address of the site is empty')
  if (/[\s\u0000-\u001f\u007f-\u009f]/u.test(trimmed)) throw bad('The address of the site has a blank in it')
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (url === undefined || url.hostname === '') throw bad('This is not an address like https://jira.example.com')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad('The address must start with https://')
  if (url.username !== '' || url.password !== '') throw bad('The address must not hold a user name or password')
  refuseInsecure(url, rules)
  return `${url.origin}${contextPath(url.pathname)}`
}
