import { MessageChannel } from 'node:worker_threads'
import { isJiraApiError, JiraApiError } from '@mmd/jira-api/model'
import type { Engine, EngineNews } from '@mmd/replica'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { testKey } from '../app/testing.ts'
import { serveEngine } from './serve-engine.ts'
import { connectWorker, type WorkerPort } from './worker-client.ts'
import { createWorkerEngine } from './worker-engine.ts'

const ports: MessageChannel[] = []
afterEach(() => {
  for (const channel of ports.splice(0)) channel.port1.close()
})

/** An engine served on this thread behind a real port. */
const behindPort = (open: () => Promise<Partial<Engine>>) => {
  const channel = new MessageChannel()
  ports.push(channel)
  serveEngine(channel.port2, async () => ({ listen: () => () => undefined, ...(await open()) }) as unknown as Engine)
  const worker: WorkerPort = Object.assign(channel.port1, { terminate: async () => channel.port1.close() })
  return connectWorker(() => worker)
}

describe('the engine behind a port', () => {
  test('hands over arguments and answers as plain data', async () => {
    const openView = vi.fn<Engine['openView']>(async () => undefined)
    const catalogue = vi.fn<Engine['catalogue']>(async (name) => [name])
    const worker = behindPort(async () => ({ openView, catalogue }))
    const spec = { id: 'mine', title: 'Mine', jql: 'assignee = currentUser()' }
    await worker.callEngine('openView', [spec])
    expect(openView).toHaveBeenCalledWith(spec)
    expect(await worker.callEngine('catalogue', ['priorities', { fresh: true }])).toEqual(['priorities'])
    expect(catalogue).toHaveBeenCalledWith('priorities', { fresh: true })
  })

  test('is opened with the first call, once, and again when that did not work', async () => {
    let opens = 0
    const worker = behindPort(async () => {
      opens += 1
      if (opens === 1) throw new JiraApiError('signed-out', 'nobody is signed in')
      return { wake: async () => undefined }
    })
    expect(opens).toBe(0)
    const error: unknown = await worker.callEngine('wake', []).catch((reason: unknown) => reason)
    expect(isJiraApiError(error, 'signed-out')).toBe(true)
    await Promise.all([worker.callEngine('wake', []), worker.callEngine('wake', [])])
    expect(opens).toBe(2)
  })

  test('is not opened only to be closed', async () => {
    const open = vi.fn<() => Promise<Partial<Engine>>>(async () => ({}))
    await behindPort(open).callEngine('close', [])
    expect(open).not.toHaveBeenCalled()
  })

  test('tells its news across', async () => {
    let tell = (_: EngineNews): void => undefined
    const worker = behindPort(async () => ({
      listen: (listener: (news: EngineNews) => void) => {
        tell = listener
        return () => undefined
      },
      wake: async () => tell({ sender: { sender: 'sending', error: null } }),
    }))
    const heard = Promise.withResolvers<EngineNews>()
    worker.onNews(heard.resolve)
    await worker.callEngine('wake', [])
    expect(await heard.promise).toEqual({ sender: { sender: 'sending', error: null } })
  })
})

describe('an engine whose thread has died', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  const dead = new JiraApiError('network', 'it died')

  test('says that what it was fetching will not come', () => {
    const engine = createWorkerEngine({ call: async () => undefined, close: async () => undefined })
    const heard: EngineNews[] = []
    engine.listen((news) => heard.push(news))
    const key = testKey(1)
    engine.tell({ views: { mine: { phase: 'loading', error: null }, open: { phase: 'loading', error: null } } })
    engine.tell({
      views: { open: { phase: 'idle', error: null } },
      issues: { [key]: { phase: 'loading', error: null } },
    })
    engine.stopped()
    const failed = { phase: 'failed', error: expect.objectContaining({ code: 'network' }) }
    expect(heard.at(-1)).toEqual({ views: { mine: failed }, issues: { [key]: failed } })
    engine.stopped()
    expect(heard.at(-1)).toEqual({ views: {}, issues: {} })
  })

  test('ends fetches by what it tells, since nobody waits for them', async () => {
    const engine = createWorkerEngine({
      call: async () => {
        throw dead
      },
      close: async () => undefined,
    })
    const heard: EngineNews[] = []
    engine.listen((news) => heard.push(news))
    const key = testKey(1)
    const fetches = [
      engine.openView({ id: 'mine', title: 'Mine', jql: '' }),
      engine.refreshView('mine'),
      engine.loadMore('mine', 10),
      engine.countView({ id: 'mine', title: 'Mine', jql: '' }),
      engine.openIssue(key),
    ]
    await Promise.all(fetches)
    const failed = { phase: 'failed', error: expect.objectContaining({ code: 'network' }) }
    expect(heard).toContainEqual({ views: { mine: failed } })
    expect(heard).toContainEqual({ issues: { [key]: failed } })
    await expect(engine.catalogue('fields')).rejects.toMatchObject({ code: 'network' })
  })

  test('says nothing of fetches that end because it was closed', async () => {
    const stops = Promise.withResolvers<never>()
    const engine = createWorkerEngine({ call: () => stops.promise, close: async () => stops.reject(dead) })
    const heard = vi.fn<() => void>()
    engine.listen(heard)
    const fetch = engine.openIssue(testKey(1))
    await engine.close()
    await fetch
    expect(heard).not.toHaveBeenCalled()
  })

  test('is started again by itself after a pause that grows, and begins anew once it has answered', async () => {
    let lives = false
    const call = vi.fn<() => Promise<unknown>>(async () => {
      if (!lives) throw dead
    })
    const engine = createWorkerEngine({ call, close: async () => undefined })
    engine.stopped()
    await vi.advanceTimersByTimeAsync(1000)
    expect(call.mock.calls).toEqual([['wake', []]])
    engine.stopped()
    await vi.advanceTimersByTimeAsync(1999)
    expect(call).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(call).toHaveBeenCalledTimes(2)
    lives = true
    await engine.openView({ id: 'mine', title: 'Mine', jql: '' })
    engine.stopped()
    await vi.advanceTimersByTimeAsync(1000)
    expect(call).toHaveBeenCalledTimes(4)
  })

  test('stays away once it is closed', async () => {
    const call = vi.fn<() => Promise<unknown>>(async () => undefined)
    const engine = createWorkerEngine({ call, close: async () => undefined })
    engine.stopped()
    await engine.close()
    await vi.advanceTimersByTimeAsync(100_000)
    expect(call).not.toHaveBeenCalled()
  })
})

test('a thread that dies is told to who listens', async () => {
  const channel = new MessageChannel()
  ports.push(channel)
  const port = Object.assign(channel.port1, { terminate: async () => channel.port1.close() })
  const worker = connectWorker(() => port)
  const died = vi.fn<() => void>()
  worker.onDeath(died)
  port.emit('exit', 1)
  expect(died).toHaveBeenCalledTimes(1)
})
