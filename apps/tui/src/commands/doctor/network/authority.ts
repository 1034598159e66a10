/** The port that a URL goes to. */
export const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)

/** `host:port`, with the port also where it is the scheme's own. */
export const authorityOf = (url: URL): string => `${url.hostname}:${portOf(url)}`

/** The host as sockets take it: IPv6 addresses without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
