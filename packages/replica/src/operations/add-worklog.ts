import type { Worklog, WorklogInput } from '@mmd/jira-api/model'
import { toSeconds, toWords } from './duration.ts'
import { withMade } from './made-rows.ts'
import type { AddWorklogOperation, DeleteWorklogOperation } from './operation.ts'
import type { Inverse, Looked, OperationKind, Performed, Rows, Sending } from './operation-kind.ts'
import { pendingId } from './pending-id.ts'
import { sameValue } from './same-value.ts'
import { isMadeSince } from './sending.ts'
import { earliestAt } from './site-time.ts'
import { uniqueStarted } from './unique-started.ts'
import { patchWorklogs } from './worklog-rows.ts'

const provisional = (operation: AddWorklogOperation, { mark, at }: Performed): Worklog => {
  const { author, comment, started, seconds, visibility } = operation
  return {
    id: pendingId(mark),
    author,
    comment,
    started,
    seconds,
    created: at,
    updated: at,
    visibility: visibility ? ('value' in visibility ? visibility.value : visibility.identifier) : null,
    ...(visibility ? { restriction: visibility } : {}),
  }
}

const inputOf = ({ seconds, started, comment, visibility, remaining }: AddWorklogOperation): WorklogInput => ({
  seconds,
  started,
  remaining,
  ...(comment === null ? {} : { comment }),
  ...(visibility === undefined ? {} : { visibility }),
})

const prepare = (operation: AddWorklogOperation, { detail }: Rows): AddWorklogOperation => {
  const taken = new Set((detail?.worklogs ?? []).flatMap(({ started }) => started ?? []))
  const { base = detail && { remaining: detail.estimates?.remaining ?? null } } = operation
  return { ...operation, started: uniqueStarted(operation.started, taken), ...(base === undefined ? {} : { base }) }
}

const isAlike = (operation: AddWorklogOperation, { comment, seconds }: Worklog): boolean =>
  seconds === operation.seconds && sameValue(textOf(comment), textOf(operation.comment))

const textOf = (text: Worklog['comment']) =>
  text === null ? ({ kind: 'empty' } as const) : ({ kind: 'rich-text', text } as const)

const millisecondsOf = ({ started }: Pick<Worklog, 'started'>): number => Date.parse(started ?? '') % 1000

/** Finds the worklog by the milliseconds at which its work began; a site may have cut them off. */
const look = async (operation: AddWorklogOperation, sending: Sending): Promise<Looked> => {
  const { client, me, signal, firstSentAt } = sending
  const mine = (await client.worklogs(operation.key, { signal })).filter(({ author }) => author?.id === me.id)
  const [started, own] = [Date.parse(operation.started), millisecondsOf(operation)]
  const same = mine.find(
    (worklog) => Date.parse(worklog.started ?? '') === started && worklog.seconds === operation.seconds,
  )
  if (same !== undefined && own > 0) return { state: 'done', result: { worklog: same } }
  // A site that keeps the milliseconds of one keeps those of all.
  if (own > 0 && mine.some((worklog) => millisecondsOf(worklog) > 0)) return { state: 'not-done' }
  const earliest = await earliestAt(client, firstSentAt, signal)
  const isLike = (worklog: Worklog): boolean =>
    Date.parse(worklog.started ?? '') === started - own && isAlike(operation, worklog) && isMadeSince(worklog, earliest)
  return mine.some(isLike)
    ? { state: 'unclear', why: 'The same work is there, and the site does not tell whether it was logged by this' }
    : { state: 'not-done' }
}

/** By how much a rule shortens the estimate; undefined: it is set, whatever it was. */
const shortening = ({ remaining, seconds }: AddWorklogOperation): number | undefined => {
  if (remaining === 'leave') return 0
  if (remaining === 'auto') return seconds
  return 'by' in remaining ? (toSeconds(remaining.by) ?? 0) : undefined
}

/** How the estimate comes back, as far as it does: shortened to nothing it would come back longer than it was. */
const wayBack = (operation: AddWorklogOperation): DeleteWorklogOperation['remaining'] => {
  const before = operation.base?.remaining ?? undefined
  const shorter = shortening(operation)
  if (before !== undefined && (shorter === undefined || shorter > before)) return { set: toWords(before) }
  return shorter === undefined ? 'leave' : operation.remaining
}

const invert = (operation: AddWorklogOperation, { result }: Performed): Inverse => {
  if (result?.worklog === undefined) return { why: 'The site did not tell which worklog it is' }
  const { id } = result.worklog
  const remaining = wayBack(operation)
  const stays = remaining === 'leave' && operation.remaining !== 'leave'
  return {
    operations: [{ kind: 'delete-worklog', key: operation.key, id, remaining, base: result.worklog }],
    ...(stays ? { loses: 'The remaining estimate stays as it was set' } : {}),
  }
}

/** Logs work. By the milliseconds of its start it is found again, so that it is never logged twice. */
export const addWorklogKind: OperationKind<AddWorklogOperation> = {
  describe: ({ seconds }) => `log ${toWords(seconds)}`,
  touches: () => [],
  prepare,
  apply: (rows, operation, performed) =>
    patchWorklogs(rows, operation.remaining, (worklogs) => {
      const provisionalId = pendingId(performed.mark)
      return withMade(worklogs, performed.result?.worklog ?? provisional(operation, performed), provisionalId)
    }),
  send: async (operation, { client, signal }) => ({
    worklog: await client.addWorklog(operation.key, inputOf(operation), { signal }),
  }),
  look,
  invert,
}
