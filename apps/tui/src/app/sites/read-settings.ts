import type { BadgeColour, CloudSettings, OAuthMode, SignInMethod, Site, TlsSettings } from '@mmd/auth'
import { defaultConsumerKey, defaultRedirectUri, defaultScope, methodFacts } from '../../session/method-facts.ts'
import type { SettingField } from '../../state/site-modals.ts'
import { parseProxy } from './proxy.ts'
import { type FieldId, none, type StoredFacts, savedAuthorities, yes } from './setting-fields.ts'
import { valueOf } from './site-settings.ts'

/** What the form says of the site, with what still has to be looked up: paths that name files. */
export interface ChangedSite {
  /** Without the certificates' contents: see `caFile` and `certificate`. */
  readonly site: Site
  /** A file of authorities that is to be read; `null` when none are to be trusted, undefined when they stay. */
  readonly caFile: string | null | undefined
  readonly certificate: { readonly certFile: string; readonly keyFile: string | undefined } | undefined
  readonly clientSecret: string | undefined
  readonly tlsPassphrase: string | undefined
  readonly proxyLogin: string | undefined
  readonly forget: readonly ('tlsPassphrase' | 'proxyLogin')[]
}

const filled = (text: string): string | undefined => (text === '' ? undefined : text)

const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>

const cloudOf = (site: Site, of: (id: FieldId) => string): Site['cloud'] => {
  if (site.deployment !== 'cloud') return site.cloud
  const { authUrl: _, apiUrl: __, ...rest } = site.cloud ?? {}
  const hosts: CloudSettings = {
    ...given('authUrl', withoutSlash(of('authUrl'))),
    ...given('apiUrl', withoutSlash(of('apiUrl'))),
  }
  // Under another address there is another site of the cloud.
  const { cloudId: ___, ...moved } = rest
  return { ...(of('url') === site.baseUrl ? rest : moved), ...hosts }
}

const withoutSlash = (url: string): string | undefined => filled(url.replace(/\/+$/, ''))

/** Puts the form's values over the site as it is saved. */
export const readSettings = (site: Site, fields: readonly SettingField[], facts: StoredFacts): ChangedSite => {
  const of = (id: FieldId): string => valueOf(fields, id)
  const { oauth2: _, oauth1: __, login: ___, badge: ____, defaultView: _____, ...kept } = site
  const { proxy: ______, insecureHttp: _______, oauth: ________, cloud: _________, tls, ...rest } = kept
  const method = of('method') as SignInMethod
  const { usesClient, usesBrowser, login } = methodFacts[method]
  const proxy = parseProxy(of('proxy'))
  const hasProxy = of('proxy') !== '' && !('wrong' in proxy)
  const redirectUri = usesBrowser ? (filled(of('redirectUri')) ?? defaultRedirectUri[site.deployment]) : ''
  const usualScope = usesBrowser || site.deployment === 'datacenter' ? defaultScope[site.deployment] : ''
  const oauth2 = usesClient
    ? { clientId: of('clientId'), redirectUri, scope: filled(of('scope')) ?? usualScope }
    : site.oauth2
  const oauth1 =
    method === 'oauth1'
      ? {
          consumerKey: filled(of('consumerKey')) ?? defaultConsumerKey,
          callback: filled(of('callback')) ?? defaultRedirectUri.datacenter,
        }
      : site.oauth1
  const trust: TlsSettings = { ...given('ca', tls?.ca), ...(of('systemCa') === yes ? { systemCa: true } : {}) }
  const certFile = of('certFile')
  const ca = of('ca')
  const isSaved = ca === savedAuthorities(facts)
  const mode = of('oauth') as OAuthMode
  const changed: Site = {
    ...rest,
    baseUrl: of('url'),
    method,
    ...given('oauth2', oauth2),
    ...given('oauth1', oauth1),
    ...given('login', login === 'none' ? site.login : of('login')),
    ...given('badge', of('badge') === none ? undefined : (of('badge') as BadgeColour)),
    ...given('defaultView', filled(of('defaultView'))),
    ...given('proxy', hasProxy ? proxy.proxy : undefined),
    ...(of('insecureHttp') === yes ? { insecureHttp: true } : {}),
    ...given('oauth', mode === 'get-and-refresh' && site.oauth === undefined ? undefined : mode),
    ...given('cloud', cloudOf(site, of)),
    ...(Object.keys(trust).length === 0 ? {} : { tls: trust }),
  }
  return {
    site: changed,
    caFile: isSaved ? undefined : ca === '' ? null : ca,
    certificate: certFile === '' ? undefined : { certFile, keyFile: filled(of('keyFile')) },
    clientSecret: usesClient ? filled(of('clientSecret')) : undefined,
    tlsPassphrase: filled(of('tlsPassphrase')),
    proxyLogin: hasProxy ? proxy.proxyLogin : undefined,
    forget: [
      ...(certFile === '' && facts.hasTlsPassphrase ? (['tlsPassphrase'] as const) : []),
      ...(of('proxy') !== (site.proxy ?? '') && facts.hasProxyLogin && !(hasProxy && proxy.proxyLogin !== undefined)
        ? (['proxyLogin'] as const)
        : []),
    ],
  }
}
