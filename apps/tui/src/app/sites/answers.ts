import type { BadgeColour, SignInMethod, Site, TlsSettings } from '@mmd/auth'
import { defaultConsumerKey, defaultRedirectUri, defaultScope, methodFacts } from '../../session/method-facts.ts'
import { usualDays } from './mint-words.ts'

/** How a site is reached from here, with the secrets of it. */
export interface NetworkAnswers {
  readonly tls?: TlsSettings
  readonly tlsPassphrase?: string
  readonly proxy?: string
  /** `user:password`. */
  readonly proxyLogin?: string
  readonly insecureHttp?: boolean
}

/** What answered at the address. */
export interface FoundSite {
  readonly baseUrl: string
  readonly deployment: Site['deployment']
  readonly version: string | undefined
  /** Best first. */
  readonly methods: readonly SignInMethod[]
  /** `false`: a provider of OAuth 2.0 was looked for and did not answer. */
  readonly oauth2Reachable: boolean | undefined
}

/** What was answered so far while a site is added; each step fills in more, and going back keeps it all. */
export interface Answers {
  readonly url: string
  readonly network: NetworkAnswers
  readonly found: FoundSite | null
  readonly method: SignInMethod | null
  /** Where a personal access token comes from: the person has one, or another sign-in makes it. */
  readonly tokenBy: 'paste' | 'password' | 'login'
  readonly redirectUri: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly consumerKey: string
  readonly callback: string
  readonly login: string
  readonly days: string
  readonly name: string
  readonly badge: BadgeColour | null
}

export const noAnswers: Answers = {
  url: '',
  network: {},
  found: null,
  method: null,
  tokenBy: 'paste',
  redirectUri: '',
  clientId: '',
  clientSecret: '',
  scope: '',
  consumerKey: defaultConsumerKey,
  callback: defaultRedirectUri.datacenter,
  login: '',
  days: usualDays,
  name: '',
  badge: null,
}

/** Steps that ask for one line of text, by the answer that they fill in. */
export type TextStep = keyof Pick<
  Answers,
  'redirectUri' | 'clientId' | 'clientSecret' | 'scope' | 'consumerKey' | 'callback' | 'login' | 'days' | 'name'
>

export type AddStep = 'address' | 'method' | 'token' | TextStep | 'badge'

/** The sign-in that comes first: where a token is to be made, the one that makes it. */
export const firstMethod = ({ method, tokenBy }: Answers): SignInMethod | null => {
  if (method !== 'pat' || tokenBy === 'paste') return method
  return tokenBy === 'password' ? 'basic' : 'oauth2'
}

/** True when a personal access token is made with the sign-in. */
export const isMinted = ({ method, tokenBy }: Answers): boolean => method === 'pat' && tokenBy !== 'paste'

const settingsOf = (method: SignInMethod | null, deployment: Site['deployment'] | undefined): readonly TextStep[] => {
  if (method === null) return []
  if (method === 'oauth1') return ['consumerKey', 'callback']
  // The cloud's own service accounts have their scopes with them.
  if (method === 'client-credentials') {
    return deployment === 'cloud' ? ['clientId', 'clientSecret'] : ['clientId', 'clientSecret', 'scope']
  }
  if (methodFacts[method].usesClient) return ['redirectUri', 'clientId', 'clientSecret', 'scope']
  return methodFacts[method].login === 'none' ? [] : ['login']
}

/** The steps from the address to the end, as far as the answers tell them. */
export const stepsFor = (answers: Answers): readonly AddStep[] => [
  'address',
  'method',
  ...(answers.method === 'pat' ? (['token'] as const) : []),
  ...settingsOf(firstMethod(answers), answers.found?.deployment),
  ...(isMinted(answers) ? (['days'] as const) : []),
  'name',
  'badge',
]

/** The step after, or before, this one; undefined at both ends. */
export const neighbour = (answers: Answers, step: AddStep, by: 1 | -1): AddStep | undefined => {
  const steps = stepsFor(answers)
  return steps[steps.indexOf(step) + by]
}

/** The answers with what the found site proposes where nothing was typed; what belonged to another kind of site goes. */
export const withFound = (answers: Answers, found: FoundSite): Answers => {
  const before = answers.found
  const stays = before?.deployment === found.deployment
  const same = before?.baseUrl === found.baseUrl
  return {
    ...answers,
    found,
    method: answers.method !== null && found.methods.includes(answers.method) ? answers.method : null,
    redirectUri: stays && answers.redirectUri !== '' ? answers.redirectUri : defaultRedirectUri[found.deployment],
    scope: stays && answers.scope !== '' ? answers.scope : defaultScope[found.deployment],
    name: same ? answers.name : '',
  }
}

/** The site that the answers describe. Throws `TypeError` before a site was found and a method chosen. */
export const toSite = (answers: Answers): Site => {
  const { found, network, name, badge, login, method } = answers
  const first = firstMethod(answers)
  if (found === null || method === null || first === null) throw new TypeError('there is no site to save yet')
  const { baseUrl, deployment, version } = found
  const { tls, proxy, insecureHttp } = network
  const facts = methodFacts[first]
  const redirectUri = facts.usesBrowser ? answers.redirectUri : ''
  const scope = settingsOf(first, deployment).includes('scope') ? answers.scope : ''
  return {
    name,
    baseUrl,
    deployment,
    method,
    ...(version === undefined ? {} : { version }),
    ...(facts.usesClient ? { oauth2: { clientId: answers.clientId, redirectUri, scope } } : {}),
    ...(method === 'oauth1' ? { oauth1: { consumerKey: answers.consumerKey, callback: answers.callback } } : {}),
    ...(facts.login === 'none' ? {} : { login }),
    ...(tls === undefined ? {} : { tls }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(insecureHttp === undefined ? {} : { insecureHttp }),
    ...(badge === null ? {} : { badge }),
  }
}

/** `Jira Data Center 10.3.24 at /jira`, `Jira Cloud`. */
export const describeFound = ({ baseUrl, deployment, version }: FoundSite): string => {
  if (deployment === 'cloud') return 'Jira Cloud'
  const at = new URL(baseUrl).pathname
  return `Jira Data Center${version === undefined ? '' : ` ${version}`}${at === '/' ? '' : ` at ${at}`}`
}
