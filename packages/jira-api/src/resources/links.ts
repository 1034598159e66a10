import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError } from '../errors.ts'
import type { LinksFace, RemoteLinkInput } from '../faces/links.ts'
import { isJson, type Json, readAll, toCount, toJson, toList, toWord } from '../model/primitives.ts'
import { readLinkType, readRemoteLink } from '../model/read-link.ts'
import { readUser } from '../model/read-user.ts'
import { expected, expectedList } from './resource.ts'

// Without a body these still want to be told that none is JSON.
const headers = { 'content-type': 'application/json' }

/** The site takes members that are not sent away, so what was there goes along. */
const merged = (before: Json, input: RemoteLinkInput): Json => ({
  globalId: input.globalId,
  application: input.application ?? before['application'],
  relationship: input.relationship ?? before['relationship'],
  object: { ...toJson(before['object']), ...input.object },
})

/** What an issue is connected with. Suggestions of labels are each deployment's own matter. */
export const linkResources = (http: Http, { api, person }: Dialect): Omit<LinksFace, 'suggestLabels'> => {
  const pathOf = (key: string, ...rest: readonly string[]): readonly string[] => [...api, 'issue', key, ...rest]

  const existing = async (key: string, globalId: string, signal: AbortSignal | undefined): Promise<Json> => {
    try {
      const answer = await http({ method: 'GET', path: pathOf(key, 'remotelink'), query: { globalId }, signal })
      return toJson(Array.isArray(answer) ? answer[0] : answer)
    } catch (error) {
      if (isJiraApiError(error, 'not-found')) return {}
      throw error
    }
  }

  return {
    linkTypes: async ({ signal } = {}) => {
      const answer = toJson(await http({ method: 'GET', path: [...api, 'issueLinkType'], signal }))
      return readAll(expectedList(answer['issueLinkTypes'], 'GET link types'), readLinkType)
    },
    link: async ({ typeId, from, to }, { signal } = {}) => {
      const json = { type: { id: typeId }, inwardIssue: { key: from }, outwardIssue: { key: to } }
      await http({ method: 'POST', path: [...api, 'issueLink'], json, signal })
    },
    unlink: async (id, { signal } = {}) => {
      await http({ method: 'DELETE', path: [...api, 'issueLink', id], signal })
    },
    remoteLinks: async (key, { signal } = {}) => {
      const answer = await http({ method: 'GET', path: pathOf(key, 'remotelink'), signal })
      return readAll(expectedList(answer, 'GET remote links'), readRemoteLink)
    },
    putRemoteLink: async (key, input, { signal } = {}) => {
      const json = merged(await existing(key, input.globalId, signal), input)
      const answer = await http({ method: 'POST', path: pathOf(key, 'remotelink'), json, signal })
      return expected(toWord(toJson(answer)['id']), 'POST remote link')
    },
    deleteRemoteLink: async ({ key, id }, { signal } = {}) => {
      await http({ method: 'DELETE', path: pathOf(key, 'remotelink', id), signal })
    },
    watchers: async (key, { signal } = {}) => {
      const answer = await http({ method: 'GET', path: pathOf(key, 'watchers'), signal })
      const watchers = expected(isJson(answer) ? answer : null, 'GET watchers')
      return {
        count: toCount(watchers['watchCount']),
        mine: watchers['isWatching'] === true,
        users: readAll(watchers['watchers'], readUser),
      }
    },
    watch: async (key, userId, { signal } = {}) => {
      const body = userId === null ? { headers } : { json: userId }
      await http({ method: 'POST', path: pathOf(key, 'watchers'), ...body, signal })
    },
    unwatch: async (key, userId, { signal } = {}) => {
      const query = { [person.key]: userId }
      await http({ method: 'DELETE', path: pathOf(key, 'watchers'), query, headers, signal })
    },
    voters: async (key, { signal } = {}) => {
      const answer = await http({ method: 'GET', path: pathOf(key, 'votes'), signal })
      return readAll(expected(isJson(answer) ? answer : null, 'GET votes')['voters'], readUser)
    },
    vote: async (key, isFor, { signal } = {}) => {
      await http({ method: isFor ? 'POST' : 'DELETE', path: pathOf(key, 'votes'), headers, signal })
    },
    deleteAttachment: async (id, { signal } = {}) => {
      await http({ method: 'DELETE', path: [...api, 'attachment', id], signal })
    },
    propertyKeys: async (key, { signal } = {}) => {
      const answer = toJson(await http({ method: 'GET', path: pathOf(key, 'properties'), signal }))
      return readAll(expectedList(answer['keys'], 'GET properties'), (item) => toWord(toJson(item)['key']))
    },
    property: async (key, name, { signal } = {}) => {
      try {
        return toJson(await http({ method: 'GET', path: pathOf(key, 'properties', name), signal }))['value'] ?? null
      } catch (error) {
        if (isJiraApiError(error, 'not-found')) return null
        throw error
      }
    },
    setProperty: async ({ key, name }, value, { signal } = {}) => {
      await http({ method: 'PUT', path: pathOf(key, 'properties', name), json: value, signal })
    },
    deleteProperty: async (key, name, { signal } = {}) => {
      await http({ method: 'DELETE', path: pathOf(key, 'properties', name), signal })
    },
    pickIssues: async ({ text, jql }, { signal } = {}) => {
      const query = { query: text, currentJQL: jql, showSubTasks: true }
      const answer = toJson(await http({ method: 'GET', path: [...api, 'issue', 'picker'], query, signal }))
      // The query narrows its own section only: the one of what was looked at lately is whatever has the words.
      const sections = toList(answer['sections']).filter(
        (section) => jql === undefined || toJson(section)['id'] === 'cs',
      )
      const found = sections.flatMap((section) =>
        readAll(toJson(section)['issues'], (item) => {
          const key = toWord(toJson(item)['key'])
          return key === null ? null : { key, summary: toWord(toJson(item)['summaryText']) ?? '' }
        }),
      )
      return [...new Map(found.map((issue) => [issue.key, issue])).values()]
    },
  }
}
