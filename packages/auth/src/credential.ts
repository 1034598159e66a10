import * as z from 'zod/mini'
import { apiBaseUrl } from './api-base-url.ts'
import { AuthError } from './errors.ts'
import { parseJson } from './json.ts'
import type { SecretStore } from './ports.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import { serverOf } from './sign-in/oauth2-server.ts'
import type { Site } from './site.ts'

const common = {
  baseUrl: z.string(),
  apiBaseUrl: z.optional(z.string()),
  issuer: z.optional(z.string()),
  client: z.optional(z.string()),
  dead: z.optional(z.boolean()),
}
const bearer = { accessToken: z.string(), obtainedAt: z.number(), expiresAt: z.optional(z.number()) }

const credentialSchema = z.discriminatedUnion('method', [
  z.looseObject({
    method: z.enum(['oauth2', 'oauth2-cloud']),
    ...common,
    ...bearer,
    refreshToken: z.optional(z.string()),
    scope: z.optional(z.string()),
  }),
  z.looseObject({ method: z.literal('client-credentials'), ...common, ...bearer, tokenUrl: z.optional(z.string()) }),
  z.looseObject({
    method: z.literal('oauth1'),
    ...common,
    token: z.string(),
    tokenSecret: z.string(),
    sessionHandle: z.optional(z.string()),
    obtainedAt: z.number(),
    expiresAt: z.optional(z.number()),
  }),
  z.looseObject({
    method: z.literal('pat'),
    ...common,
    accessToken: z.string(),
    tokenId: z.optional(z.number()),
    expiresAt: z.optional(z.number()),
  }),
  z.looseObject({ method: z.literal('api-token'), ...common, login: z.string(), token: z.string() }),
  z.looseObject({ method: z.literal('basic'), ...common, login: z.string(), password: z.string() }),
])

/** Where a credential may be sent, and in whose name. */
interface Bounds {
  /** The site's base URL when it was given. */
  readonly baseUrl: string
  /** Where its REST API lay then; absent in files of older versions. */
  readonly apiBaseUrl?: string
  /** Which server could renew and revoke it then; absent in files of older versions. */
  readonly issuer?: string
  /** Which client or consumer it was given to; absent where it is the person's alone, and in files of older versions. */
  readonly client?: string
}

interface Common extends Bounds {
  /** The site definitely refused it: not to be sent again. */
  readonly dead?: boolean
}

interface Bearer {
  readonly accessToken: string
  /** Epoch milliseconds. */
  readonly obtainedAt: number
  /** Epoch milliseconds; absent when the server did not say. */
  readonly expiresAt?: number
}

/** Tokens of an OAuth 2.0 sign-in, bare: never log them. */
export interface OAuth2Credential extends Common, Bearer {
  readonly method: 'oauth2' | 'oauth2-cloud'
  readonly refreshToken?: string
  readonly scope?: string
}

/** A token that a program got for itself (RFC 6749 section 4.4). */
export interface ClientCredential extends Common, Bearer {
  readonly method: 'client-credentials'
  /** Which of the cloud's two token endpoints gave it. */
  readonly tokenUrl?: string
}

/** Token of an OAuth 1.0a sign-in; with RSA-SHA1 its secret takes no part in the signature. */
export interface OAuth1Credential extends Common {
  readonly method: 'oauth1'
  readonly token: string
  readonly tokenSecret: string
  readonly sessionHandle?: string
  /** Epoch milliseconds. */
  readonly obtainedAt: number
  /** Epoch milliseconds. */
  readonly expiresAt?: number
}

/** A personal access token. */
export interface PatCredential extends Common {
  readonly method: 'pat'
  readonly accessToken: string
  /** Under which the site can be asked to forget it; known of tokens that we made. */
  readonly tokenId?: number
  /** Epoch milliseconds. */
  readonly expiresAt?: number
}

/** An API token of the cloud. */
export interface ApiTokenCredential extends Common {
  readonly method: 'api-token'
  /** E-mail address. */
  readonly login: string
  readonly token: string
}

/** User name and password. */
export interface BasicCredential extends Common {
  readonly method: 'basic'
  readonly login: string
  readonly password: string
}

/** A credential as it lies in the secret store. */
export type StoredCredential =
  | OAuth2Credential
  | ClientCredential
  | OAuth1Credential
  | PatCredential
  | ApiTokenCredential
  | BasicCredential

/** What of a credential its own sign-in decides; where it may be sent is added by `writeCredential`. */
export type NewCredential = StoredCredential extends infer One
  ? One extends StoredCredential
    ? Omit<One, keyof Bounds>
    : never
  : never

/** Epoch milliseconds; `undefined` for one without a known end. */
export const expiryOf = (credential: NewCredential): number | undefined =>
  'expiresAt' in credential ? credential.expiresAt : undefined

/** Whether it can be renewed without the person. */
export const isRenewable = (credential: NewCredential): boolean =>
  credential.method === 'client-credentials' || ('refreshToken' in credential && credential.refreshToken !== undefined)

const clientOf = ({ oauth1, oauth2 }: Site, method: StoredCredential['method']): string | undefined => {
  switch (method) {
    case 'oauth2':
    case 'oauth2-cloud':
    case 'client-credentials':
      return oauth2?.clientId
    case 'oauth1':
      return oauth1?.consumerKey
    case 'pat':
    case 'api-token':
    case 'basic':
      return undefined
  }
}

const boundsOf = (site: Site, method: StoredCredential['method']): Bounds => {
  const client = clientOf(site, method)
  const bounds = { baseUrl: site.baseUrl, apiBaseUrl: apiBaseUrl(site), issuer: serverOf(site).issuer }
  return client === undefined ? bounds : { ...bounds, client }
}

const isOf = (site: Site, credential: StoredCredential): boolean => {
  const { baseUrl, apiBaseUrl: api, issuer, client } = boundsOf(site, credential.method)
  const isSameServer = (credential.issuer ?? issuer) === issuer && (credential.client ?? client) === client
  return credential.baseUrl === baseUrl && (credential.apiBaseUrl ?? baseUrl) === api && isSameServer
}

/**
 * The site's credential; `undefined` when there is none, or when it was made for another address or client: a token
 * must not go to a host that it was not given for. Throws `bad-file` when the store holds something else.
 */
export const readCredential = async (site: Site, secrets: SecretStore): Promise<StoredCredential | undefined> => {
  const text = await secrets.get(secretKeys(site.name).credential)
  if (text === undefined) return undefined
  const result = credentialSchema.safeParse(parseJson(text))
  if (!result.success) {
    throw new AuthError('bad-file', `The stored credential of "${site.name}" cannot be read`, secrets.where)
  }
  const credential = result.data as StoredCredential
  return isOf(site, credential) ? credential : undefined
}

/** Stores the site's credential for the site's present addresses and client; it lasts once this resolves. */
export const writeCredential = async (site: Site, secrets: SecretStore, credential: NewCredential): Promise<void> => {
  const stored = { ...credential, ...boundsOf(site, credential.method) }
  await secrets.set(secretKeys(site.name).credential, JSON.stringify(stored))
}
