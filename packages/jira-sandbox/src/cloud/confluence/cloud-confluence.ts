import { answerSearch, wikiProblem } from '../../confluence/confluence-routes.ts'
import { contentJson } from '../../confluence/page-json.ts'
import { makePages, type WikiPage } from '../../confluence/pages.ts'
import type { Answer } from '../../exchange.ts'
import type { Incoming } from '../../server/receive.ts'
import { scopeShortage, unauthorized, unroutable } from '../api/gateway.ts'
import { gatewayCaller } from '../api/gateway-caller.ts'
import type { Cloud, CloudSite } from '../cloud.ts'
import { noAccess } from '../no-access.ts'
import { siteCaller } from '../site/site-caller.ts'
import type { Told } from '../told.ts'

interface Resource {
  /** One of these scopes is enough: the classic one, or the granular one. */
  readonly scopes: readonly string[]
  readonly answer: (pages: readonly WikiPage[], query: URLSearchParams, baseUrl: string) => Answer
}

const resourceAt = (method: string, path: string): Resource | undefined => {
  if (method !== 'GET') return undefined
  if (path === '/wiki/rest/api/search') {
    return {
      scopes: ['search:confluence', 'read:content-details:confluence'],
      answer: (pages, query, baseUrl) => answerSearch({ pages, query, baseUrl, form: 'cursor' }),
    }
  }
  const id = /^\/wiki\/api\/v2\/pages\/(\d+)$/u.exec(path)?.[1]
  if (id === undefined) return undefined
  return {
    // The second version of the API knows no classic scopes.
    scopes: ['read:page:confluence'],
    answer: (pages, _, baseUrl) => {
      const page = pages.find((candidate) => candidate.id === id)
      if (page === undefined) return wikiProblem(404, 'There is no such page.', 'Not Found')
      const { _links, title, status } = contentJson(page, baseUrl)
      return { status: 200, json: { id, title, status, spaceId: '1', _links } }
    },
  }
}

const nowhere = wikiProblem(404, 'There is nothing at this address.', 'Not Found')

/** The wiki beside each site of a cloud. */
export interface CloudConfluence {
  /** `path` begins with `/ex/confluence/`. */
  throughGateway(incoming: Incoming, path: string): Told
  /** `path` begins with `/wiki/`. */
  onSite(site: CloudSite, incoming: Incoming, path: string): Told
}

/** The wikis of a cloud: the same pages on every site, each under its own address. */
export const createCloudConfluence = (cloud: Cloud): CloudConfluence => {
  const pages = makePages(cloud.clock())
  const admitted = (site: CloudSite, userKey: string): boolean =>
    site.world.userByKey(userKey)?.active === true && cloud.sitesOf(userKey).includes(site)
  return {
    throughGateway: (incoming, path) => {
      const { cloudId, rest = '' } = /^\/ex\/confluence\/(?<cloudId>[^/]+)(?<rest>\/.*)$/u.exec(path)?.groups ?? {}
      const site = cloud.sites.find((candidate) => candidate.cloudId === cloudId)
      if (site === undefined) return { answer: unroutable(path, cloud.clock()), userKey: undefined }
      const caller = gatewayCaller(cloud, incoming.headers.authorization ?? '', site)
      if (caller.kind !== 'known') return { answer: unauthorized, userKey: undefined }
      const { userKey, scopes } = caller
      if (!admitted(site, userKey)) return { answer: noAccess(cloud), userKey }
      const resource = resourceAt(incoming.method, rest)
      if (resource === undefined) return { answer: nowhere, userKey }
      if (!resource.scopes.some((scope) => scopes.includes(scope))) return { answer: scopeShortage, userKey }
      return { answer: resource.answer(pages, incoming.query, `${site.url}/wiki`), userKey }
    },
    onSite: (site, incoming, path) => {
      const caller = siteCaller(cloud, incoming.headers.authorization)
      if (caller.kind !== 'known') return { answer: unauthorized, userKey: undefined }
      const { userKey } = caller
      if (!admitted(site, userKey)) return { answer: noAccess(cloud), userKey }
      const resource = resourceAt(incoming.method, path)
      return { answer: resource?.answer(pages, incoming.query, `${site.url}/wiki`) ?? nowhere, userKey }
    },
  }
}
