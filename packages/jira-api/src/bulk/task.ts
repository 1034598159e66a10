import type { Http } from '../client/http.ts'
import { JiraApiError } from '../errors.ts'
import type { BulkChange, BulkOptions, BulkResult } from '../faces/bulk.ts'
import { isJson, type Json, readAll, toCount, toJson, toList, toWord } from '../model/primitives.ts'

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
  }
}

const overIn: ReadonlySet<string> = new Set(['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'])

/** What a task that is over says of each issue. It names them by id. */
const resultsOf = (keys: readonly string[], ids: ReadonlyMap<string, string>, task: Json): readonly BulkResult[] => {
  const done = new Set(toList(task['processedAccessibleIssues']).map(String))
  const failed = toJson(task['failedAccessibleIssues'])
  return keys.map((key) => {
    const id = ids.get(key) ?? key
    const messages = Object.hasOwn(failed, id) ? readAll(failed[id], toWord) : []
    if (Object.hasOwn(failed, id)) return { key, state: 'failed', messages }
    if (done.has(id)) return { key, state: 'done', messages }
    return { key, state: 'failed', messages: ['The issue is not there, or hidden'] }
  })
}

/** Runs one task to its end and gives what it says. */
const runTask = async (
  http: Http,
  pause: Pause,
  { api, task, keys }: { readonly api: readonly string[]; readonly task: Task; readonly keys: readonly string[] },
  { signal, onProgress }: BulkOptions,
): Promise<Json> => {
  const path = [...api, ...task.path]
  const taskId = toWord(toJson(await http({ method: 'POST', path, json: task.body(keys), signal }))['taskId'])
  if (taskId === null)
    throw new JiraApiError('bad-answer', 'The site named no task', { request: `POST /${path.join('/')}` })
  for (;;) {
    const answer = await http({ method: 'GET', path: [...api, 'bulk', 'queue', taskId], signal })
    const state = toJson(isJson(answer) ? answer : {})
    onProgress?.(Math.round((toCount(state['progressPercent']) / 100) * keys.length), keys.length)
    if (overIn.has(String(state['status']))) return state
    await pause(pollEvery, signal)
  }
}

/** Changes issues by tasks of the site, a thousand at a time. `ids` are the numeric ids of the keys. */
export const changeByTask = async (
  http: Http,
  pause: Pause,
  api: readonly string[],
  change: {
    readonly tasks: readonly Task[]
    readonly keys: readonly string[]
    readonly ids: ReadonlyMap<string, string>
  },
  options: BulkOptions = {},
): Promise<readonly BulkResult[]> => {
  const all: BulkResult[] = []
  for (let at = 0; at < change.keys.length; at += mostAtOnce) {
    let open = change.keys.slice(at, at + mostAtOnce)
    const failed: BulkResult[] = []
    for (const task of change.tasks) {
      if (open.length === 0) break
      const results = resultsOf(open, change.ids, await runTask(http, pause, { api, task, keys: open }, options))
      failed.push(...results.filter(({ state }) => state !== 'done'))
      open = results.filter(({ state }) => state === 'done').map(({ key }) => key)
    }
    const byKey = new Map(failed.map((result) => [result.key, result]))
    for (const key of change.keys.slice(at, at + mostAtOnce)) {
      all.push(byKey.get(key) ?? { key, state: 'done', messages: [] })
    }
  }
  return all
}
