import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withLock } from './lock.ts'
import { givenFolder, runNode } from './testing.ts'

const lockModule = new URL('lock.ts', import.meta.url).href

const writtenBy = (path: string, holder: object, ageMs: number): void => {
  writeFileSync(path, JSON.stringify({ id: 'somebody', ...holder }))
  const then = new Date(Date.now() - ageMs)
  utimesSync(path, then, then)
}

test('one at a time within a process, and the file is gone afterwards', async () => {
  const path = join(givenFolder(), 'x.lock')
  let inside = 0
  const work = async (): Promise<number> => {
    inside += 1
    const seen = inside
    await turn()
    inside -= 1
    return seen
  }
  expect(await Promise.all(Array.from({ length: 5 }, () => withLock(path, work)))).toEqual([1, 1, 1, 1, 1])
  expect(existsSync(path)).toBe(false)
})

test('the lock is let go when the work fails', async () => {
  const path = join(givenFolder(), 'x.lock')
  const fail = withLock(path, async () => {
    throw new Error('no')
  })
  await expect(fail).rejects.toThrow('no')
  expect(existsSync(path)).toBe(false)
})

test('processes and threads exclude each other', async () => {
  const dir = givenFolder()
  const count = join(dir, 'count')
  writeFileSync(count, '0')
  // The pause between reading and writing loses counts unless the lock holds.
  const body = `
    const { withLock } = await import(${JSON.stringify(lockModule)})
    const { readFileSync, writeFileSync } = await import('node:fs')
    const { setTimeout: pause } = await import('node:timers/promises')
    for (let i = 0; i < 5; i++) await withLock(dir + '/x.lock', async () => {
      const n = Number(readFileSync(dir + '/count', 'utf8'))
      await pause(2)
      writeFileSync(dir + '/count', String(n + 1))
    })`
  const script = `
    const dir = process.argv[1]
    const { Worker } = await import('node:worker_threads')
    const body = 'const dir = ' + JSON.stringify(dir) + ';' + ${JSON.stringify(body)}
    const threads = [1, 2].map(() => new Worker('(async () => {' + body + '})()', { eval: true }))
    await Promise.all(threads.map((thread) => new Promise((ok, no) => thread.on('exit', ok).on('error', no))))`
  const runs = await Promise.all([1, 2, 3].map(() => runNode(script, [dir])))
  expect(runs.map((run) => run.stderr)).toEqual(['', '', ''])
  expect(readFileSync(count, 'utf8')).toBe('30')
})

test('a lock whose process died is taken over', async () => {
  const path = join(givenFolder(), 'x.lock')
  const script = `
    const { withLock } = await import(${JSON.stringify(lockModule)})
    await withLock(process.argv[1], () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}) })`
  await runNode(script, [path])
  expect(existsSync(path)).toBe(true)
  expect(await withLock(path, async () => 'mine')).toBe('mine')
})

test('an old lock that nobody touches is taken over', async () => {
  const path = join(givenFolder(), 'x.lock')
  writtenBy(path, { pid: process.pid, host: 'another machine' }, 31_000)
  expect(await withLock(path, async () => 'mine', { heartbeatMs: 5 })).toBe('mine')
})

test('a half-written lock is taken over when it is old', async () => {
  const path = join(givenFolder(), 'x.lock')
  writeFileSync(path, '')
  utimesSync(path, new Date(0), new Date(0))
  expect(await withLock(path, async () => 'mine', { heartbeatMs: 5 })).toBe('mine')
})

test('a young lock of another machine is waited for, within a bound', async () => {
  const path = join(givenFolder(), 'x.lock')
  writtenBy(path, { pid: 1, host: 'another machine' }, 0)
  const waiting = withLock(path, async () => 'mine', { waitMs: 60 })
  await expect(waiting).rejects.toMatchObject({ code: 'store-failed', detail: path })
  expect(readFileSync(path, 'utf8')).toContain('somebody')
})

test('a number of this machine’s processes that lives is not taken for dead', async () => {
  const path = join(givenFolder(), 'x.lock')
  writtenBy(path, { pid: process.pid, host: hostname() }, 0)
  await expect(withLock(path, async () => 'mine', { waitMs: 60 })).rejects.toMatchObject({ code: 'store-failed' })
})

test('a holder that works for long keeps its lock young', async () => {
  const path = join(givenFolder(), 'x.lock')
  const order: string[] = []
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  const options = { staleAfterMs: 1_000, heartbeatMs: 10, waitMs: 30_000 }
  const first = withLock(path, () => finished.then(() => order.push('first')), options)
  const second = withLock(path, async () => order.push('second'), options)
  // Longer than it takes to be taken for abandoned: only a true clock can tell.
  setTimeout(finish, 1_500)
  await Promise.all([first, second])
  expect(order).toEqual(['first', 'second'])
})

test('who lost the lock does not remove the next holder’s', async () => {
  const path = join(givenFolder(), 'x.lock')
  await withLock(path, async () => {
    writtenBy(path, { pid: process.pid, host: hostname() }, 0)
  })
  expect(readFileSync(path, 'utf8')).toContain('somebody')
})

test('waiting can be given up', async () => {
  const path = join(givenFolder(), 'x.lock')
  writtenBy(path, { pid: 1, host: 'another machine' }, 0)
  const abort = new AbortController()
  const waiting = withLock(path, async () => 'mine', { signal: abort.signal })
  abort.abort()
  await expect(waiting).rejects.toThrow(/abort/iu)
})
