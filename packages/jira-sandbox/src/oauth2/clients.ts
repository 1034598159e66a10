import { randomBytes } from 'node:crypto'
import { type RegistrationField, SandboxError } from '../errors.ts'
import type { Scope } from '../exchange.ts'
import { type Persona, personas } from '../persona.ts'
import { scopes } from './scopes.ts'

/** What an administrator types when creating an incoming application link. */
export interface ClientRegistration {
  readonly name: string
  readonly redirectUri: string
  readonly scope: Scope
}

/** What the administrator is shown once it is created. */
export interface ClientCredentials {
  /** 32 characters. */
  readonly clientId: string
  readonly clientSecret: string
}

export interface OAuthClient extends ClientRegistration, ClientCredentials {}

export interface ClientBook {
  /** Throws `SandboxError` `registration-refused` with the field that Jira would mark. */
  register(registration: ClientRegistration): ClientCredentials
  find(clientId: string): OAuthClient | undefined
  /** Gives the client another secret; undefined when there is no such client. */
  resetSecret(clientId: string): ClientCredentials | undefined
  remove(clientId: string): void
  all(): readonly OAuthClient[]
}

const makeSecret = (): string => randomBytes(32).toString('hex')

const longestRedirectUri = 450

const refuse = (field: RegistrationField, message: string): never => {
  throw new SandboxError('registration-refused', `${field}: ${message}`, { field })
}

/** Which http addresses a redirect URL may have. */
export type RedirectRules = Pick<Persona, 'localhostRedirects' | 'httpRedirects'>

const checkRedirectUri = (text: string, rules: RedirectRules): void => {
  if (text.length > longestRedirectUri) refuse('redirects', `longer than ${longestRedirectUri} characters`)
  if (!URL.canParse(text)) refuse('redirects', 'not an absolute URL')
  if (text.includes('#')) refuse('redirects', 'a fragment is not allowed')
  const url = new URL(text)
  // Jira compares with the word: 127.0.0.1 and ::1 are refused although they are loopback too.
  const local = rules.localhostRedirects && url.hostname.toLowerCase() === 'localhost'
  if (url.protocol === 'http:' && !local && !rules.httpRedirects) refuse('redirects', 'https is required')
}

/** Incoming application links, with the rules of Jira's registration form. */
export const createClientBook = (rules: RedirectRules = personas['10.3']): ClientBook => {
  const clients = new Map<string, OAuthClient>()
  return {
    register: (registration) => {
      const { name, redirectUri, scope } = registration
      if (name.trim() === '') refuse('name', 'must not be empty')
      if ([...clients.values()].some((client) => client.name === name)) refuse('name', 'is taken')
      if (!scopes.includes(scope)) refuse('scope', 'is unknown')
      checkRedirectUri(redirectUri, rules)
      const credentials = { clientId: randomBytes(16).toString('hex'), clientSecret: makeSecret() }
      clients.set(credentials.clientId, { name, redirectUri, scope, ...credentials })
      return credentials
    },
    find: (clientId) => clients.get(clientId),
    resetSecret: (clientId) => {
      const client = clients.get(clientId)
      if (client === undefined) return undefined
      const next = { ...client, clientSecret: makeSecret() }
      clients.set(clientId, next)
      return { clientId, clientSecret: next.clientSecret }
    },
    remove: (clientId) => void clients.delete(clientId),
    all: () => [...clients.values()],
  }
}
