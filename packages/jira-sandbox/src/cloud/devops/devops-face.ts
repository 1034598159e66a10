import type { Answer } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import type { Incoming } from '../../server/receive.ts'
import { scopeShortage, unauthorized } from '../api/gateway.ts'
import type { Cloud, CloudSite } from '../cloud.ts'
import { acceptBulk } from './bulk.ts'
import { type DataApi, dataApis } from './entities.ts'
import type { DataStore } from './store.ts'

const shape = /^\/jira\/(?<api>[a-z]+)\/0\.1\/cloud\/(?<cloudId>[^/]+)(?<rest>\/.*)$/u

const notFound: Answer = { status: 404, json: [{ message: 'There is nothing at this address.' }] }
const done: Answer = { status: 202 }

const verbs: Readonly<Record<string, string>> = { GET: 'read', POST: 'write', DELETE: 'delete' }

const decoded = (path: string): readonly string[] => {
  try {
    return path.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return []
  }
}

/** `/pipelines/main/builds/7` as the key of what it names; undefined: it names nothing. */
const keyAt = (api: DataApi, path: string): string | undefined => {
  const segments = decoded(path)
  const values = api.path.map((name, index) => (segments[index * 2] === name ? segments[index * 2 + 1] : undefined))
  if (values.includes(undefined) || segments.length !== api.path.length * 2) return undefined
  const [first, second, third] = values
  if (api.list === 'flags') return JSON.stringify({ id: first })
  if (api.list === 'builds') return JSON.stringify({ pipelineId: first, buildNumber: Number(second) })
  return JSON.stringify({ pipelineId: first, environmentId: second, deploymentSequenceNumber: Number(third) })
}

const asksForGating = ({ commands }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(commands) && commands.some((item) => isObject(item) && item.command === 'initiate_deployment_gating')

const gatingStatus = (store: DataStore, key: string | undefined, now: number): Answer => {
  const stored = key === undefined ? undefined : store.get(key)
  if (stored === undefined) return notFound
  return {
    status: 200,
    json: {
      gatingStatus: asksForGating(stored.entity) ? 'awaiting' : 'invalid',
      details: [],
      updatedTimestamp: new Date(now).toISOString(),
    },
  }
}

const answerOne = (incoming: Incoming, api: DataApi, store: DataStore, path: string, now: number): Answer => {
  if (incoming.method === 'GET' && path.endsWith('/gating-status')) {
    return gatingStatus(store, keyAt(api, path.slice(0, -'/gating-status'.length)), now)
  }
  const key = keyAt(api, path)
  if (key === undefined) return notFound
  if (incoming.method === 'DELETE') {
    store.delete(key)
    return done
  }
  const stored = store.get(key)
  return stored === undefined ? notFound : { status: 200, json: stored.entity }
}

const inApi = (
  incoming: Incoming,
  api: DataApi,
  site: CloudSite,
  store: DataStore,
  path: string,
  now: number,
): Answer => {
  if (path === '/bulk' && incoming.method === 'POST') return acceptBulk(incoming.body, api, site.world, store)
  if (path === '/bulkByProperties' && incoming.method === 'DELETE') {
    const wanted = Object.fromEntries(incoming.query)
    if (Object.keys(wanted).length === 0) return { status: 400, json: [{ message: 'Which properties?' }] }
    store.deleteBy(wanted)
    return done
  }
  return answerOne(incoming, api, store, path, now)
}

/** Answers what goes to the data APIs of a site, for its OAuth credentials (2LO) alone. `path` is below the API host. */
export const createDevOpsFace = (cloud: Cloud): ((incoming: Incoming, path: string) => Answer) => {
  return (incoming, path) => {
    const { api: name = '', cloudId, rest = '' } = shape.exec(path)?.groups ?? {}
    const api = dataApis.get(name)
    const site = cloud.sites.find((candidate) => candidate.cloudId === cloudId)
    if (api === undefined || site === undefined) return notFound
    const [scheme, token = ''] = (incoming.headers.authorization ?? '').split(' ')
    const found = scheme === 'Bearer' ? cloud.accessTokens.find(token) : undefined
    // A person's token is worth nothing here, whatever its scopes.
    if (found === undefined || found.expired || found.grant.kind !== 'site-credentials') return unauthorized
    const verb = Object.hasOwn(verbs, incoming.method) ? verbs[incoming.method] : undefined
    if (verb === undefined || !found.grant.scopes.includes(`${verb}:${api.scope}:jira`)) return scopeShortage
    return inApi(incoming, api, site, site.sent(name), rest, cloud.clock())
  }
}
