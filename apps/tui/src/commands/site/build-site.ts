import type { CloudSettings, OAuth1Settings, OAuth2Settings, Site, TlsSettings } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { locateClientCertificate, readAuthorities } from '../../session/certificates.ts'
import { defaultConsumerKey, defaultRedirectUri, defaultScope, methodFacts } from '../../session/method-facts.ts'
import type { CommandContext } from '../invocation.ts'
import { ask } from '../prompt.ts'
import { methodsOf } from './choose-method.ts'
import type { SiteFlags } from './site-flags.ts'

/** What is settled before the rest of a site can be. */
export type SiteBasis = Pick<Site, 'name' | 'baseUrl' | 'deployment' | 'method' | 'product' | 'version'>

/** How the site is reached, from the flags and what was saved before. */
export type Network = Pick<Site, 'tls' | 'proxy' | 'insecureHttp'>

const usage = (message: string, hint: string): AppError => new AppError('usage', message, hint)

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

/** The address itself: what the site compares letter by letter is not tidied up. */
const checkedRedirect = (uri: string, flag: string): string => {
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if ((url?.protocol === 'http:' || url?.protocol === 'https:') && !uri.includes('#')) return uri
  throw usage('The redirect URL is not an http address without a #', `Give it as it is registered: ${flag} URL`)
}

const toOAuth2 = async (
  context: CommandContext,
  { method, deployment }: SiteBasis,
  flags: SiteFlags,
  current: OAuth2Settings | undefined,
): Promise<OAuth2Settings> => {
  const other = methodsOf[deployment].find((one) => !methodFacts[one].usesClient && one !== 'oauth1') ?? 'pat'
  const question = { text: 'Client id', flag: `--client-id ID, or --method ${other}` }
  const clientId = flags.clientId ?? current?.clientId ?? (await ask(context.environment, question, context.signal))
  const { usesBrowser } = methodFacts[method]
  const redirectUri = flags.redirectUri ?? nonEmpty(current?.redirectUri)
  const usualScope = usesBrowser || deployment === 'datacenter' ? defaultScope[deployment] : ''
  return {
    clientId: clientId.trim(),
    redirectUri: usesBrowser ? checkedRedirect(redirectUri ?? defaultRedirectUri[deployment], '--redirect-uri') : '',
    scope: flags.scope ?? nonEmpty(current?.scope) ?? usualScope,
  }
}

const toOAuth1 = (flags: SiteFlags, current: OAuth1Settings | undefined): OAuth1Settings => {
  const callback = flags.callbackUrl ?? flags.redirectUri ?? current?.callback ?? defaultRedirectUri.datacenter
  return {
    consumerKey: (flags.consumerKey ?? flags.clientId ?? current?.consumerKey ?? defaultConsumerKey).trim(),
    callback: callback === 'oob' ? callback : checkedRedirect(callback, '--callback-url'),
  }
}

const toLogin = async (context: CommandContext, { method }: SiteBasis, given: string | undefined): Promise<string> => {
  const { login } = methodFacts[method]
  const text = login.charAt(0).toUpperCase() + login.slice(1)
  return (given ?? (await ask(context.environment, { text, flag: '--user NAME' }, context.signal))).trim()
}

const withoutSlash = (url: string | undefined): string | undefined => url?.trim().replace(/\/+$/u, '')

const toCloud = ({ authUrl, apiUrl }: SiteFlags, current: CloudSettings = {}): CloudSettings => {
  const hosts = { authUrl: withoutSlash(authUrl), apiUrl: withoutSlash(apiUrl) }
  return { ...current, ...Object.fromEntries(Object.entries(hosts).filter(([, url]) => url !== undefined)) }
}

const toProxy = (given: string): string => {
  if (given === 'none') return given
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//iu.test(given) ? given : `http://${given}`)
  if (url !== null && /^https?:$/u.test(url.protocol) && `${url.username}${url.password}` === '') return url.origin
  throw usage(
    'The proxy must be http://host:port without user and password, or none',
    'Give user and password of the proxy with --proxy-login-stdin',
  )
}

const toTls = async (flags: SiteFlags, current: TlsSettings = {}): Promise<TlsSettings | undefined> => {
  const { ca, systemCa, cert, key } = flags
  const { certFile: _, keyFile: __, ...trust } = current
  const certFile = cert ?? current.certFile
  if (key !== undefined && certFile === undefined) throw usage('--key without a certificate', 'Name --cert FILE too')
  const isCertGiven = cert !== undefined || key !== undefined
  const tls: TlsSettings = {
    ...(isCertGiven ? trust : current),
    ...(ca === undefined ? {} : { ca: await readAuthorities(ca) }),
    ...(systemCa === undefined ? {} : { systemCa }),
    ...(isCertGiven && certFile !== undefined ? await locateClientCertificate(certFile, key) : {}),
  }
  return Object.keys(tls).length === 0 ? undefined : tls
}

/** The flags' network settings over those that are saved. Throws `usage`, `bad-certificate`. */
export const buildNetwork = async (flags: SiteFlags, current: Network = {}): Promise<Network> => {
  const tls = await toTls(flags, current.tls)
  const proxy = flags.proxy === undefined ? current.proxy : toProxy(flags.proxy)
  const insecureHttp = flags.insecureHttp ?? current.insecureHttp
  return {
    ...(tls === undefined ? {} : { tls }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(insecureHttp === undefined ? {} : { insecureHttp }),
  }
}

export interface BuildSiteOptions {
  readonly flags: SiteFlags
  readonly network: Network
  /** As it is saved; what the flags do not say stays. */
  readonly current?: Site
}

/** A site from the flags; asks at the terminal for what its method cannot do without. Throws `usage`. */
export const buildSite = async (
  context: CommandContext,
  basis: SiteBasis,
  { flags, network, current }: BuildSiteOptions,
): Promise<Site> => {
  const { tls: _, proxy: __, insecureHttp: ___, cloud, oauth2, ...kept } = current ?? ({} as Partial<Site>)
  const { usesClient, login } = methodFacts[basis.method]
  const isMoved = current !== undefined && current.deployment !== basis.deployment
  const former = isMoved && oauth2 !== undefined ? { ...oauth2, redirectUri: '', scope: '' } : oauth2
  const settings = usesClient ? await toOAuth2(context, basis, flags, former) : oauth2
  const hosts = basis.deployment === 'cloud' ? toCloud(flags, cloud) : {}
  return {
    ...kept,
    ...basis,
    ...network,
    ...(settings === undefined ? {} : { oauth2: settings }),
    ...(basis.method === 'oauth1' ? { oauth1: toOAuth1(flags, current?.oauth1) } : {}),
    ...(Object.keys(hosts).length === 0 ? {} : { cloud: hosts }),
    ...(login === 'none' ? {} : { login: await toLogin(context, basis, flags.user ?? current?.login) }),
    ...(flags.badge === undefined ? {} : { badge: flags.badge }),
    ...(flags.defaultView === undefined ? {} : { defaultView: flags.defaultView }),
  }
}
