import { type AuthError, isAuthError, isLoopbackHost, type Site, secretKeys } from '@mmd/auth'
import { exitCodes } from '../../../present-error.ts'
import { methodFacts } from '../../../session/method-facts.ts'
import type { Check } from '../check.ts'
import { redirectOf } from '../network/redirect-port.ts'
import { isCloudScope, isDataCenterScope, wordsOf } from '../scopes.ts'
import type { Subject } from '../subject.ts'
import { type Finding, failed, ok, type Verdict, warning } from '../verdict.ts'
import { askAdmin, editSite, list, sentence } from '../words.ts'

/** What belongs to a site besides what is saved in the open. */
export interface SettingsFacts {
  /** Undefined: the store could not be asked. */
  readonly hasClientSecret: boolean | undefined
  readonly hasPrivateKey: boolean | undefined
  /** Why the settings of the connection cannot be used. */
  readonly transportError: AuthError | undefined
}

const cloudMethods: ReadonlySet<Site['method']> = new Set(['oauth2-cloud', 'api-token', 'client-credentials'])

const isRedirect = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hash === ''
}

type Rule = (site: Site, facts: SettingsFacts) => Finding | undefined

const badCertificate: Rule = (site, { transportError: error }) =>
  error === undefined
    ? undefined
    : {
        found: error.detail ?? 'the client certificate',
        problem: sentence(error.message),
        remedy: `Name files that can be read:\n${editSite(site, '--cert FILE --key FILE')}`,
        who: 'you',
      }

const wrongDeployment: Rule = (site) => {
  const { method, deployment } = site
  const fits = deployment === 'cloud' ? cloudMethods.has(method) : !['oauth2-cloud', 'api-token'].includes(method)
  if (fits) return undefined
  return {
    found: `${method} for ${deployment === 'cloud' ? 'Jira Cloud' : 'Jira Data Center'}`,
    problem: `${deployment === 'cloud' ? 'Jira Cloud' : 'Data Center'} has no such way of signing in.`,
    remedy: `Save the site with a method that it has:\n${editSite(site, `--method ${deployment === 'cloud' ? 'api-token' : 'oauth2'}`)}`,
    who: 'you',
  }
}

const missingClient: Rule = (site) => {
  const { method, oauth2, oauth1 } = site
  const lacks = method === 'oauth1' ? oauth1 === undefined : methodFacts[method].usesClient && oauth2 === undefined
  if (!lacks) return undefined
  const flags = method === 'oauth1' ? '--client-id KEY --redirect-uri URL' : '--client-id ID --client-secret-stdin'
  return {
    found: `${method} without its client`,
    problem: 'Signing in needs what an administrator hands out when the program is registered.',
    remedy: `${askAdmin(site)}\nprints what to ask for; then\n${editSite(site, flags)}`,
    who: 'you',
  }
}

const missingLogin: Rule = (site) =>
  methodFacts[site.method].login === 'none' || site.login !== undefined
    ? undefined
    : {
        found: `${site.method} without a name`,
        problem: `The ${methodFacts[site.method].login} to log in with is not saved.`,
        remedy: editSite(site, '--user NAME'),
        who: 'you',
      }

const badRedirect: Rule = (site) => {
  const redirect = redirectOf(site)
  if (redirect === undefined || isRedirect(redirect)) return undefined
  return {
    found: redirect,
    problem:
      'The redirect URL must be an http or https address without a “#”; any other one dies in Jira with HTTP 412.',
    remedy: `Register a usable one, and save it letter for letter:\n${editSite(site, '--redirect-uri URL')}`,
    who: 'jira-admin',
  }
}

/** A site that signs in by a token now may have kept the client of a former method. */
const scopeOf = ({ method, oauth2 }: Site): string => (methodFacts[method].usesClient ? (oauth2?.scope ?? '') : '')

const wrongScope: Rule = (site) => {
  const words = wordsOf(scopeOf(site))
  const isCloud = site.deployment === 'cloud'
  const foreign = words.filter((word) => (isCloud ? isDataCenterScope(word) : isCloudScope(word)))
  if (foreign.length === 0) return undefined
  return {
    found: `scope ${list(foreign)}`,
    problem: isCloud
      ? 'These are scopes of Data Center; the cloud answers invalid_scope.'
      : 'These are scopes of Jira Cloud; Data Center answers invalid_scope and shows no consent page.',
    remedy: editSite(site, isCloud ? "--scope 'read:jira-work write:jira-work offline_access'" : '--scope WRITE'),
    who: 'you',
  }
}

const missingKey: Rule = (site, { hasPrivateKey }) =>
  site.method !== 'oauth1' || hasPrivateKey !== false
    ? undefined
    : {
        found: 'oauth1 without its private key',
        problem: 'The key that signs requests is not on this machine.',
        remedy: `Save the site anew, which makes a new key, and give its public half to the administrator:\nmmd-tui site remove ${site.name}`,
        who: 'you',
      }

const plainHttp: Rule = (site) => {
  const { protocol, hostname, host } = new URL(site.baseUrl)
  if (protocol === 'https:' || isLoopbackHost(hostname)) return undefined
  return {
    found: `plain http to ${host}`,
    problem: 'Whatever is sent, the token too, can be read by everybody on the way.',
    remedy: 'Ask for https in front of Jira; OAuth 2.0 does not work without it.',
    who: 'jira-admin',
  }
}

const literalRedirect: Rule = (site) => {
  const url = URL.parse(redirectOf(site) ?? '')
  if (site.method !== 'oauth2' || url?.protocol !== 'http:' || url.hostname === 'localhost') return undefined
  return {
    found: `back to ${url.origin}`,
    problem: 'Jira registers plain http for the word “localhost” alone, unless an administrator switched that off.',
    remedy: `Have http://localhost with the same port and path registered, then\n${editSite(site, '--redirect-uri URL')}`,
    who: 'jira-admin',
  }
}

const unknownScope: Rule = (site) => {
  if (site.deployment === 'cloud') return undefined
  const unknown = wordsOf(scopeOf(site)).filter((word) => !isDataCenterScope(word))
  if (unknown.length === 0) return undefined
  return {
    found: `scope ${list(unknown)}`,
    problem: 'Jira knows READ, WRITE, ADMIN and SYSTEM_ADMIN, in capitals.',
    remedy: editSite(site, '--scope WRITE'),
    who: 'you',
  }
}

const missingSecret: Rule = (site, { hasClientSecret }) =>
  !methodFacts[site.method].usesClient || hasClientSecret !== false
    ? undefined
    : {
        found: `${site.method} without its client secret`,
        problem: 'It is not stored on this machine, and without it no token can be got or renewed.',
        remedy: `mmd-tui auth login ${site.name} --client-secret-stdin`,
        who: 'you',
      }

const failures: readonly Rule[] = [
  badCertificate,
  wrongDeployment,
  missingClient,
  missingLogin,
  badRedirect,
  wrongScope,
  missingKey,
]
const warnings: readonly Rule[] = [plainHttp, literalRedirect, unknownScope, missingSecret]

const firstOf = (rules: readonly Rule[], site: Site, facts: SettingsFacts): Finding | undefined => {
  for (const rule of rules) {
    const finding = rule(site, facts)
    if (finding !== undefined) return finding
  }
  return undefined
}

export const judgeSettings = (site: Site, facts: SettingsFacts): Verdict => {
  const failure = firstOf(failures, site, facts)
  if (failure !== undefined) return failed(exitCodes.usage, failure)
  const weakness = firstOf(warnings, site, facts)
  if (weakness !== undefined) return warning(weakness)
  const renewal = site.oauth === 'off' ? ', renewing switched off' : ''
  const scope = scopeOf(site) === '' || site.deployment === 'cloud' ? '' : `, scope ${scopeOf(site)}`
  const redirect = redirectOf(site)
  return ok(`complete${scope}${redirect === undefined ? '' : `, back to ${redirect}`}${renewal}`)
}

const look = async ({ site, secrets, transport }: Subject): Promise<SettingsFacts> => {
  const keys = secretKeys(site.name)
  // What the store itself has to say is another check's business.
  const has = async (key: string): Promise<boolean | undefined> => {
    try {
      return (await (await secrets()).get(key)) !== undefined
    } catch {
      return undefined
    }
  }
  const transportError = await transport().then(
    () => undefined,
    (error: unknown) => {
      if (isAuthError(error, 'bad-certificate')) return error
      throw error
    },
  )
  return { transportError, hasClientSecret: await has(keys.clientSecret), hasPrivateKey: await has(keys.privateKey) }
}

export const settingsCheck: Check<Subject> = {
  id: 'settings',
  title: 'Saved settings',
  group: 'The way to the site',
  doing: 'Reading what is saved of the site',
  needs: [],
  run: async (subject) => judgeSettings(subject.site, await look(subject)),
}
