import * as z from 'zod/mini'
import { badgeColours, signInMethods } from '../site.ts'
import { parseBaseUrl, refuseInsecure } from '../site-book/base-url.ts'
import { isSiteName } from '../site-book/site-name.ts'
import { onlyCertificates } from './certificates.ts'
import { type InviteFile, inviteFormat, inviteVersions } from './invite-file.ts'
import { settingsOf } from './method-needs.ts'
import { isAcceptableCost, type ScryptCost } from './scrypt-cost.ts'
import { sealLengths } from './seal.ts'

/** Invites come from somebody else, and are shown before anything is stored. */
const isShowable = (value: string): boolean =>
  value.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value)

const isTrue = (check: () => unknown): boolean => {
  try {
    return check() !== false
  } catch {
    return false
  }
}

const line = (most: number) =>
  z
    .string('must be a text')
    .check(
      z.refine(isShowable, 'has a control character in it'),
      z.maxLength(most, `is longer than ${most} characters`),
    )
const text = (most = 2000) => line(most).check(z.minLength(1, 'must not be empty'))
const flag = z.optional(z.boolean('must be true or false'))

/** Strict: what is not understood can be neither shown nor vouched for. */
const exactly = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? 'has a field that this version does not know' : 'must be an object',
  })

/** One spelling for the same bytes, so that a change of the text is a change of the bytes. */
const isBase64 = (value: string, least: number, most = least): boolean => {
  const bytes = Buffer.from(value, 'base64')
  return bytes.length >= least && bytes.length <= most && bytes.toString('base64') === value
}

const base64 = (length: number) =>
  z.string('must be a text').check(z.refine((value) => isBase64(value, length), `must be ${length} bytes in base64`))

const isProxy = (value: string): boolean =>
  value === 'none' || (/^https?:\/\/[^\s/?#@]+\/?$/u.test(value) && URL.canParse(value))

const isPem = (lines: readonly string[]): boolean => {
  const pem = `${lines.join('\n')}\n`
  return onlyCertificates(pem) === pem
}

const created = z
  .string('must be a text')
  .check(z.refine((value) => isTrue(() => new Date(value).toISOString() === value), 'must be a time in UTC'))

const views = z
  .array(exactly({ name: text(100), jql: text(8000) }), 'must be a list')
  .check(z.maxLength(200, 'has more than 200 entries'))

/** One of Atlassian's hosts, or a stand-in for it on this machine; nothing that could make another host look like it. */
const isCloudHost = (value: string): boolean =>
  isTrue(() => {
    const url = new URL(value)
    refuseInsecure(url, {})
    return /^https?:\/\/[^\s?#@]+$/u.test(value) && url.href.replace(/\/$/u, '') === value
  })

const cloudHost = z.optional(text().check(z.refine(isCloudHost, 'must be https and end without a slash')))

const siteSchema = exactly({
  name: z.string('must be a text').check(z.refine(isSiteName, 'is not a site name')),
  baseUrl: text(),
  deployment: z.enum(['datacenter', 'cloud'], 'must be datacenter or cloud'),
  product: z.optional(z.literal('confluence', 'must be confluence, or not be there')),
  method: z.enum(signInMethods, `must be one of ${signInMethods.join(', ')}`),
  oauth2: z.optional(exactly({ clientId: text(), redirectUri: line(2000), scope: line(2000) })),
  oauth1: z.optional(exactly({ consumerKey: text(), callback: text() })),
  cloud: z.optional(exactly({ cloudId: z.optional(text()), authUrl: cloudHost, apiUrl: cloudHost })),
  proxy: z.optional(text().check(z.refine(isProxy, 'must be http://host:port or none'))),
  tls: z.optional(
    exactly({
      ca: z.optional(
        z.array(z.string('must be a text'), 'must be a list').check(z.refine(isPem, 'must be certificates in PEM')),
      ),
      systemCa: flag,
    }),
  ),
  badge: z.optional(z.enum(badgeColours, 'is not a badge colour')),
  insecureHttp: flag,
})

type ParsedSite = z.infer<typeof siteSchema>

const isBaseUrl = ({ baseUrl, insecureHttp = false }: ParsedSite): boolean =>
  isTrue(() => parseBaseUrl(baseUrl, { insecureHttp }) === baseUrl)

const hasItsSettings = (site: ParsedSite): boolean => {
  const takes = settingsOf(site)
  const isRegistered = site.oauth2?.redirectUri !== '' || site.method === 'client-credentials'
  return (site.oauth2 !== undefined || !takes.oauth2) && (site.oauth1 !== undefined || !takes.oauth1) && isRegistered
}

/** What nobody is shown must not be stored. */
const hasNoOthers = (site: ParsedSite): boolean => {
  const takes = settingsOf(site)
  return (['oauth2', 'oauth1', 'cloud'] as const).every((group) => takes[group] || site[group] === undefined)
}

const sealedSchema = exactly({
  kdf: exactly({
    name: z.literal('scrypt', 'is not known'),
    N: z.number('must be a number'),
    r: z.number('must be a number'),
    p: z.number('must be a number'),
    salt: base64(sealLengths.salt),
  }),
  check: base64(sealLengths.check),
  cipher: z.literal('aes-256-gcm', 'is not known'),
  nonce: base64(sealLengths.nonce),
  content: z
    .array(z.string('must be a text'), 'must be a list')
    .check(z.refine((lines) => isBase64(lines.join(''), sealLengths.leastContent, Infinity), 'must be base64')),
})

const fileSchema = exactly({
  format: z.literal(inviteFormat),
  version: z.literal(inviteVersions),
  created,
  note: z.optional(text(1000)),
  site: siteSchema.check(
    z.refine(isBaseUrl, { error: 'must be https and end without a slash', path: ['baseUrl'] }),
    z.refine(hasItsSettings, 'lacks settings of its sign-in method'),
    z.refine(hasNoOthers, 'has settings of another sign-in method'),
  ),
  views,
  sealed: z.optional(sealedSchema),
}).check(
  z.refine(({ version, site }) => (site.product !== undefined) === (version === 2), {
    error: 'does not fit the version',
    path: ['site', 'product'],
  }),
)

const describe = (error: z.core.$ZodError): string => {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return `${path === '' ? 'it' : path.replace(/^\./u, '')} ${issue?.message ?? 'is wrong'}`
}

/** The invite, or what is wrong with it in words that quote nothing of it. */
export const checkInviteFile = (
  value: unknown,
  least?: ScryptCost,
): { readonly file: InviteFile } | { readonly wrong: string } => {
  const result = fileSchema.safeParse(value)
  if (!result.success) return { wrong: describe(result.error) }
  const file = result.data as InviteFile
  const isAcceptable = file.sealed === undefined || isAcceptableCost(file.sealed.kdf, least)
  return isAcceptable ? { file } : { wrong: 'sealed.kdf asks for too little or too much work' }
}

const envelope = z.looseObject({ format: z.literal(inviteFormat), version: z.number() })

/** The version of what says that it is an invite; `undefined` for all else. */
export const versionOf = (value: unknown): number | undefined => {
  const result = envelope.safeParse(value)
  return result.success ? result.data.version : undefined
}
