import { AuthError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Site, TlsSettings } from '../site.ts'
import { onlyCertificates } from './certificates.ts'
import type { InviteView } from './invite.ts'
import { type InviteFile, type InviteSite, inviteFormat, longestInvite } from './invite-file.ts'
import { toMailableJson } from './mail-text.ts'
import { settingsOf, sharedSecretOf } from './method-needs.ts'
import { refuseWeakPassphrase } from './passphrase.ts'
import { checkInviteFile } from './schema.ts'
import { type ScryptCost, usualCost } from './scrypt-cost.ts'
import { seal } from './seal.ts'
import { toSealedContent } from './sealed-content.ts'

export interface CreateInviteOptions {
  /** Its login, user and the paths of its client certificate stay here. */
  readonly site: Site
  /** Client secret, or for `oauth1` the private key (PKCS #8 PEM); the other methods share none. */
  readonly secret?: Secret
  /** At least 8 characters; may be left out where there is no secret, and then nothing vouches for the invite. */
  readonly passphrase?: string
  readonly views?: readonly InviteView[]
  /** One line for colleagues, at most 1,000 characters. */
  readonly note?: string
  /** Epoch milliseconds. */
  readonly now: number
}

const bad = (message: string): AuthError => new AuthError('bad-site', message)

/** Filters of Jira often span lines; to JQL that is a blank. */
const oneLine = (text: string): string => text.replace(/[\t\r\n]+/gu, ' ')

const caLines = (pem: string): readonly string[] => {
  const certificates = onlyCertificates(pem)
  if (certificates !== undefined) return certificates.trimEnd().split('\n')
  throw new AuthError('bad-certificate', 'The certificate authorities of the site are not certificates in PEM')
}

const toTls = ({ ca, systemCa }: TlsSettings): Pick<InviteSite, 'tls'> => {
  if (ca === undefined && systemCa === undefined) return {}
  return {
    tls: {
      ...(ca === undefined ? {} : { ca: caLines(ca) }),
      ...(systemCa === undefined ? {} : { systemCa }),
    },
  }
}

const toCloud = ({ cloudId, authUrl, apiUrl }: NonNullable<Site['cloud']>): NonNullable<Site['cloud']> => ({
  ...(cloudId === undefined ? {} : { cloudId }),
  ...(authUrl === undefined ? {} : { authUrl }),
  ...(apiUrl === undefined ? {} : { apiUrl }),
})

/** Field by field: a saved site may hold more than this version knows, and what is unknown may be private. */
const toInviteSite = (site: Site): InviteSite => {
  const { name, baseUrl, deployment, product, method, oauth2, oauth1, cloud, tls, proxy, badge, insecureHttp } = site
  const takes = settingsOf(site)
  return {
    name,
    baseUrl,
    deployment,
    ...(product === undefined ? {} : { product }),
    method,
    ...(takes.oauth2 && oauth2 !== undefined
      ? { oauth2: { clientId: oauth2.clientId, redirectUri: oauth2.redirectUri, scope: oauth2.scope } }
      : {}),
    ...(takes.oauth1 && oauth1 !== undefined
      ? { oauth1: { consumerKey: oauth1.consumerKey, callback: oauth1.callback } }
      : {}),
    ...(takes.cloud && cloud !== undefined ? { cloud: toCloud(cloud) } : {}),
    ...(proxy === undefined ? {} : { proxy }),
    ...toTls(tls ?? {}),
    ...(badge === undefined ? {} : { badge }),
    ...(insecureHttp === undefined ? {} : { insecureHttp }),
  }
}

const toHeader = ({ site, views = [], note, now }: CreateInviteOptions): InviteFile => {
  const checked = checkInviteFile({
    format: inviteFormat,
    version: site.product === undefined ? 1 : 2,
    created: new Date(now).toISOString(),
    ...(note === undefined || note === '' ? {} : { note: oneLine(note) }),
    site: toInviteSite(site),
    views: views.map(({ name, jql }) => ({ name, jql: oneLine(jql) })),
  })
  if ('file' in checked) return checked.file
  throw bad(`The site cannot be put into an invite: ${checked.wrong}`)
}

const refuseUnfit = ({ site, secret, passphrase }: CreateInviteOptions): void => {
  const needed = sharedSecretOf(site.method)
  if (needed === undefined && secret !== undefined) {
    throw new TypeError(`A site with the sign-in method ${site.method} has no secret to share`)
  }
  if (needed !== undefined && secret === undefined) {
    throw bad(`The ${needed} of the site is not stored here, and nobody could sign in without it`)
  }
  if (passphrase !== undefined) refuseWeakPassphrase(passphrase)
  else if (needed !== undefined) refuseWeakPassphrase('')
}

/** `createInvite` at another cost; for tests. */
export const createInviteAt = async (cost: ScryptCost, options: CreateInviteOptions): Promise<string> => {
  refuseUnfit(options)
  const { secret, passphrase } = options
  const header = toHeader(options)
  const sealed =
    passphrase === undefined ? {} : { sealed: await seal(header, toSealedContent(secret), { passphrase, cost }) }
  const text = toMailableJson({ ...header, ...sealed })
  if (text.length <= longestInvite) return text
  throw bad('The invite would be too long: leave some views out')
}

/**
 * The text of an invite to the site: JSON of ASCII in short lines, so that a mail program may carry it. Takes about
 * half a second when it is sealed. Throws `bad-site`, `bad-certificate` and `weak-passphrase`; `TypeError` for a secret
 * that is not to be shared.
 */
export const createInvite = (options: CreateInviteOptions): Promise<string> => createInviteAt(usualCost, options)
