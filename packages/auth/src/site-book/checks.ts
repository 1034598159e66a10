import type { Site } from '../site.ts'
import { isLoopbackHost, parseBaseUrl } from './base-url.ts'
import { isSameSiteName } from './site-name.ts'

// What both readers of the list of sites ask of a field.

/** What `sites.json` holds. */
export interface StoredBook {
  readonly version: 1
  readonly default: string | null
  readonly sites: readonly Site[]
}

/** Sites may come from somebody else's file, and are shown as they are. */
export const hasNoControls = (value: string): boolean => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value)

/** True for an address as `parseBaseUrl` writes it. */
export const isBaseUrl = (site: { readonly baseUrl: string; readonly insecureHttp?: boolean | undefined }): boolean => {
  try {
    return parseBaseUrl(site.baseUrl, { insecureHttp: site.insecureHttp === true }) === site.baseUrl
  } catch {
    return false
  }
}

const isHttpUrl = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
  return isHttp && url.username === '' && url.password === ''
}

/** True for the address of a proxy, or `none`. */
export const isProxy = (value: string): boolean => value === 'none' || isHttpUrl(value)

/** Atlassian's hosts, or stand-ins for them on this machine. */
export const isCloudHost = (value: string): boolean => {
  if (!isHttpUrl(value) || value.endsWith('/')) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || isLoopbackHost(hostname)
}

/** True for a text with a certificate in it. */
export const isPem = (value: string): boolean => /^-----BEGIN CERTIFICATE-----$/mu.test(value)

/** True where no two names differ by case only. */
export const hasUniqueNames = (sites: readonly { readonly name: string }[]): boolean =>
  sites.every((site, index) => sites.findIndex((other) => isSameSiteName(other.name, site.name)) === index)
