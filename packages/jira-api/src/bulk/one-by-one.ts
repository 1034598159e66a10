import { isJiraApiError } from '../errors.ts'
import type { BulkChange, BulkOptions, BulkResult } from '../faces/bulk.ts'
import type { IssueFace } from '../faces/issue.ts'

/** Requests under way at the same time: a site counts them by person. */
const mostUnderWay = 4

type Edits = Pick<IssueFace, 'edit' | 'assign' | 'transition'>

const changeOne = (edits: Edits, key: string, change: BulkChange, options: BulkOptions): Promise<void> => {
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
  }
}

const failure = (key: string, error: unknown): BulkResult => {
  if (!isJiraApiError(error)) throw error
  const { messages = [], fields = {} } = error.details
  const said = [...messages, ...Object.values(fields)]
  // Nothing came back: it may have been done all the same.
  const isUnknown = error.details.status === undefined
  return { key, state: isUnknown ? 'unknown' : 'failed', messages: said.length > 0 ? said : [error.message] }
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
