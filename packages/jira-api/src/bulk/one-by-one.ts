import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { BulkChange, BulkOptions, BulkResult } from '../faces/bulk.ts'
import type { CatalogueFace } from '../faces/catalogue.ts'
import type { IssueFace } from '../faces/issue.ts'
import type { LinksFace } from '../faces/links.ts'

/** Requests under way at the same time: a site counts them by person. */
const mostUnderWay = 4

type Edits = Pick<IssueFace, 'edit' | 'assign' | 'transition' | 'deleteIssue'> &
  Pick<LinksFace, 'watch' | 'unwatch'> &
  Pick<CatalogueFace, 'myself'>

const changeOne = async (edits: Edits, key: string, change: BulkChange, options: BulkOptions): Promise<void> => {
  const call = options.signal === undefined ? {} : { signal: options.signal }
  switch (change.kind) {
    case 'labels': {
      const labels = [...change.add.map((add) => ({ add })), ...change.remove.map((remove) => ({ remove }))]
      return edits.edit(key, { update: { labels } }, call)
    }
    case 'priority':
      return edits.edit(key, { fields: { priority: { id: change.id } } }, call)
    case 'assignee':
      return edits.assign(key, change.userId, call)
    case 'transition':
      return edits.transition(key, { id: change.id }, call)
    case 'edit':
      return edits.edit(key, change.input, call)
    case 'delete':
      return edits.deleteIssue({ key }, call)
    case 'watch':
      return change.isWatching ? edits.watch(key, null, call) : edits.unwatch(key, (await edits.myself(call)).id, call)
    case 'move':
      throw new JiraApiError('refused', 'This site moves no issues by its API; move them in the browser', {
        status: 400,
      })
  }
}

// These come from proxies, which may have passed the request on.
const ofProxies: ReadonlySet<number | undefined> = new Set([502, 503, 504])

/** True when what was asked for may have been done although it failed. */
export const mayBeDone = ({ code, details }: JiraApiError): boolean =>
  (code !== 'rate-limited' && details.status === undefined && details.reason !== 'NOT_SENT') ||
  ofProxies.has(details.status)

/** What became of an issue whose change failed. Throws what is no error of the site. */
export const failure = (key: string, error: unknown): BulkResult => {
  if (!isJiraApiError(error)) throw error
  const { messages = [], fields = {} } = error.details
  const said = [...messages, ...Object.values(fields)]
  return { key, state: mayBeDone(error) ? 'unknown' : 'failed', messages: said.length > 0 ? said : [error.message] }
}

/** Changes issues a few at a time; what one is refused does not keep the others from going on. */
export const changeOneByOne = async (
  edits: Edits,
  keys: readonly string[],
  change: BulkChange,
  options: BulkOptions = {},
): Promise<readonly BulkResult[]> => {
  const results = new Map<string, BulkResult>()
  const waiting = [...keys]
  const worker = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      if (options.signal?.aborted === true) return
      try {
        await changeOne(edits, key, change, options)
        results.set(key, { key, state: 'done', messages: [] })
      } catch (error) {
        results.set(key, failure(key, error))
      }
      options.onProgress?.(results.size, keys.length)
    }
  }
  await Promise.all(Array.from({ length: mostUnderWay }, worker))
  return keys.map((key) => results.get(key) ?? { key, state: 'failed', messages: ['It was cancelled before its turn'] })
}
