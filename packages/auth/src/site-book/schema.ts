import * as z from 'zod/mini'
import { AuthError } from '../errors.ts'
import { badgeColours, oauthModes, type Site, signInMethods } from '../site.ts'
import { hasNoControls, hasUniqueNames, isBaseUrl, isCloudHost, isPem, isProxy, type StoredBook } from './checks.ts'
import { isSiteName } from './site-name.ts'

const line = z.string('must be a text').check(z.refine(hasNoControls, 'has a control character in it'))
const text = line.check(z.minLength(1, 'must not be empty'))
const flag = z.optional(z.boolean('must be true or false'))

const cloudHost = z.optional(text.check(z.refine(isCloudHost, 'must be https and end without a slash')))
const pem = z.optional(z.string('must be a text').check(z.refine(isPem, 'is no PEM')))

// Loose objects: what a newer version added is kept when this one writes the file.
const siteSchema = z
  .looseObject({
    name: z.string('must be a text').check(z.refine(isSiteName, 'is not a site name')),
    baseUrl: text,
    deployment: z.enum(['datacenter', 'cloud'], 'must be datacenter or cloud'),
    product: z.optional(z.literal('confluence', 'must be confluence, or not be there')),
    version: z.optional(text),
    method: z.enum(signInMethods, `must be one of ${signInMethods.join(', ')}`),
    oauth2: z.optional(z.looseObject({ clientId: text, redirectUri: line, scope: line })),
    oauth1: z.optional(z.looseObject({ consumerKey: text, callback: text })),
    cloud: z.optional(z.looseObject({ cloudId: z.optional(text), authUrl: cloudHost, apiUrl: cloudHost })),
    login: z.optional(text),
    oauth: z.optional(z.enum(oauthModes, `must be one of ${oauthModes.join(', ')}`)),
    tls: z.optional(z.looseObject({ ca: pem, systemCa: flag, certFile: z.optional(text), keyFile: z.optional(text) })),
    proxy: z.optional(text.check(z.refine(isProxy, 'must be an http address without a password, or none'))),
    badge: z.optional(z.enum(badgeColours, 'is not a badge colour')),
    defaultView: z.optional(text),
    insecureHttp: flag,
    user: z.optional(z.looseObject({ id: text, name: line })),
  })
  .check(z.refine(isBaseUrl, { error: 'must be https and end without a slash', path: ['baseUrl'] }))

const bookSchema = z.looseObject({
  version: z.literal(1, 'must be 1; a newer mmd-tui may have written it'),
  default: z.nullable(z.string('must be a text')),
  sites: z.array(siteSchema, 'must be a list').check(z.refine(hasUniqueNames, 'has a name twice')),
})

const describe = (error: z.core.$ZodError): string => {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return `${path === '' ? 'the content' : path.replace(/^\./u, '')} ${issue?.message ?? 'is wrong'}`
}

/** The book in a parsed `sites.json`. Throws `bad-file` that names the field. */
export const parseStoredBook = (value: unknown, path: string): StoredBook => {
  const result = bookSchema.safeParse(value)
  if (result.success) return result.data as StoredBook
  throw new AuthError('bad-file', `The list of sites is wrong: ${describe(result.error)}`, path)
}

/** The site, checked. Throws `bad-site` that names the field. */
export const parseSite = (value: unknown): Site => {
  const result = siteSchema.safeParse(value)
  if (result.success) return result.data as Site
  throw new AuthError('bad-site', `The site is wrong: ${describe(result.error)}`)
}
