import type { Site, TlsSettings } from '@mmd/auth'
import type { SiteSecrets } from './read-secrets.ts'

/** What `site edit --unset` may name. */
export const unsettable = [
  'user',
  'scope',
  'oauth',
  'ca',
  'system-ca',
  'cert',
  'proxy',
  'insecure-http',
  'badge',
  'default-view',
  'auth-url',
  'api-url',
  'client-secret',
  'cert-passphrase',
  'proxy-login',
] as const
export type Unsettable = (typeof unsettable)[number]

const withoutTls = (site: Site, ...fields: readonly (keyof TlsSettings)[]): Site => {
  const { tls, ...rest } = site
  const kept = Object.entries(tls ?? {}).filter(([field]) => !fields.includes(field as keyof TlsSettings))
  return kept.length === 0 ? rest : { ...rest, tls: Object.fromEntries(kept) }
}

const withoutHost = (site: Site, host: 'authUrl' | 'apiUrl'): Site => {
  const { [host]: _, ...cloud } = site.cloud ?? {}
  return { ...site, cloud }
}

const without = (site: Site, field: 'login' | 'oauth' | 'proxy' | 'insecureHttp' | 'badge' | 'defaultView'): Site => {
  const { [field]: _, ...rest } = site
  return rest
}

const unsetters: Readonly<Partial<Record<Unsettable, (site: Site) => Site>>> = {
  user: (site) => without(site, 'login'),
  // Left empty, the usual one is taken.
  scope: (site) => (site.oauth2 === undefined ? site : { ...site, oauth2: { ...site.oauth2, scope: '' } }),
  oauth: (site) => without(site, 'oauth'),
  ca: (site) => withoutTls(site, 'ca'),
  'system-ca': (site) => withoutTls(site, 'systemCa'),
  cert: (site) => withoutTls(site, 'certFile', 'keyFile'),
  proxy: (site) => without(site, 'proxy'),
  'insecure-http': (site) => without(site, 'insecureHttp'),
  badge: (site) => without(site, 'badge'),
  'default-view': (site) => without(site, 'defaultView'),
  'auth-url': (site) => withoutHost(site, 'authUrl'),
  'api-url': (site) => withoutHost(site, 'apiUrl'),
}

/** The site without what is named. */
export const unset = (site: Site, fields: readonly Unsettable[]): Site =>
  fields.reduce((rest, field) => unsetters[field]?.(rest) ?? rest, site)

const secretsOf: Readonly<Partial<Record<Unsettable, readonly (keyof SiteSecrets & ForgettableSecret)[]>>> = {
  'client-secret': ['clientSecret'],
  'cert-passphrase': ['tlsPassphrase'],
  cert: ['tlsPassphrase'],
  'proxy-login': ['proxyLogin'],
  proxy: ['proxyLogin'],
}

export type ForgettableSecret = 'clientSecret' | 'tlsPassphrase' | 'proxyLogin'

/** The secrets that go away with what is named. */
export const secretsToForget = (fields: readonly Unsettable[]): readonly ForgettableSecret[] => [
  ...new Set(fields.flatMap((field) => secretsOf[field] ?? [])),
]
