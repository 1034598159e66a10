import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Issue, IssueKey, User } from '@mmd/jira-api/model'
import { onTestFinished } from 'vitest'
import type { Engine, EngineNews } from '../engine.ts'
import type { OperationResult } from '../operations/operation-kind.ts'
import type { Replica } from '../replica.ts'
import { layOver } from '../rows/shown.ts'
import { openStore } from '../store/open-store.ts'
import type { OperationState, Store, StoredOperation } from '../store/store.ts'
import { issueDetailOf, keyOf } from '../store/testing.ts'
import { openReplica } from './open-replica.ts'

const person = (id: string, name: string): User => ({ id, name, active: true })

/** For tests: people of the site. */
export const [mira, noah, lena] = [
  person('mira', 'Mira Lindqvist'),
  person('noah', 'Noah Falk'),
  person('lena', 'Lena Osei'),
] as const

/** For tests: an engine that does nothing but remember that it was woken. */
export interface FakeEngine extends Engine {
  woken: number
  readonly tell: (news: EngineNews) => void
}

/** For tests: a copy with some issues, and somebody who sends from another connection when the test says so. */
export interface FaceWorld {
  readonly folder: string
  readonly replica: Replica
  readonly engine: FakeEngine
  /** The connection of the background. */
  readonly behind: Store
  readonly key: IssueKey
  readonly other: IssueKey
  /** Milliseconds since 1970. */
  readonly clock: { now: number }
  /** The site takes an operation. */
  readonly take: (id: number, result?: OperationResult) => void
  readonly put: (id: number, state: OperationState, patch?: Partial<StoredOperation>) => void
  /** Another process opens the same copy. */
  readonly another: () => Replica
}

const fakeEngine = (): FakeEngine => {
  const listeners = new Set<(news: EngineNews) => void>()
  const nothing = async (): Promise<void> => undefined
  return {
    woken: 0,
    openView: nothing,
    refreshView: nothing,
    loadMore: nothing,
    countView: nothing,
    openIssue: nothing,
    openPart: nothing,
    transitions: async () => [],
    catalogue: nothing,
    async wake() {
      this.woken += 1
    },
    idle: nothing,
    close: nothing,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (news) => {
      for (const listener of listeners) listener(news)
    },
  }
}

/** For tests: opens it, in a temporary folder. */
export const faceWorld = (issue: Partial<Issue> = {}): FaceWorld => {
  const folder = mkdtempSync(join(tmpdir(), 'replica-'))
  const clock = { now: Date.parse('2026-11-22T09:00:00.000Z') }
  const now = (): number => clock.now
  const opened: Replica[] = []
  const open = (): Store => openStore({ folder, identity: 'site mira', now })
  const openFace = (engine: FakeEngine): Replica => {
    const replica = openReplica({ store: open(), engine, now, me: mira, deployment: 'datacenter' })
    opened.push(replica)
    return replica
  }
  const behind = open()
  const [key, other] = [keyOf('PAY-1'), keyOf('PAY-2')]
  for (const [index, one] of [key, other].entries()) {
    behind.issues.putDetail(issueDetailOf(one, index + 1, { assignee: lena, ...issue }), clock.now)
  }
  behind.marks.markRead([key, other])
  onTestFinished(async () => {
    for (const replica of opened) await replica.close()
    behind.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const engine = fakeEngine()
  const replica = openFace(engine)
  return {
    folder,
    replica,
    engine,
    behind,
    key,
    other,
    clock,
    take: (id, result = {}) => {
      behind.transaction(() => take(behind, id, result, clock.now))
      engine.tell({})
    },
    put: (id, state, patch = {}) => {
      behind.outbox.update(id, { ...patch, state })
      engine.tell({})
    },
    another: () => openFace(fakeEngine()),
  }
}

const take = (store: Store, id: number, result: OperationResult, now: number): void => {
  const stored = store.outbox.get(id)
  if (stored === undefined) throw new Error(`no operation ${id}`)
  const rows = store.issues.rows(stored.operation.key)
  store.outbox.update(id, { firstSentAt: now })
  store.outbox.settle(id, result, now)
  if (rows !== undefined) store.issues.putRows(layOver(rows, { ...stored, result }), now)
}
