import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { AuthError, isAuthError } from '@mmd/auth'
import { isJiraApiError, JiraApiError, type SiteClient } from '@mmd/jira-api'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { clientMethods, packError, unpackError } from './rpc.ts'
import { serveClient } from './serve-client.ts'
import { connectWorker } from './worker-client.ts'

const open: MessageChannel[] = []
afterEach(() => {
  for (const channel of open.splice(0)) channel.port1.close()
})

/** A client behind a real port, served on this thread. */
const behindPort = (client: Partial<SiteClient>) => {
  const channel = new MessageChannel()
  open.push(channel)
  serveClient(channel.port2, async () => client as SiteClient)
  const worker = Object.assign(channel.port1, { terminate: async () => channel.port1.close() })
  return { channel, near: connectWorker(() => worker) }
}

const codeOf = async (promise: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isJiraApiError(error) ? error.code : undefined
}

describe('the client behind a port', () => {
  test('has every method of the client', () => {
    const { near } = behindPort({})
    expect(Object.keys(near.client).sort()).toEqual(Object.keys(clientMethods).sort())
  })

  test('hands over arguments and answers as plain data', async () => {
    const edit = vi.fn<SiteClient['edit']>(async () => undefined)
    const suggestLabels = vi.fn<SiteClient['suggestLabels']>(async (text) => [text, 'b'])
    const { near } = behindPort({ edit, suggestLabels })
    await near.client.edit('PAY-1', { fields: { a: [1] } })
    expect(edit).toHaveBeenCalledWith('PAY-1', { fields: { a: [1] } }, { signal: expect.any(AbortSignal) })
    expect(await near.client.suggestLabels('x')).toEqual(['x', 'b'])
  })

  test('answers calls in the order in which they end', async () => {
    const slow = Promise.withResolvers<readonly string[]>()
    const { near } = behindPort({ suggestLabels: async (text) => (text === 'slow' ? slow.promise : [text]) })
    const first = near.client.suggestLabels('slow')
    expect(await near.client.suggestLabels('quick')).toEqual(['quick'])
    slow.resolve(['slow'])
    expect(await first).toEqual(['slow'])
  })

  test('rebuilds an error so that the guard and its details hold', async () => {
    const details = { status: 400, fields: { summary: 'required' } }
    const { near } = behindPort({
      myself: async () => {
        throw new JiraApiError('refused', 'no', details)
      },
    })
    const error: unknown = await near.client.myself().catch((reason: unknown) => reason)
    expect(isJiraApiError(error, 'refused') && error.details).toEqual(details)
  })

  test('cancels at once, here and there', async () => {
    const aborted = Promise.withResolvers<void>()
    const { near } = behindPort({
      myself: (options) => {
        options?.signal?.addEventListener('abort', () => aborted.resolve())
        return new Promise(() => undefined)
      },
    })
    const controller = new AbortController()
    const call = near.client.myself({ signal: controller.signal })
    controller.abort()
    expect(await codeOf(call)).toBe('cancelled')
    await aborted.promise
    expect(await codeOf(near.client.myself({ signal: controller.signal }))).toBe('cancelled')
  })

  test('hands over how urgent a call is and how long it may take, and leaves out what is no option', async () => {
    const search = vi.fn<SiteClient['search']>(async () => ({ issues: [], total: 0 }) as never)
    const { near } = behindPort({ search })
    await near.client.search({ jql: '' }, { priority: 'background', budgetMs: 5_000 })
    const signal = expect.any(AbortSignal)
    expect(search).toHaveBeenCalledWith({ jql: '' }, { priority: 'background', budgetMs: 5_000, signal })
  })

  test('tells how far a file is, a hundred times at most, and then nothing more', async () => {
    const downloadAttachment = vi.fn<SiteClient['downloadAttachment']>(async (_, __, options) => {
      for (let done = 0; done <= 10_000; done += 1) options?.onProgress?.({ name: 'a', done, total: 10_000 })
      setImmediate(() => options?.onProgress?.({ name: 'late', done: 1, total: 1 }))
      return { path: '/x/a', size: 10_000, resumedFrom: 0 }
    })
    const { near } = behindPort({ downloadAttachment, suggestLabels: async () => [] })
    const seen: unknown[] = []
    const target = { folder: '/x' }
    await near.client.downloadAttachment('1', target, { onProgress: (progress) => seen.push(progress) })
    for (let turn = 0; turn < 3; turn += 1) await near.client.suggestLabels('')
    expect(seen.at(0)).toEqual({ name: 'a', done: 0, total: 10_000 })
    expect(seen.at(-1)).toEqual({ name: 'a', done: 10_000, total: 10_000 })
    expect(seen.length).toBeLessThanOrEqual(102)
    await near.client.downloadAttachment('1', target)
    expect(downloadAttachment.mock.lastCall?.[2]).toEqual({ signal: expect.any(AbortSignal) })
  })

  test('tells how far a change of many issues is', async () => {
    const { near } = behindPort({
      changeMany: async (keys, _, options) => {
        for (const [at] of keys.entries()) options?.onProgress?.(at + 1, keys.length)
        return []
      },
    })
    const seen: unknown[] = []
    await near.client.changeMany(['A-1', 'A-2'], { kind: 'watch' } as never, {
      onProgress: (done, total) => seen.push([done, total]),
    })
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  test('a listener that throws ends neither the call nor the thread', async () => {
    const { near } = behindPort({
      changeMany: async (_, __, options) => {
        options?.onProgress?.(1, 1)
        return []
      },
    })
    const onProgress = (): never => {
      throw new RangeError('a fault of the listener')
    }
    expect(await near.client.changeMany(['A-1'], { kind: 'watch' } as never, { onProgress })).toEqual([])
  })

  test('refuses bytes that cannot cross, and nothing waits for them', async () => {
    const uploadAttachments = vi.fn<SiteClient['uploadAttachments']>(async () => [])
    const { near, channel } = behindPort({ uploadAttachments })
    const unref = vi.spyOn(channel.port1, 'unref')
    const file = { name: 'a', size: 0, open: async function* () {} }
    await expect(near.client.uploadAttachments('A-1', [file])).rejects.toThrow(TypeError)
    expect(unref).toHaveBeenCalled()
    expect(await near.client.uploadAttachments('A-1', [{ path: '/x/a' }])).toEqual([])
    expect(uploadAttachments).toHaveBeenCalledTimes(1)
  })

  test('counts requests and tells of a dead credential', async () => {
    const { near, channel } = behindPort({})
    const counts: number[] = []
    const signedOut = Promise.withResolvers<void>()
    const stop = near.onRequests((count) => counts.push(count))
    near.onSignedOut(signedOut.resolve)
    channel.port2.postMessage({ kind: 'requests', count: 3 })
    channel.port2.postMessage({ kind: 'signed-out' })
    await signedOut.promise
    stop()
    expect({ counts, requests: near.requests() }).toEqual({ counts: [3], requests: 3 })
  })

  test('rejects what waits when it is closed, and everything after', async () => {
    const { near, channel } = behindPort({ myself: () => new Promise(() => undefined) })
    const waiting = codeOf(near.client.myself())
    const closed = once(channel.port2, 'close')
    await near.close()
    await closed
    expect([await waiting, await codeOf(near.client.myself())]).toEqual(['cancelled', 'cancelled'])
  })
})

describe('an error as it crosses a thread', () => {
  test('stays an AuthError with its code and detail', () => {
    const error = unpackError(structuredClone(packError(new AuthError('port-taken', 'no', '8734'))))
    expect(isAuthError(error, 'port-taken') && error.detail).toBe('8734')
  })

  test('takes nothing along that is not known to be safe', () => {
    const foreign = Object.assign(new Error('boom'), {
      options: { headers: { authorization: 'Bearer x' } },
      details: 'y',
    })
    expect(packError(foreign)).toEqual({ name: 'Error', message: 'boom' })
    expect(packError('text')).toEqual({ name: 'Error', message: 'an unknown failure' })
  })
})

/** A thread that answers every call with how many it had, and dies of `fields`. */
const mortal = (): Worker =>
  new Worker(
    `const { parentPort } = require('node:worker_threads')
     let count = 0
     parentPort.on('message', ({ id, method }) => {
       if (method === 'fields') throw new Error('token=very-secret')
       count += 1
       parentPort.postMessage({ kind: 'requests', count })
       parentPort.postMessage({ kind: 'result', id, value: count })
     })`,
    { eval: true },
  )

test('a thread that dies says so to who waits, and the next call has another one', async () => {
  const near = connectWorker(mortal)
  expect(await near.client.myself()).toBe(1)
  expect(await near.client.myself()).toBe(2)
  const waiting = [near.client.fields(), near.client.myself()]
  for (const outcome of await Promise.allSettled(waiting)) {
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { name: 'JiraApiError', code: 'network', details: {} },
    })
    expect(JSON.stringify(outcome) + String((outcome as PromiseRejectedResult).reason)).not.toContain('very-secret')
  }
  expect(await near.client.myself()).toBe(1)
  expect(near.requests()).toBe(3)
  await near.close()
  expect(await codeOf(near.client.myself())).toBe('cancelled')
})

test('a client that cannot be opened says why and is opened again with the next call', async () => {
  const channel = new MessageChannel()
  open.push(channel)
  let isLocked = true
  serveClient(channel.port2, async () => {
    if (isLocked) throw new AuthError('store-failed', 'The keychain is locked')
    return { suggestLabels: async () => ['open'] } satisfies Partial<SiteClient> as unknown as SiteClient
  })
  const near = connectWorker(() => Object.assign(channel.port1, { terminate: async () => channel.port1.close() }))
  await expect(near.client.suggestLabels('')).rejects.toMatchObject({ code: 'store-failed' })
  isLocked = false
  expect(await near.client.suggestLabels('')).toEqual(['open'])
})
