import { connectSite, type SiteClient } from '@mmd/jira-api'
import { startCloudSandbox, startSandbox, type World } from '@mmd/jira-sandbox'
import type { Exchange } from './exchange.ts'
import type { Deployment } from './fetch-descriptions.ts'
import { startRecorder } from './recorder.ts'

/** A running sandbox, with clients of ours whose exchanges are written down. */
export interface Place extends AsyncDisposable {
  readonly deployment: Deployment
  readonly siteUrl: string
  readonly world: World
  /** Somebody who may nearly everything. */
  readonly client: SiteClient
  /** Somebody who answers the requests of customers. */
  readonly agent: SiteClient
  /** The credential of the first. */
  readonly authorization: string
  /** How the site names a person. */
  readonly idOf: (name: string) => string
}

interface Site extends AsyncDisposable {
  readonly url: string
  readonly world: World
  readonly authorizationOf: (name: string) => string
  readonly idOf: (name: string) => string
}

const startSite = async (deployment: Deployment): Promise<Site> => {
  if (deployment === 'datacenter') {
    const sandbox = await startSandbox({ persona: '10.3', overrides: { rest: { administrators: ['mira'] } } })
    return {
      url: sandbox.baseUrl,
      world: sandbox.world,
      authorizationOf: (name) => `Bearer ${sandbox.issuePat(name)}`,
      idOf: (name) => name,
      [Symbol.asyncDispose]: () => sandbox.close(),
    }
  }
  const sandbox = await startCloudSandbox({ administrators: ['mira@acme.example'] })
  const mail = (name: string): string => `${name}@acme.example`
  return {
    url: sandbox.siteUrl,
    world: sandbox.world,
    authorizationOf: (name) =>
      `Basic ${Buffer.from(`${mail(name)}:${sandbox.issueApiToken(mail(name))}`).toString('base64')}`,
    idOf: (name) => sandbox.accountIdOf(mail(name)),
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

/** Starts the sandbox of a deployment and clients of it; `keep` is told what they exchange. */
export const startPlace = async (deployment: Deployment, keep: (exchange: Exchange) => void): Promise<Place> => {
  const site = await startSite(deployment)
  const recorder = await startRecorder(site.url, keep)
  const connect = (authorization: string): SiteClient =>
    connectSite({
      baseUrl: site.url,
      deployment,
      authorize: async () => authorization,
      proxyEnv: { HTTP_PROXY: recorder.url },
    })
  const authorization = site.authorizationOf('mira')
  return {
    deployment,
    siteUrl: site.url,
    world: site.world,
    client: connect(authorization),
    agent: connect(site.authorizationOf('sofia.nunes')),
    authorization,
    idOf: site.idOf,
    [Symbol.asyncDispose]: async () => {
      await recorder[Symbol.asyncDispose]()
      await site[Symbol.asyncDispose]()
    },
  }
}
