import type { Site } from '../site.ts'
import type { InviteView } from './invite.ts'
import type { SealedPart } from './seal.ts'

/** What stands in `format`. */
export const inviteFormat = 'mmd-tui invite'

/**
 * Any new field is a new version: a reader must know all that it is asked to vouch for. Version 2 has a product besides, and
 * is written for those sites alone that need it.
 */
export const inviteVersions = [1, 2] as const

/** Characters of the longest invite, 256 KiB. */
export const longestInvite = 262_144

/** What an invite says of a site. */
export interface InviteSite
  extends Pick<
    Site,
    | 'name'
    | 'baseUrl'
    | 'deployment'
    | 'product'
    | 'method'
    | 'oauth2'
    | 'oauth1'
    | 'cloud'
    | 'proxy'
    | 'badge'
    | 'insecureHttp'
  > {
  /** `ca` is PEM, line by line: some mail programs break lines of more than 998 letters (RFC 5322 section 2.1.1). */
  readonly tls?: { readonly ca?: readonly string[]; readonly systemCa?: boolean }
}

/** An invite as it lies in the file. */
export interface InviteFile {
  readonly format: typeof inviteFormat
  readonly version: (typeof inviteVersions)[number]
  /** ISO 8601, UTC, with milliseconds. */
  readonly created: string
  readonly note?: string
  readonly site: InviteSite
  readonly views: readonly InviteView[]
  readonly sealed?: SealedPart
}
