import { setTimeout as sleep } from 'node:timers/promises'
import type { IssueKey } from '@mmd/jira-api/model'
import type { Store } from '@mmd/replica'
import type { ActorLine, Place } from '../actor/messages.ts'
import { type OpenedPlace, openPlace } from '../actor/open-place.ts'
import { performStep } from '../actor/perform-step.ts'
import type { ShownIssue } from '../judge/rows.ts'
import type { Step } from '../plan/step.ts'

export interface Finish {
  /** What nobody has done yet. */
  readonly steps: readonly Step[]
  readonly changes: Readonly<Record<number, number>>
  /** To be read anew. */
  readonly keys: readonly IssueKey[]
  readonly say: (line: ActorLine) => void
}

/** So long one tries to bring everything to its end, ms. */
const patienceMs = 180_000

/** Without any change of the copy for so long, all that is open waits for a person, ms. */
const stillMs = 20_000

/** When something that is open can be done next, epoch milliseconds; null: nothing is open but what a person must decide. */
const nextAt = ({ outbox }: Store): number | null => {
  const open = outbox.open().filter(({ state }) => state === 'queued' || state === 'sending' || state === 'unknown')
  return open.length === 0 ? null : Math.min(...open.map(({ notBefore }) => notBefore ?? 0))
}

/** Waits until nothing more can be sent. What waits behind something that a person must decide is left. */
const drain = async ({ engine, store }: OpenedPlace): Promise<void> => {
  const end = Date.now() + patienceMs
  let [version, changedAt] = [store.version(), Date.now()]
  while (Date.now() < end) {
    await engine.wake()
    await engine.idle()
    const next = nextAt(store)
    if (next === null) return
    if (store.version() !== version || next > Date.now()) [version, changedAt] = [store.version(), Date.now()]
    if (Date.now() - changedAt > stillMs) return
    await sleep(Math.min(Math.max(next - Date.now(), 100), end - Date.now()))
  }
}

const show = async ({ engine, replica }: OpenedPlace, key: IssueKey): Promise<ShownIssue> => {
  await engine.openIssue(key, { fresh: true })
  for (const part of ['comments', 'worklogs', 'remote-links'] as const) await engine.openPart(key, part)
  return {
    detail: replica.detail(key)?.detail ?? null,
    comments: replica.part(key, 'comments'),
    worklogs: replica.part(key, 'worklogs'),
    remoteLinks: replica.part(key, 'remote-links'),
  }
}

/** Does what is left, sends everything while nothing goes wrong any more, and gives what the copy shows then. */
export const finish = async (
  place: Place,
  { steps, changes, keys, say }: Finish,
): Promise<Readonly<Record<string, ShownIssue>>> => {
  const opened = openPlace(place, 'late')
  try {
    const known = new Map(Object.entries(changes).map(([index, change]) => [Number(index), change]))
    for (const step of steps) performStep(opened.replica, step, known, say)
    await drain(opened)
    const shown: Record<string, ShownIssue> = {}
    for (const key of keys) shown[key] = await show(opened, key)
    say({ kind: 'idle' })
    return shown
  } finally {
    await opened.replica.close()
  }
}
