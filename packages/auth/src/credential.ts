import * as z from 'zod/mini'
import { AuthError } from './errors.ts'
import type { SecretStore } from './ports.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import type { Site } from './site.ts'

const oauth2Schema = z.looseObject({
  method: z.literal('oauth2'),
  baseUrl: z.string(),
  accessToken: z.string(),
  refreshToken: z.optional(z.string()),
  obtainedAt: z.number(),
  expiresAt: z.optional(z.number()),
  scope: z.optional(z.string()),
  dead: z.optional(z.boolean()),
})

const patSchema = z.looseObject({ method: z.literal('pat'), baseUrl: z.string(), accessToken: z.string() })

const credentialSchema = z.discriminatedUnion('method', [oauth2Schema, patSchema])

/** Tokens of an OAuth 2.0 sign-in, bare: never log them. */
export interface OAuth2Credential {
  readonly method: 'oauth2'
  /** The site's base URL when it was given. */
  readonly baseUrl: string
  readonly accessToken: string
  readonly refreshToken?: string
  /** Epoch milliseconds. */
  readonly obtainedAt: number
  /** Epoch milliseconds; absent when the server did not say. */
  readonly expiresAt?: number
  readonly scope?: string
  /** The server definitely refused to renew it. */
  readonly dead?: boolean
}

/** A personal access token, bare: never log it. */
export interface PatCredential {
  readonly method: 'pat'
  readonly baseUrl: string
  readonly accessToken: string
}

/** A credential as it lies in the secret store. */
export type StoredCredential = OAuth2Credential | PatCredential

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The `Authorization` header value. */
export const authorizationOf = (credential: StoredCredential): string => `Bearer ${credential.accessToken}`

/**
 * The site's credential; `undefined` when there is none, or when it was made for another base URL: a token must not go
 * to a host that it was not given for. Throws `bad-file` when the store holds something else.
 */
export const readCredential = async (site: Site, secrets: SecretStore): Promise<StoredCredential | undefined> => {
  const text = await secrets.get(secretKeys(site.name).credential)
  if (text === undefined) return undefined
  const result = credentialSchema.safeParse(parseJson(text))
  if (!result.success) {
    throw new AuthError('bad-file', `The stored credential of "${site.name}" cannot be read`, secrets.where)
  }
  return result.data.baseUrl === site.baseUrl ? (result.data as StoredCredential) : undefined
}

/** Stores the site's credential; it lasts once this resolves. */
export const writeCredential = async (
  site: Site,
  secrets: SecretStore,
  credential: StoredCredential,
): Promise<void> => {
  await secrets.set(secretKeys(site.name).credential, JSON.stringify(credential))
}
