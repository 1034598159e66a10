import type { Worklog, WorklogInput } from '@mmd/jira-api/model'
import type { EditWorklogOperation } from './operation.ts'
import type { Inverse, OperationKind, Performed } from './operation-kind.ts'
import { changing, ifThere } from './sending.ts'
import { changedParts, hasParts, partConflicts, partsOf, type WorklogParts } from './worklog-parts.ts'
import { patchWorklogs, worklogOf, worklogTouch } from './worklog-rows.ts'

const partsIn = ({ seconds, started, comment }: EditWorklogOperation): WorklogParts => ({
  seconds,
  ...(started === undefined ? {} : { started }),
  ...(comment === undefined ? {} : { comment }),
})

const changes = (operation: EditWorklogOperation): WorklogParts => changedParts(partsIn(operation), operation.base)

const isDone = (operation: EditWorklogOperation, worklog: Worklog | undefined): boolean =>
  worklog !== undefined && hasParts(worklog, changes(operation))

/** What is sent: the site insists on the time spent, which may be somebody else's newer one. */
const inputOf = (operation: EditWorklogOperation, current: Worklog | undefined) => {
  const { started, comment, seconds } = changes(operation)
  return {
    seconds: seconds ?? current?.seconds ?? operation.seconds,
    remaining: operation.remaining,
    ...(typeof started === 'string' ? { started } : {}),
    // What is not sent stays: an empty text takes it away.
    ...(comment === undefined ? {} : { comment: comment ?? { format: 'plain' as const, source: '' } }),
  } satisfies WorklogInput
}

const resolve: OperationKind<EditWorklogOperation>['resolve'] = (operation, conflicts, choices) => {
  const { id, base } = operation
  if (base === undefined) return operation
  const theirs = partsOf(id, conflicts, 'theirs')
  const given = partsOf(
    id,
    conflicts.filter((conflict) => choices[conflict.id] !== 'mine'),
    'theirs',
  )
  const { seconds, started, comment } = { ...partsIn(operation), ...given }
  const resolved: EditWorklogOperation = {
    ...operation,
    ...(seconds === undefined ? {} : { seconds }),
    ...(typeof started === 'string' ? { started } : {}),
    ...(comment === undefined ? {} : { comment }),
    // Theirs is what mine is made from now.
    base: { ...base, ...theirs },
  }
  return Object.keys(changes(resolved)).length === 0 ? null : resolved
}

const invert = (operation: EditWorklogOperation, { result }: Performed): Inverse => {
  const { key, id, base, remaining } = operation
  if (base === undefined) return { why: 'What the worklog was before is not known' }
  const { started, comment } = changes(operation)
  const isSet = typeof remaining === 'object'
  return {
    operations: [
      {
        kind: 'edit-worklog',
        key,
        id,
        seconds: base.seconds,
        ...(started === undefined || base.started === null ? {} : { started: base.started }),
        ...(comment === undefined ? {} : { comment: base.comment }),
        remaining: isSet ? 'leave' : remaining,
        base: result?.worklog ?? { ...base, ...partsIn(operation) },
      },
    ],
    ...(isSet ? { loses: 'The remaining estimate stays as it was set' } : {}),
  }
}

/** Changes a worklog; who may read it stays as it is. */
export const editWorklogKind: OperationKind<EditWorklogOperation> = {
  describe: () => 'edit a worklog',
  touches: ({ id }) => [worklogTouch(id)],
  prepare: (operation, { detail }) => {
    const base = operation.base ?? worklogOf(detail, operation.id)
    return base === undefined ? operation : { ...operation, base }
  },
  apply: (rows, operation, { at, result }) =>
    patchWorklogs(rows, operation.remaining, (worklogs) =>
      worklogs.map((worklog) => {
        if (worklog.id !== operation.id) return worklog
        if (result?.worklog !== undefined) return result.worklog
        const changed = changes(operation)
        return hasParts(worklog, changed) ? worklog : { ...worklog, ...changed, updated: at }
      }),
    ),
  conflicts: (operation, current) =>
    partConflicts(operation.base, partsIn(operation), worklogOf(current, operation.id)),
  isDone: (operation, current) => isDone(operation, worklogOf(current, operation.id)),
  resolve,
  send: async (operation, { client, signal, current }) => {
    const { key, id } = operation
    const input = inputOf(operation, worklogOf(current, id))
    return { worklog: await changing('worklog', () => client.editWorklog({ key, id }, input, { signal })) }
  },
  look: async (operation, { client, signal }) => {
    const { key, id } = operation
    const worklog = await ifThere(() => client.worklog({ key, id }, { signal }))
    return worklog !== undefined && isDone(operation, worklog)
      ? { state: 'done', result: { worklog } }
      : { state: 'not-done' }
  },
  invert,
}
