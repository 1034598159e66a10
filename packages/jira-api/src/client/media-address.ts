const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/**
 * Whether an address that a site gives may be fetched from: https, and no user in it. Plain http, and this machine, only for
 * a site that is on this machine itself: others have no business here.
 */
export const isMediaAddress = (url: URL, baseUrl: string): boolean => {
  if (url.username !== '' || url.password !== '') return false
  if (isLoopback(url)) return isLoopback(new URL(baseUrl)) && /^https?:$/.test(url.protocol)
  return url.protocol === 'https:'
}
