import {
  apiBaseUrl,
  type CredentialSource,
  credentialFor,
  type SecretStore,
  type Site,
  staticCredential,
  type Transport,
} from '@mmd/auth'
import type { Environment } from '../../config/environment.ts'
import { siteTransport } from '../../session/sign-in.ts'
import { type Ask, createAsk, judgeReply, type Reply } from './network/ask.ts'
import { chooseProxy, type ProxyChoice } from './network/choose-proxy.ts'
import type { Handshake } from './network/handshake.ts'
import { handshakeWith } from './network/handshake-with.ts'
import { type PortTrial, tryRedirectPort } from './network/redirect-port.ts'
import { once } from './once.ts'

/** What is looked at whatever the site. */
export interface Machine {
  readonly environment: Environment
  readonly signal: AbortSignal
  /** Throws `AuthError` `store-failed` or `bad-file`. */
  readonly secrets: () => Promise<SecretStore>
}

/** The site's answer to who we are. */
export interface Account {
  readonly reply: Reply
  /** The site did not take the token, and took the one that it was renewed to. */
  readonly renewed: boolean
}

/** A saved site and the ways to find out about it. What several checks ask is asked once. */
export interface Subject extends Machine {
  readonly site: Site
  /** Throws `AuthError` `bad-certificate` or `store-failed`. */
  readonly transport: () => Promise<Transport>
  readonly proxy: () => Promise<ProxyChoice>
  /** With the trust that requests to the site have. */
  readonly handshake: () => Promise<Handshake>
  readonly ask: Ask
  /** Anonymous. */
  readonly serverInfo: () => Promise<Reply>
  /** Anonymous. */
  readonly manifest: () => Promise<Reply>
  readonly redirectPort: () => Promise<PortTrial>
  readonly credential: () => Promise<CredentialSource>
  /** Throws `AuthError` when there is no credential to ask with. */
  readonly account: () => Promise<Account>
}

const whoAmI = ({ product, deployment }: Site): string => {
  if (product === 'confluence') return '/rest/api/user/current'
  return `/rest/api/${deployment === 'cloud' ? 3 : 2}/myself`
}

const askAccount = async (site: Site, ask: Ask, source: CredentialSource): Promise<Account> => {
  const url = new URL(`${apiBaseUrl(site)}${whoAmI(site)}`)
  const authorization = await source.authorization({ method: 'GET', url })
  const reply = await ask({ url, authorization })
  const isDead = judgeReply(reply, true)?.code === 'signed-out'
  if (!isDead || !(await source.status()).refreshable) return { reply, renewed: false }
  return { reply: await ask({ url, authorization: await source.renew(authorization) }), renewed: true }
}

export interface SubjectOptions extends Machine {
  readonly site: Site
  readonly onRequest: () => void
}

/** Sends nothing and reads nothing until a check wants to know. */
export const createSubject = ({ site, onRequest, ...machine }: SubjectOptions): Subject => {
  const { environment, signal, secrets } = machine
  const transport = once(() => siteTransport(environment, site, { get: async (key) => (await secrets()).get(key) }))
  const ask = createAsk({ transport, version: environment.version, signal, onRequest })
  const base = new URL(site.baseUrl)
  const proxy = once(async () => chooseProxy(base, site, await transport()))
  const token = environment.token()
  const credential = once(async () =>
    token === undefined
      ? credentialFor(site, {
          secrets: await secrets(),
          dir: environment.folders.data,
          transport: await transport(),
        })
      : staticCredential(site, token, 'MMD_TOKEN'),
  )
  return {
    ...machine,
    site,
    transport,
    proxy,
    handshake: once(async () =>
      handshakeWith({ url: base, proxy: await proxy(), transport: await transport(), signal }),
    ),
    ask,
    serverInfo: once(() => ask({ url: new URL(`${site.baseUrl}/rest/api/2/serverInfo`) })),
    manifest: once(() => ask({ url: new URL(`${site.baseUrl}/rest/applinks/1.0/manifest`) })),
    redirectPort: once(() => tryRedirectPort(site)),
    credential,
    account: once(async () => askAccount(site, ask, await credential())),
  }
}
