import { mayBeDone } from '../bulk/one-by-one.ts'
import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError } from '../errors.ts'
import type { Creation, EditInput, IssueFace } from '../faces/issue.ts'
import type { IssueDetail } from '../model/model.ts'
import { readAll, toJson, toLine, toList, toWord } from '../model/primitives.ts'
import { readChanges, readCreated } from '../model/read-change.ts'
import { readTransition } from '../model/read-field.ts'
import { DETAIL_FIELDS, readIssueDetail } from '../model/read-issue-detail.ts'
import { readUser } from '../model/read-user.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected, expectedList } from './resource.ts'
import { wireComment } from './talk-wire.ts'

// Several kilobytes of debug text on Data Center, also where there is nothing to tell.
const notWanted = '-thumbnail'

const refusalOf = (error: unknown): Creation => {
  const { errorMessages, errors } = toJson(toJson(error)['elementErrors'])
  const fields = Object.entries(toJson(errors)).map(([id, message]) => [toLine(id) ?? '', toLine(message) ?? ''])
  return { refusal: { messages: readAll(errorMessages, toWord), fields: Object.fromEntries(fields) } }
}

/** Those that were made come in their order, those that were not by their number. */
const creationsOf = (answer: unknown, count: number): readonly Creation[] => {
  const { issues, errors } = toJson(answer)
  const refused = new Map(
    toList(errors).flatMap((error) => {
      const number = toJson(error)['failedElementNumber']
      return typeof number === 'number' ? [[number, refusalOf(error)] as const] : []
    }),
  )
  const made = readAll(issues, readCreated)
  const none: Creation = { refusal: { messages: ['The site did not say what became of it'], fields: {} } }
  let next = 0
  return Array.from({ length: count }, (_, index) => {
    const refusal = refused.get(index)
    if (refusal !== undefined) return refusal
    const issue = made[next]
    next += 1
    return issue === undefined ? none : { issue }
  })
}

/** A parent is not taken away by null. */
const withoutParent = (input: EditInput): EditInput => {
  if (input.fields?.['parent'] !== null) return input
  const { parent: _, ...fields } = input.fields
  return { fields, update: { ...input.update, parent: [{ set: { none: true } }] } }
}

/** One issue: reading, making, changing, moving on. */
export const issueResources = (http: Http, dialect: Dialect): IssueFace => {
  const { api, person, text } = dialect
  const pathOf = (key: string, ...rest: readonly string[]): readonly string[] => [...api, 'issue', key, ...rest]

  const getIssue = async (
    key: string,
    query: Readonly<Record<string, string>>,
    { signal }: CallOptions = {},
  ): Promise<IssueDetail> =>
    expected(readIssueDetail(await http({ method: 'GET', path: pathOf(key), query, signal }), text), 'GET issue')

  const createPart = async (
    part: readonly EditInput[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Creation[]> => {
    const path = [...api, 'issue', 'bulk']
    try {
      return creationsOf(await http({ method: 'POST', path, json: { issueUpdates: part }, signal }), part.length)
    } catch (error) {
      // Where none could be made the whole answer is a refusal.
      if (!isJiraApiError(error, 'refused')) throw error
      const { messages = [], fields = {} } = error.details
      return part.map(() => ({ refusal: { messages: messages.length > 0 ? messages : [error.message], fields } }))
    }
  }

  return {
    issue: (key, options) => getIssue(key, { fields: DETAIL_FIELDS.join(',') }, options),
    issueWithFields: ({ key, customFields }, options) => {
      const fields = customFields === 'all' ? ['*all', notWanted] : [...DETAIL_FIELDS, ...customFields]
      return getIssue(key, { fields: fields.join(','), expand: 'names,schema' }, options)
    },
    history: async (key, { signal } = {}) => {
      if (!dialect.hasChangelogPages) {
        const query = { fields: 'summary', expand: 'changelog' }
        const answer = toJson(await http({ method: 'GET', path: pathOf(key), query, signal }))
        return readChanges(toJson(answer['changelog'])['histories'])
      }
      const pages = await readAllPages(
        async (startAt) => {
          const query = { startAt, maxResults: 100 }
          return offsetPage(await http({ method: 'GET', path: pathOf(key, 'changelog'), query, signal }), startAt)
        },
        (value) => value,
      )
      return readChanges(pages)
    },
    createIssue: async (input, { signal } = {}) =>
      expected(readCreated(await http({ method: 'POST', path: [...api, 'issue'], json: input, signal })), 'POST issue'),
    createIssues: async (inputs, { signal } = {}) => {
      const results: Creation[] = []
      for (let at = 0; at < inputs.length; at += dialect.mostCreated) {
        const part = inputs.slice(at, at + dialect.mostCreated)
        try {
          results.push(...(await createPart(part, signal)))
        } catch (error) {
          // What was made before must not be forgotten, or it would be made again.
          if (at === 0 || !isJiraApiError(error)) throw error
          const mayExist = mayBeDone(error)
          const { message } = error
          results.push(...part.map(() => ({ refusal: { messages: [message], fields: {}, mayExist } })))
          const left = inputs.length - results.length
          const notTried = { refusal: { messages: [`Not tried, since others failed: ${message}`], fields: {} } }
          return [...results, ...Array.from({ length: left }, () => notTried)]
        }
      }
      return results
    },
    edit: async (key, input, { signal } = {}) => {
      const { fields, update } = dialect.setsNoParent ? withoutParent(input) : input
      await http({ method: 'PUT', path: pathOf(key), json: { fields, update }, signal })
    },
    deleteIssue: async ({ key, withSubtasks = false }, { signal } = {}) => {
      await http({ method: 'DELETE', path: pathOf(key), query: { deleteSubtasks: withSubtasks }, signal })
    },
    assign: async (key, userId, { signal } = {}) => {
      await http({ method: 'PUT', path: pathOf(key, 'assignee'), json: { [person.member]: userId }, signal })
    },
    assignable: async ({ issueKey, text: part, maxResults = 20 }, { signal } = {}) => {
      // An empty text is sent too: older sites insist.
      const query = { [person.parameter]: part, issueKey, maxResults }
      const path = [...api, 'user', 'assignable', 'search']
      const answer = await http({ method: 'GET', path, query, signal })
      // Without an id a person cannot be assigned: the site would take the empty one for nobody.
      return readAll(expectedList(answer, 'GET assignable'), readUser).filter((user) => user.id !== '')
    },
    transitions: async (key, { signal } = {}) => {
      const query = { expand: 'transitions.fields' }
      const answer = await http({ method: 'GET', path: pathOf(key, 'transitions'), query, signal })
      return readAll(expectedList(toJson(answer)['transitions'], 'GET transitions'), readTransition)
    },
    transition: async (key, { id, fields, update: verbs, comment }, { signal } = {}) => {
      const said = comment === undefined ? {} : { comment: [{ add: wireComment(comment, text, comment.visibility) }] }
      const update = comment === undefined ? verbs : { ...verbs, ...said }
      await http({
        method: 'POST',
        path: pathOf(key, 'transitions'),
        json: { transition: { id }, fields, update },
        signal,
      })
    },
    moveSubtask: async (key, { from, to }, { signal } = {}) => {
      await http({
        method: 'POST',
        path: pathOf(key, 'subtask', 'move'),
        json: { original: from, current: to },
        signal,
      })
    },
    archive: async (key, { signal } = {}) => {
      await http({ method: 'PUT', path: pathOf(key, 'archive'), signal })
    },
    restore: async (key, { signal } = {}) => {
      await http({ method: 'PUT', path: pathOf(key, 'restore'), signal })
    },
  }
}
