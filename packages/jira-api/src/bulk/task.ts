import type { Http } from '../client/http.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { BulkChange, BulkOptions, BulkResult } from '../faces/bulk.ts'
import { toIssueKey } from '../model/issue-key.ts'
import { type Json, readAll, toCount, toJson, toList, toWord } from '../model/primitives.ts'
import { failure, mayBeDone } from './one-by-one.ts'

/** What one task may hold. */
const mostAtOnce = 1_000
/** Milliseconds between looks at a task. */
const pollEvery = 1_000

/** Waits; rejects when the signal fires. */
type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<void>

interface Task {
  readonly path: readonly string[]
  readonly body: (keys: readonly string[]) => Json
}

const edit = (fieldId: string, input: Json): Task => ({
  path: ['bulk', 'issues', 'fields'],
  body: (keys) => ({
    selectedIssueIdsOrKeys: keys,
    // Here fields have their ids, in the input the names of beans.
    selectedActions: [fieldId],
    editedFieldsInput: input,
    sendBulkNotification: false,
  }),
})

const plain = (name: 'delete' | 'watch' | 'unwatch'): Task => ({
  path: ['bulk', 'issues', name],
  body: (keys) => ({ selectedIssueIdsOrKeys: keys, ...(name === 'delete' ? { sendBulkNotification: false } : {}) }),
})

const move = (project: string, typeId: string): Task => ({
  path: ['bulk', 'issues', 'move'],
  body: (keys) => ({
    targetToSourcesMapping: {
      [`${project},${typeId}`]: {
        issueIdsOrKeys: keys,
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferStatusDefaults: true,
        inferSubtaskTypeDefault: true,
      },
    },
    sendBulkNotification: false,
  }),
})

const labels = (names: readonly string[], option: 'ADD' | 'REMOVE'): Task =>
  edit('labels', {
    labelsFields: [
      { fieldId: 'labels', labels: names.map((name) => ({ name })), bulkEditMultiSelectFieldOption: option },
    ],
  })

/** A change as tasks of the site, one after the other; undefined where no task can do it. */
export const tasksOf = (change: BulkChange): readonly Task[] | undefined => {
  switch (change.kind) {
    case 'labels':
      return [
        ...(change.add.length > 0 ? [labels(change.add, 'ADD')] : []),
        ...(change.remove.length > 0 ? [labels(change.remove, 'REMOVE')] : []),
      ]
    case 'priority':
      return [edit('priority', { priority: { priorityId: change.id } })]
    case 'assignee': {
      if (change.userId === null) return undefined
      const field = { fieldId: 'assignee', user: { accountId: change.userId } }
      return [edit('assignee', { singleSelectClearableUserPickerFields: [field] })]
    }
    case 'transition':
      return [
        {
          path: ['bulk', 'issues', 'transition'],
          body: (keys) => ({
            bulkTransitionInputs: [{ selectedIssueIdsOrKeys: keys, transitionId: change.id }],
            sendBulkNotification: false,
          }),
        },
      ]
    case 'edit':
      return undefined
    case 'delete':
      return [plain('delete')]
    case 'watch':
      return [plain(change.isWatching ? 'watch' : 'unwatch')]
    case 'move':
      return [move(change.project, change.typeId)]
  }
}

const overIn: ReadonlySet<string> = new Set(['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'])

/** What a task that is over says of each issue. It names them by id. */
const resultsOf = (keys: readonly string[], ids: ReadonlyMap<string, string>, task: Json): readonly BulkResult[] => {
  const done = new Set(toList(task['processedAccessibleIssues']).map(String))
  const failed = toJson(task['failedAccessibleIssues'])
  const isWhole = task['status'] === 'COMPLETE'
  return keys.map((key) => {
    const id = ids.get(toIssueKey(key) ?? key) ?? key
    const messages = Object.hasOwn(failed, id) ? readAll(failed[id], toWord) : []
    if (Object.hasOwn(failed, id)) return { key, state: 'failed', messages }
    if (done.has(id)) return { key, state: 'done', messages }
    return isWhole || !ids.has(toIssueKey(key) ?? key)
      ? { key, state: 'failed', messages: ['The issue is not there, or hidden'] }
      : { key, state: 'unknown', messages: ['The site gave the task up before it came to its end'] }
  })
}

/** Hands a task to the site; gives its id. */
const submit = async (
  http: Http,
  path: readonly string[],
  json: Json,
  signal: AbortSignal | undefined,
): Promise<string> => {
  const taskId = toWord(toJson(await http({ method: 'POST', path, json, signal }))['taskId'])
  if (taskId === null)
    throw new JiraApiError('bad-answer', 'The site named no task', { request: `POST /${path.join('/')}` })
  return taskId
}

/** What a task that was handed over says when it is over. */
const outcomeOf = async (
  { http, pause, api }: BulkPorts,
  taskId: string,
  count: number,
  { signal, onProgress }: BulkOptions,
): Promise<Json> => {
  for (;;) {
    const state = toJson(await http({ method: 'GET', path: [...api, 'bulk', 'queue', taskId], signal }))
    onProgress?.(Math.round((toCount(state['progressPercent']) / 100) * count), count)
    if (overIn.has(String(state['status']))) return state
    await pause(pollEvery, signal)
  }
}

/** What tasks are run with. */
export interface BulkPorts {
  readonly http: Http
  readonly pause: Pause
  /** Segments of the REST API. */
  readonly api: readonly string[]
}

const lost = (keys: readonly string[], error: unknown): readonly BulkResult[] => {
  const said = isJiraApiError(error) ? error.message : 'It was cancelled while the site was at it'
  return keys.map((key) => ({ key, state: 'unknown', messages: [said] }))
}

/**
 * Changes issues by tasks of the site, a thousand at a time. `ids` are the numeric ids of the keys. Throws only what is
 * known to have changed nothing: a task that was handed over goes on at the site, whether it is looked at or not.
 */
export const changeByTask = async (
  ports: BulkPorts,
  change: {
    readonly tasks: readonly Task[]
    readonly keys: readonly string[]
    readonly ids: ReadonlyMap<string, string>
  },
  options: BulkOptions = {},
): Promise<readonly BulkResult[]> => {
  let isBegun = false
  const runTask = async (task: Task, keys: readonly string[]): Promise<readonly BulkResult[]> => {
    let taskId: string
    try {
      taskId = await submit(ports.http, [...ports.api, ...task.path], task.body(keys), options.signal)
    } catch (error) {
      if (!isJiraApiError(error) || (!isBegun && !mayBeDone(error))) throw error
      return keys.map((key) => failure(key, error))
    } finally {
      isBegun = true
    }
    try {
      return resultsOf(keys, change.ids, await outcomeOf(ports, taskId, keys.length, options))
    } catch (error) {
      if (!isJiraApiError(error) && options.signal?.aborted !== true) throw error
      return lost(keys, error)
    }
  }

  const all: BulkResult[] = []
  for (let at = 0; at < change.keys.length; at += mostAtOnce) {
    const part = change.keys.slice(at, at + mostAtOnce)
    let open: readonly string[] = part
    const failed = new Map<string, BulkResult>()
    for (const task of change.tasks) {
      if (open.length === 0) break
      for (const result of await runTask(task, open)) if (result.state !== 'done') failed.set(result.key, result)
      open = open.filter((key) => !failed.has(key))
    }
    for (const key of part) all.push(failed.get(key) ?? { key, state: 'done', messages: [] })
  }
  return all
}
