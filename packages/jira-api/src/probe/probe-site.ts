import { createTransport, type Transport, type TransportOptions } from '../client/transport.ts'
import { JiraApiError } from '../errors.ts'
import { toJson, toWord } from '../model/primitives.ts'
import { readServerInfo } from '../model/read-site.ts'
import { ask, isOAuth2Reachable, type Reply } from './ask.ts'
import { baseUrlCandidates, isPlainHttp, parseAddress } from './candidates.ts'

/** What is to be found out, and how the host is reached. */
export interface ProbeInput extends TransportOptions {
  /** As typed or copied: scheme and context path may be missing, a page's path may follow. */
  readonly url: string
  /** Accept a site that speaks plain http on another machine. */
  readonly insecureHttp?: boolean
  readonly signal?: AbortSignal
}

export type ProbedMethod = 'oauth2' | 'oauth2-cloud' | 'oauth1' | 'pat' | 'api-token' | 'basic' | 'client-credentials'

/** What a site says of itself to anybody. */
export interface Probe {
  /** The base URL that works, with context path. */
  readonly baseUrl: string
  /** The base URL as the site states it, null when it does not say. */
  readonly canonicalUrl: string | null
  readonly deployment: 'datacenter' | 'cloud'
  readonly product: 'jira' | 'confluence'
  /** Null when the site tells nobody. */
  readonly version: string | null
  readonly title: string
  /** What this version can take, best first; what an administrator has switched off cannot be seen from outside. */
  readonly signInMethods: readonly ProbedMethod[]
  /** Whether the OAuth 2.0 provider answered; absent when it was not asked or the answer got lost. */
  readonly oauth2Reachable?: boolean
}

type Found = Omit<Probe, 'signInMethods' | 'oauth2Reachable'>
type Look = { readonly found: Found } | { readonly error: JiraApiError; readonly moved: readonly URL[] }

const MANIFEST = ['rest', 'applinks', '1.0', 'manifest']
const SERVER_INFO = ['rest', 'api', '2', 'serverInfo']

/** The more a person can do about it, the earlier; an answer that counts as `network` is a proxy's. */
const TELLING = ['network', 'sso-page', 'login-denied', 'rate-limited', 'server-error'] as const

const jsonOf = (reply: Reply): unknown => (reply.kind === 'json' ? reply.json : undefined)

const toProduct = (type: unknown): Found['product'] | undefined =>
  type === 'jira' || type === 'confluence' ? type : undefined

const foundIn = (manifest: Reply, info: Reply): Found | undefined => {
  const server = readServerInfo(jsonOf(info))
  if (server !== null && info.kind === 'json')
    return { ...server, product: 'jira', baseUrl: info.baseUrl, canonicalUrl: server.baseUrl || null }
  const link = toJson(jsonOf(manifest))
  const canonicalUrl = toWord(link['url'])
  const product = toProduct(link['typeId'])
  if (product !== undefined && manifest.kind === 'json')
    return {
      baseUrl: manifest.baseUrl,
      canonicalUrl,
      deployment: 'datacenter',
      product,
      version: toWord(link['version']),
      title: toWord(link['name']) ?? (product === 'jira' ? 'Jira' : 'Confluence'),
    }
  // A hardened site turns everybody away, but in Jira's manner.
  if (info.kind === 'error' && info.fromJira && info.error.code === 'signed-out')
    return {
      baseUrl: info.baseUrl,
      canonicalUrl,
      deployment: 'datacenter',
      product: 'jira',
      version: null,
      title: 'Jira',
    }
  return undefined
}

const mostTelling = (errors: readonly JiraApiError[]): JiraApiError => {
  for (const code of TELLING) {
    const error = errors.find((candidate) => candidate.code === code)
    if (error !== undefined) return error
  }
  const { status, request } = errors[0]?.details ?? {}
  return new JiraApiError('not-jira', 'There is no Jira at this address', {
    ...(status === undefined ? {} : { status }),
    ...(request === undefined ? {} : { request }),
  })
}

const lookAt = async (transport: Transport, baseUrl: string, signal: AbortSignal | undefined): Promise<Look> => {
  const replies = await Promise.all([
    ask(transport, baseUrl, MANIFEST, signal),
    ask(transport, baseUrl, SERVER_INFO, signal),
  ])
  const found = foundIn(...replies)
  if (found !== undefined) return { found }
  const failed = replies.filter((reply) => reply.kind !== 'json')
  return {
    error: mostTelling(failed.map(({ error }) => error)),
    moved: failed.flatMap((reply) => (reply.kind === 'moved' ? [reply.to] : [])),
  }
}

const search = async (transport: Transport, input: ProbeInput): Promise<Found> => {
  const queue = [...baseUrlCandidates(parseAddress(input.url))]
  const errors: JiraApiError[] = []
  const most = queue.length + 4
  for (let index = 0; index < Math.min(queue.length, most); index += 1) {
    const look = await lookAt(transport, queue[index] ?? '', input.signal)
    if ('found' in look) return look.found
    errors.push(look.error)
    for (const to of look.moved)
      for (const candidate of baseUrlCandidates(to)) if (!queue.includes(candidate)) queue.push(candidate)
  }
  throw mostTelling(errors)
}

/** True when a version is at least the given one; unknown versions are taken for new ones. */
export const isAtLeast = (version: string | null, major: number, minor: number): boolean => {
  const [, first, second = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? []
  return first === undefined || Number(first) > major || (Number(first) === major && Number(second) >= minor)
}

const CLOUD_METHODS: readonly ProbedMethod[] = ['oauth2-cloud', 'api-token', 'client-credentials']

type Release = readonly [major: number, minor: number]

interface Since {
  readonly oauth2: Release
  readonly pat: Release
  readonly service: Release | undefined
}

/** From which release on each product has what. Service accounts of Confluence are not known of. */
const since: Readonly<Record<Found['product'], Since>> = {
  jira: { oauth2: [8, 22], pat: [8, 14], service: [11, 0] },
  confluence: { oauth2: [7, 17], pat: [7, 9], service: undefined },
}

const hasOAuth2 = ({ product, version }: Found): boolean => isAtLeast(version, ...since[product].oauth2)

const methodsOf = (found: Found, oauth2Reachable: boolean | undefined): readonly ProbedMethod[] => {
  const { pat: patSince, service: serviceSince } = since[found.product]
  const oauth2: readonly ProbedMethod[] = hasOAuth2(found) ? ['oauth2'] : []
  const pat: readonly ProbedMethod[] = isAtLeast(found.version, ...patSince) ? ['pat'] : []
  const hasService = serviceSince !== undefined && isAtLeast(found.version, ...serviceSince)
  const service: readonly ProbedMethod[] = hasService ? ['client-credentials'] : []
  const best = oauth2Reachable === false ? [...pat, ...oauth2] : [...oauth2, ...pat]
  // Passwords come last: from 11.0 on they are refused unless an administrator wants them back.
  return [...best, ...service, 'oauth1', 'basic']
}

/**
 * Finds the Jira or Confluence behind an address, anonymously: base URL with context path, kind, version and ways to sign in. Throws
 * `TypeError` for what is no address, and `JiraApiError`: `network`, `timeout`, `tls`, `sso-page` (a log-in page stands
 * before the API), `not-jira`, `refused` with reason `INSECURE_HTTP` (plain http to another machine).
 */
export const probeSite = async (input: ProbeInput): Promise<Probe> => {
  const transport = createTransport(input)
  const found = await search(transport, input)
  if (isPlainHttp(found.baseUrl) && input.insecureHttp !== true)
    throw new JiraApiError('refused', 'The site speaks plain http, which would show the sign-in to the network', {
      reason: 'INSECURE_HTTP',
    })
  if (found.deployment === 'cloud') return { ...found, signInMethods: CLOUD_METHODS }
  const oauth2Reachable = hasOAuth2(found) ? await isOAuth2Reachable(transport, found.baseUrl, input.signal) : undefined
  const signInMethods = methodsOf(found, oauth2Reachable)
  return { ...found, signInMethods, ...(oauth2Reachable === undefined ? {} : { oauth2Reachable }) }
}
