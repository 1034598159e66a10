import type { IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import type { StoredOperation } from '../store/store.ts'
import { operationsOf } from './own-steps.ts'
import { isEvent, isOwnStep, isTheirStep, type Step } from './steps.ts'
import type { Place, Seat } from './testing.ts'
import { doTheirs } from './their-steps.ts'

/** For tests: two processes on one copy, and what has happened so far. */
export interface Life {
  readonly place: Place
  readonly step: (step: Step) => Promise<void>
  /** Everything that can be sent is sent, by whichever process. */
  readonly settle: () => Promise<void>
  readonly seat: (by: number) => Seat
  /** What others have changed: `PAY-1 summary`. */
  readonly theirs: ReadonlySet<string>
  /** The last due date that others gave, by key. */
  readonly dues: ReadonlyMap<IssueKey, string>
  readonly theirTokens: ReadonlyMap<string, IssueKey>
  /** What the first three issues were before anything was done. */
  readonly start: ReadonlyMap<IssueKey, IssueDetail>
  /** What was refused and then dropped, as it was before that. */
  readonly givenUp: readonly StoredOperation[]
  /** True when an answer of the site may have got lost. */
  readonly hasLostAnswers: () => boolean
  /** All that was ever put into the outbox. */
  readonly all: () => readonly StoredOperation[]
}

/** Requests that change something: a fault on any other only delays. */
const writes = {
  path: /\/(?:issue|issueLink|comment|worklog|remotelink|attachments|transitions|assignee|watchers|votes|rank)$|\/(?:issue\/[A-Z]+-\d+|comment\/\d+|worklog\/\d+|issueLink\/\d+|remotelink\/\d+|attachment\/\d+|sprint\/\d+\/issue|backlog\/issue)$/,
}

/** For tests: begins one. */
export const beginLife = async (place: Place): Promise<Life> => {
  let seats = [place.open(), place.open()] as const
  let count = 0
  const theirs = new Set<string>()
  const dues = new Map<IssueKey, string>()
  const theirTokens = new Map<string, IssueKey>()
  const start = new Map<IssueKey, IssueDetail>()
  const givenUp: StoredOperation[] = []
  let hasLostAnswers = false
  const seat = (by: number): Seat => (by === 0 ? seats[0] : seats[1])
  for (const view of place.views) await seats[0].replica.openView(view)
  for (const key of place.keys.slice(0, 3)) {
    await seats[0].replica.openIssue(key)
    await seats[0].engine.openPart(key, 'remote-links')
    const detail = seats[0].replica.detail(key)?.detail
    if (detail) start.set(key, detail)
  }

  const settle = async (): Promise<void> => {
    for (const { engine } of seats) {
      await engine.wake()
      await engine.idle()
    }
    for (const { replica } of seats) replica.poll()
  }

  const noteTheirs = (changed: Awaited<ReturnType<typeof doTheirs>>): void => {
    for (const { key, field: what } of changed) {
      const [field = '', value = ''] = what.split(' ')
      theirs.add(`${key} ${field}`)
      if (field === 'due') dues.set(key, value)
      if (field === 'comment') theirTokens.set(value, key)
    }
  }

  const perform = async (step: Step, operations: readonly Operation[]): Promise<void> => {
    if (operations.length > 0) seat(step.by).replica.performAll(operations, '')
  }

  const step = async (one: Step): Promise<void> => {
    count += 1
    const { replica } = seat(one.by)
    replica.poll()
    if (isOwnStep(one)) return perform(one, await operationsOf(place, seat(one.by), one, `mine-${count}`))
    if (isTheirStep(one)) return noteTheirs(await doTheirs(place, one, `theirs-${count}`))
    if (!isEvent(one)) return
    switch (one.deed) {
      case 'undo':
      case 'redo': {
        const plan = one.deed === 'undo' ? replica.planUndo() : replica.planRedo()
        if (plan !== null) replica.takeBack(plan)
        return
      }
      case 'offline':
        return place.setOnline(false)
      case 'online':
        return place.setOnline(true)
      case 'drop':
      case 'drop-after':
        hasLostAnswers = true
        place.faults.add({ kind: one.deed, match: writes, times: 1 })
        return
      case 'refresh':
        return replica.refreshView(one.pick % 2 === 0 ? 'all' : 'some', { whole: one.pick < 2 })
      case 'open':
        return replica.openIssue(place.keys[one.on] ?? ('' as IssueKey), { fresh: one.pick < 3 })
      case 'settle':
        return settle()
      case 'decide': {
        const open = replica.operations()
        const conflict = open.find(({ state }) => state === 'conflict')
        if (conflict !== undefined) {
          const choice = one.pick % 2 === 0 ? 'mine' : 'theirs'
          return replica.resolve(conflict.id, Object.fromEntries(conflict.conflicts.map(({ id }) => [id, choice])))
        }
        const failed = open.find(({ state }) => state === 'failed')
        const stored = failed && seat(one.by).store.outbox.get(failed.id)
        if (stored !== undefined && replica.drop(stored.id)) givenUp.push(stored)
        return
      }
      case 'restart':
        await Promise.all(seats.map((old) => old.replica.close()))
        seats = [place.open(), place.open()]
    }
  }

  return {
    place,
    step,
    settle,
    seat,
    theirs,
    dues,
    theirTokens,
    start,
    givenUp,
    hasLostAnswers: () => hasLostAnswers,
    all: () => {
      const { outbox } = seats[0].store
      return outbox.changes(1_000).flatMap(({ id }) => outbox.ofChange(id))
    },
  }
}
