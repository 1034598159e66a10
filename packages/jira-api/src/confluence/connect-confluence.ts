import type { CallOptions } from '../call-options.ts'
import { normaliseBaseUrl } from '../client/base-url.ts'
import type { Http } from '../client/http.ts'
import { type ConnectOptions, connectHttp } from '../connect-http.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { User } from '../model/model.ts'
import { toJson, toWord } from '../model/primitives.ts'
import { readUser } from '../model/read-user.ts'
import { expected } from '../resources/resource.ts'
import type { PageHits, WikiPage } from './page.ts'
import { readHits } from './read-page.ts'

/** One signed-in Confluence. All throw `JiraApiError`. */
export interface ConfluenceClient {
  /** Who is signed in; `signed-out` when nobody is. */
  currentUser(options?: CallOptions): Promise<User>
  /** Pages in which the words stand, best first. `cursor` is the `next` of the part before. */
  searchPages(
    query: {
      readonly text: string
      /** Key of the only space to look in. */
      readonly space?: string
      readonly limit?: number
      readonly cursor?: string
    },
    options?: CallOptions,
  ): Promise<PageHits>
  /** Pages by their ids, in any order; those that are not there or not visible are left out. */
  pages(ids: readonly string[], options?: CallOptions): Promise<readonly WikiPage[]>
  /** What Jira knows this Confluence by in an application link; null where it does not say. */
  applicationId(options?: CallOptions): Promise<string | null>
}

export interface ConfluenceOptions extends ConnectOptions {
  /** Where people see the wiki, when that is not the base URL: the gateway of the cloud has no pages. */
  readonly webUrl?: string
}

/** A text in CQL: quotes and backslashes escaped. */
export const cqlText = (text: string): string => `"${text.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`

const placeOf = (cursor: string | undefined): Readonly<Record<string, string>> => {
  if (cursor === undefined) return {}
  const at = cursor.indexOf(':')
  return { [cursor.slice(0, at) === 'cursor' ? 'cursor' : 'start']: cursor.slice(at + 1) }
}

/** Which of these a wiki understands is known only by asking it. */
const queriesFor = (text: string, space: string | undefined): readonly string[] => {
  const place = space === undefined ? '' : ` AND space = ${cqlText(space)}`
  return [
    `type = page AND siteSearch ~ ${cqlText(text)}${place}`,
    `type = page AND (title ~ ${cqlText(text)} OR text ~ ${cqlText(text)})${place}`,
  ]
}

const isRefusedQuery = (error: unknown): boolean => isJiraApiError(error) && error.details.status === 400

const search = async (
  http: Http,
  webUrl: string,
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal | undefined,
): Promise<PageHits> =>
  expected(
    readHits(await http({ method: 'GET', path: ['rest', 'api', 'search'], query, signal }), webUrl),
    'GET search',
  )

/** More ids would make a query longer than some proxies let through. */
const mostIds = 50

/** A client of one Confluence. Connects only when its methods are called. Throws `TypeError` for a bad base URL. */
export const connectConfluence = (options: ConfluenceOptions): ConfluenceClient => {
  const http = connectHttp(options)
  const webUrl = normaliseBaseUrl(options.webUrl ?? options.baseUrl)
  return {
    currentUser: async ({ signal } = {}) => {
      const answer = toJson(await http({ method: 'GET', path: ['rest', 'api', 'user', 'current'], signal }))
      // Who is not signed in has a name here too.
      if (answer['type'] === 'anonymous') throw new JiraApiError('signed-out', 'The wiki takes us for nobody')
      const name = answer['username'] ?? answer['accountId']
      return expected(readUser({ ...answer, name }), 'GET current user')
    },
    searchPages: async ({ text, space, limit = 25, cursor }, { signal } = {}) => {
      const [first = '', second = ''] = queriesFor(text, space)
      const more = { limit, excerpt: 'highlight', ...placeOf(cursor) }
      try {
        return await search(http, webUrl, { cql: first, ...more }, signal)
      } catch (error) {
        if (!isRefusedQuery(error)) throw error
        return search(http, webUrl, { cql: second, ...more }, signal)
      }
    },
    pages: async (ids, { signal } = {}) => {
      const found: WikiPage[] = []
      for (let at = 0; at < ids.length; at += mostIds) {
        const part = ids.slice(at, at + mostIds)
        const cql = `id in (${part.map(cqlText).join(', ')})`
        found.push(...(await search(http, webUrl, { cql, limit: mostIds, excerpt: 'none' }, signal)).pages)
      }
      return found
    },
    applicationId: async ({ signal } = {}) => {
      try {
        const path = ['rest', 'applinks', '1.0', 'manifest']
        const manifest = toJson(await http({ method: 'GET', path, signal }))
        return manifest['typeId'] === 'confluence' ? toWord(manifest['id']) : null
      } catch (error) {
        // The cloud has no such resource for people.
        if (isJiraApiError(error) && error.code !== 'cancelled' && error.code !== 'network') return null
        throw error
      }
    },
  }
}
