import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { badgeColours, oauthModes, type Site, signInMethods } from '../site.ts'
import { hasNoControls, hasUniqueNames, isBaseUrl, isCloudHost, isPem, isProxy, type StoredBook } from './checks.ts'
import { isSiteName } from './site-name.ts'

// The list of sites for the start of the screen: docs/decisions/0008-readers-by-hand.md

type Check = (value: unknown) => boolean
type Checks = Readonly<Record<string, Check>>

const isString = (value: unknown): value is string => typeof value === 'string'
const isLine: Check = (value) => isString(value) && hasNoControls(value)
const isText: Check = (value) => isLine(value) && value !== ''
const isFlag: Check = (value) => typeof value === 'boolean'

const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const both =
  (check: Check, more: (value: string) => boolean): Check =>
  (value) =>
    check(value) && isString(value) && more(value)

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fields =
  (checks: Checks): Check =>
  (value) =>
    isFields(value) && Object.entries(checks).every(([name, check]) => check(value[name]))

const cloudHost = optional(both(isText, isCloudHost))
const pem = optional(both(isString, isPem))

const hasFields = fields({
  name: both(isString, isSiteName),
  baseUrl: isText,
  deployment: oneOf(['datacenter', 'cloud']),
  product: oneOf([undefined, 'confluence']),
  version: optional(isText),
  method: oneOf(signInMethods),
  oauth2: optional(fields({ clientId: isText, redirectUri: isLine, scope: isLine })),
  oauth1: optional(fields({ consumerKey: isText, callback: isText })),
  cloud: optional(fields({ cloudId: optional(isText), authUrl: cloudHost, apiUrl: cloudHost })),
  login: optional(isText),
  oauth: optional(oneOf(oauthModes)),
  tls: optional(fields({ ca: pem, systemCa: optional(isFlag), certFile: optional(isText), keyFile: optional(isText) })),
  proxy: optional(both(isText, isProxy)),
  badge: optional(oneOf(badgeColours)),
  defaultView: optional(isText),
  insecureHttp: optional(isFlag),
  user: optional(fields({ id: isText, name: isLine })),
})

// Each field was looked at.
const isSite = (value: unknown): value is Site => hasFields(value) && isBaseUrl(value as Site)

const isBook = (value: unknown): value is StoredBook =>
  isFields(value) &&
  value['version'] === 1 &&
  (value['default'] === null || isString(value['default'])) &&
  Array.isArray(value['sites']) &&
  value['sites'].every(isSite) &&
  hasUniqueNames(value['sites'])

/** The book in the text of `sites.json`; undefined for whatever `parseStoredBook` has to judge. */
export const toPlainBook = (text: string): StoredBook | undefined => {
  // What JSON calls so is no field like the others.
  if (text.includes('__proto__')) return undefined
  try {
    const book: unknown = JSON.parse(text)
    return isBook(book) ? book : undefined
  } catch {
    return undefined
  }
}

/**
 * The saved sites, at once and without a schema library: what `openSiteBook` would give. Undefined where there is no file,
 * where others may read it, or where anything in it is not as it should be; `openSiteBook` says what.
 */
export const readPlainBook = (dir: string): StoredBook | undefined => {
  const path = join(dir, 'sites.json')
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) return undefined
    return toPlainBook(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
