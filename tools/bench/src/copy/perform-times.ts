import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { IssueKey } from '@mmd/jira-api/model'
import { openReplica, openStore, type Replica } from '@mmd/replica'
import type { CopyOwner } from './copy-file.ts'
import { viewsOf } from './fill-copy.ts'
import type { CopyTask, Times } from './messages.ts'
import { restingEngine } from './resting-engine.ts'

/** Rows of a large screen. */
const screenRows = 46
/** Operations that wait while others are performed. */
const waiting = 500
/** Performed before the measured ones, so that the code is compiled; at most as many as are measured. */
const mostWarmUp = 60

const me = { id: 'mira', name: 'Mira Okafor', active: true }

interface Side {
  readonly name: string
  readonly replica: Replica
  readonly perform: (at: number) => { readonly acknowledged: number; readonly shown: number }
}

/** Opens a copy as a screen does: it draws the rows again as soon as it hears of a change. */
const openSide = (name: string, { folder, identity }: CopyOwner, issues: number): Side => {
  const store = openStore({ folder, identity })
  const replica = openReplica({ store, engine: restingEngine, me, deployment: 'datacenter' })
  const view = viewsOf(issues).all.id
  let top = 0
  let heard = 0
  let drawn = 0
  const draw = (): void => {
    heard = performance.now()
    const keys = replica.view(view)?.keys ?? []
    for (const key of keys.slice(top, top + screenRows)) {
      replica.issue(key)
      replica.marks(key)
    }
    replica.detail(keys[top] ?? ('' as IssueKey))
    drawn = performance.now()
  }
  replica.subscribe(draw)
  draw()
  const perform = (at: number) => {
    const keys = replica.view(view)?.keys ?? []
    top = at - (at % screenRows)
    draw()
    const key = keys[at]
    if (key === undefined) throw new Error('the copy has too few issues')
    const started = performance.now()
    const { id } = replica.perform({ kind: 'assign', key, assignee: me })
    const took = { acknowledged: heard - started, shown: drawn - started }
    replica.drop(id)
    return took
  }
  return { name, replica, perform }
}

/** Times how long the disk takes to say that a page is on it. */
const syncTimer = (folder: string) => {
  const path = join(folder, 'sync.tmp')
  const handle = openSync(path, 'w')
  const page = Buffer.alloc(4_096, 1)
  return {
    time: (): number => {
      writeSync(handle, page)
      const started = performance.now()
      fdatasyncSync(handle)
      return performance.now() - started
    },
    close: (): void => {
      closeSync(handle)
      rmSync(path)
    },
  }
}

/** Performs operations one after the other, on the disk and where there is none in turns, with few and with many waiting. */
export const performTimes = async ({ owner, inMemory, issues, count }: CopyTask): Promise<readonly Times[]> => {
  const sides = [
    openSide('on the disk', owner, issues),
    ...(inMemory === undefined ? [] : [openSide('in memory', inMemory, issues)]),
  ]
  const sync = syncTimer(owner.folder)
  const syncs: number[] = []
  const lines: Times[] = []
  const warmUp = Math.min(mostWarmUp, count)
  const round = (note: string, from: number): void => {
    const found = sides.map(({ name, perform }) => ({
      name,
      perform,
      acknowledged: [] as number[],
      shown: [] as number[],
    }))
    for (let at = 0; at < warmUp + count; at += 1) {
      for (const { perform, acknowledged, shown } of found) {
        const took = perform(from + at)
        if (at < warmUp) continue
        acknowledged.push(took.acknowledged)
        shown.push(took.shown)
      }
      if (at >= warmUp) syncs.push(sync.time())
    }
    for (const { name, acknowledged, shown } of found)
      lines.push(
        { what: `durable, ${name}, ${note}`, times: acknowledged },
        { what: `durable and its rows read, ${name}, ${note}`, times: shown },
      )
  }
  round('nothing else waiting', 0)
  for (const { replica } of sides) {
    const keys = replica.view(viewsOf(issues).all.id)?.keys.slice(-waiting) ?? []
    replica.performAll(
      keys.map((key) => ({ kind: 'assign', key, assignee: me })),
      'many',
    )
  }
  round(`${waiting} waiting`, 0)
  lines.push({ what: 'the disk alone, for one page', times: syncs })
  sync.close()
  for (const { replica } of sides) await replica.close()
  return lines
}
