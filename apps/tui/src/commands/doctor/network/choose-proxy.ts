import type { Site, Transport } from '@mmd/auth'

/** How the connection to a host leaves this machine. */
export type ProxyChoice =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'proxy'
      /** May hold a user name and password: never shown. */
      readonly url: URL
      /** Scheme, host and port. */
      readonly shown: string
      /** Where it is set: `HTTPS_PROXY`, or the site itself. */
      readonly from: string
    }
  /** Something is set that is not the address of a proxy. */
  | { readonly kind: 'bad'; readonly from: string }

const inRange = (host: string, entry: string): boolean => {
  const number = (address: string): number | undefined => {
    const parts = address.split('.')
    if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined
    return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
  }
  const [first, last] = entry.split('-').map(number)
  const own = number(host)
  return own !== undefined && first !== undefined && last !== undefined && first <= own && own <= last
}

/** Whether `NO_PROXY` leaves a host out, by the rules of Node's own agents. */
const isLeftOut = (host: string, port: string, list: string): boolean =>
  list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some(
      (entry) =>
        entry === '*' ||
        entry === host ||
        entry === `${host}:${port}` ||
        (entry.startsWith('.') && host.endsWith(entry.slice(1))) ||
        (entry.startsWith('*.') && host.endsWith(entry.slice(1))) ||
        inRange(host, entry),
    )

/** The variable of this name that counts: the one in small letters before the other. */
const variable = (env: Readonly<Record<string, string>>, name: string): readonly [string, string] | undefined => {
  const key = [name.toLowerCase(), name].find((key) => env[key] !== undefined && env[key] !== '')
  return key === undefined ? undefined : [key, env[key] ?? '']
}

/** Which proxy a request to `url` goes through, given the site's setting and what its transport was made with. */
export const chooseProxy = (url: URL, site: Pick<Site, 'proxy'>, { proxyEnv = {} }: Transport): ProxyChoice => {
  if (site.proxy === 'none') return { kind: 'none', why: 'none, as set for this site' }
  const set = variable(proxyEnv, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (set === undefined) return { kind: 'none', why: 'none' }
  const [name, address] = set
  const from = site.proxy === undefined ? name : 'the site’s own setting'
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '')
  const left = variable(proxyEnv, 'NO_PROXY')
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  if (left !== undefined && isLeftOut(host, port, left[1])) {
    return { kind: 'none', why: `none: ${left[0]} leaves this host out of ${name}` }
  }
  const proxy = URL.parse(address)
  if (proxy === null || !/^https?:$/.test(proxy.protocol)) return { kind: 'bad', from }
  return { kind: 'proxy', url: proxy, shown: proxy.origin, from }
}
