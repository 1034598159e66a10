/** Most base URLs tried for one address. */
const LIMIT = 6

/** True for names and addresses that never leave this machine. */
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(?:\.\d+){3}$/.test(hostname)

/** True when a sign-in at this base URL would cross the network in the clear. */
export const isPlainHttp = (baseUrl: string): boolean => {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol !== 'https:' && !isLoopback(hostname)
}

/**
 * The address a person typed or copied from the address bar. Without a scheme it is https, for this machine http. Throws
 * `TypeError` for what is no http address or holds a password.
 */
export const parseAddress = (text: string): URL => {
  const trimmed = text.trim()
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
  const url = URL.parse(schemed ? trimmed : `https://${trimmed}`)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new TypeError('This is not the address of a site')
  if (url.username !== '' || url.password !== '') throw new TypeError('The address must not hold a user or password')
  if (!schemed && isLoopback(url.hostname)) url.protocol = 'http:'
  return url
}

/** Base URLs that an address may stand for: itself, its parents (it may be that of a page), and the usual `/jira`. */
export const baseUrlCandidates = (address: URL): readonly string[] => {
  const segments = address.pathname.split('/').filter((segment) => segment !== '')
  const parents = segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`)
  // The last place goes to the guess, however deep the page lies; context paths are short.
  const paths = [...parents.slice(0, 1), ...parents.slice(1).slice(-(LIMIT - 3)), '', '/jira']
  return [...new Set(paths)].map((path) => address.origin + path)
}
