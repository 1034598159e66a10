import { randomBytes } from 'node:crypto'
import { SandboxError } from '../errors.ts'
import { offlineAccess } from './scopes.ts'
import type { CloudSwitches } from './switches.ts'

/** What a developer enters in the console for an OAuth 2.0 (3LO) app. */
export interface AppRegistration {
  readonly name: string
  /** The one callback URL, compared character by character. */
  readonly redirectUri: string
  /** What the app may ask for; `offline_access` is asked for without being registered. */
  readonly scopes: readonly string[]
  /** `resource`: whoever consents picks one site. Default `account`: all sites of the account. */
  readonly access?: 'account' | 'resource'
  /** Set: the app is not shared, only its owner (a mail address) can consent. */
  readonly private?: { readonly owner: string }
}

/** What the console shows once something is registered. */
export interface CloudCredentials {
  /** 32 characters. */
  readonly clientId: string
  readonly clientSecret: string
}

/** The data APIs that OAuth credentials of a site can be made for. */
export type OAuthPermission = 'builds' | 'deployments' | 'development-information' | 'feature-flags'

export interface CloudApp extends AppRegistration, CloudCredentials {
  readonly kind: 'app'
}

export interface ServiceAccount extends CloudCredentials {
  readonly kind: 'service-account'
  readonly userKey: string
  readonly scopes: readonly string[]
}

export interface SiteCredentials extends CloudCredentials {
  readonly kind: 'site-credentials'
  readonly scopes: readonly string[]
}

export type CloudClient = CloudApp | ServiceAccount | SiteCredentials

export interface CloudClientBook {
  /** Throws `SandboxError` `registration-refused` with the field. */
  registerApp(registration: AppRegistration): CloudCredentials
  registerServiceAccount(userKey: string, scopes: readonly string[]): CloudCredentials
  registerSiteCredentials(permissions: readonly OAuthPermission[]): CloudCredentials
  find(clientId: string): CloudClient | undefined
}

const refuse = (field: 'name' | 'redirects' | 'scope', message: string): SandboxError =>
  new SandboxError('registration-refused', message, { field })

const checkRedirectUri = (text: string, { allowLoopbackLiteral }: CloudSwitches): void => {
  if (!URL.canParse(text) || text.includes('#')) throw refuse('redirects', 'The callback URL is not valid.')
  const { protocol, hostname } = new URL(text)
  if (protocol === 'https:') return
  const local = hostname === 'localhost' || (allowLoopbackLiteral && hostname === '127.0.0.1')
  if (protocol !== 'http:' || !local) throw refuse('redirects', 'Only localhost can do without https.')
}

const wellFormed = /^[a-z]+:[a-z][\w.-]*(?::[a-z][\w-]*)?$/u

const checkScopes = (scopes: readonly string[]): void => {
  const wrong = scopes.find((scope) => !wellFormed.test(scope))
  if (wrong === offlineAccess) throw refuse('scope', 'offline_access is asked for, not registered.')
  if (wrong !== undefined) throw refuse('scope', `There is no scope ${wrong}.`)
}

const scopesOf: Readonly<Record<OAuthPermission, string>> = {
  builds: 'build-info',
  deployments: 'deployment-info',
  'development-information': 'dev-info',
  'feature-flags': 'feature-flag-info',
}

/** The apps, service accounts and OAuth credentials of one sandbox. */
export const createCloudClientBook = (switches: CloudSwitches): CloudClientBook => {
  const clients = new Map<string, CloudClient>()
  const add = (make: (credentials: CloudCredentials) => CloudClient): CloudCredentials => {
    const credentials = {
      clientId: randomBytes(16).toString('hex'),
      clientSecret: randomBytes(32).toString('base64url'),
    }
    clients.set(credentials.clientId, make(credentials))
    return credentials
  }
  return {
    registerApp: (registration) => {
      if (registration.name.trim() === '') throw refuse('name', 'An app needs a name.')
      checkRedirectUri(registration.redirectUri, switches)
      checkScopes(registration.scopes)
      return add((credentials) => ({ ...registration, ...credentials, kind: 'app' }))
    },
    registerServiceAccount: (userKey, scopes) => {
      checkScopes(scopes)
      return add((credentials) => ({ ...credentials, kind: 'service-account', userKey, scopes }))
    },
    registerSiteCredentials: (permissions) => {
      const scopes = permissions.flatMap((permission) =>
        ['read', 'write', 'delete'].map((verb) => `${verb}:${scopesOf[permission]}:jira`),
      )
      return add((credentials) => ({ ...credentials, kind: 'site-credentials', scopes }))
    },
    find: (clientId) => clients.get(clientId),
  }
}
