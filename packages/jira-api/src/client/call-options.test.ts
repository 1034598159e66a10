import { getEventListeners } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import { isJiraApiError, type JiraApiError } from '../errors.ts'
import { type OddServer, type Reply, startOddServer } from '../testing.ts'
import { callContext, inCallContext, withCallOptions } from './call-context.ts'
import { abortable, openCallScope } from './call-scope.ts'
import { createLimiter } from './limiter.ts'

const pause = async (): Promise<void> => undefined

const connect = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
  connectSite({ baseUrl: server.origin, authorize: async () => 'Bearer a', pause, ...options })

const errorOf = async (promise: Promise<unknown>): Promise<JiraApiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isJiraApiError(error)) throw new Error('No JiraApiError was thrown', { cause: error })
  return error
}

const never: Reply = () => undefined

/** What a promise that nobody heard of rejected with. */
const unheard: unknown[] = []
const hear = (reason: unknown): void => void unheard.push(reason)
process.on('unhandledRejection', hear)
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve))
  if (unheard.length > 0) throw new Error('Nobody heard of an error', { cause: unheard.splice(0) })
})

describe('the budget of a call', () => {
  test('that is used up sends nothing any more', async () => {
    await using server = await startOddServer(() => ({ json: [] }))
    const error = await errorOf(connect(server).priorities({ budgetMs: 0 }))
    expect([error.code, error.details.reason, server.seen.length]).toEqual(['timeout', 'NOT_SENT', 0])
  })

  test('ends what a site does not answer', async () => {
    await using server = await startOddServer(() => never)
    expect((await errorOf(connect(server).priorities({ budgetMs: 30 }))).code).toBe('timeout')
  })

  test('ends a wait in the limiter, and one between two tries', async () => {
    const forever = (_: number, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))))
    await using server = await startOddServer(() => ({ status: 429, headers: { 'retry-after': '20' } }))
    const controller = new AbortController()
    const onWait = (): void => controller.abort()
    const site = connect(server, { pause: forever, onWait })
    expect((await errorOf(site.priorities({ signal: controller.signal }))).code).toBe('cancelled')
    // The host is shut now: this one does not get to it.
    expect((await errorOf(site.priorities({ budgetMs: 30 }))).code).toBe('timeout')
    expect(server.seen.length).toBe(1)
    expect((await errorOf(connect(server, { pause: forever }).priorities({ budgetMs: 30 }))).code).toBe('timeout')
  })

  test('ends a credential that does not come, and its renewal', async () => {
    const hanging = (): Promise<string> => new Promise(() => undefined)
    await using server = await startOddServer(() => ({
      status: 401,
      headers: { 'x-ausername': 'anonymous' },
      json: {},
    }))
    expect((await errorOf(connect(server, { authorize: hanging }).priorities({ budgetMs: 30 }))).code).toBe('timeout')
    // Long enough for the site to be asked on a crowded machine.
    const renewed = errorOf(connect(server, { onDeadCredential: hanging }).priorities({ budgetMs: 1_500 }))
    expect((await renewed).code).toBe('timeout')
    expect(server.seen.length).toBe(1)
  })

  test('is told apart from the end that its caller put to it', async () => {
    await using server = await startOddServer(() => never)
    const controller = new AbortController()
    const call = errorOf(connect(server).priorities({ budgetMs: 60_000, signal: controller.signal }))
    controller.abort()
    expect((await call).code).toBe('cancelled')
    expect(getEventListeners(controller.signal, 'abort').length).toBe(0)
  })

  test('holds within a longer one, and not beyond a shorter one', () => {
    inCallContext({ budgetMs: 100_000 }, () => {
      const { deadline = 0 } = callContext()
      expect(inCallContext({ budgetMs: 1_000_000 }, () => callContext().deadline)).toBe(deadline)
      expect(inCallContext({ budgetMs: 1 }, () => callContext().deadline)).toBeLessThan(deadline)
      expect(inCallContext({ priority: 'background' }, () => callContext())).toEqual({
        priority: 'background',
        deadline,
      })
    })
    expect(callContext()).toEqual({ priority: 'user', deadline: undefined })
  })

  test('of who asked first is not that of those who ask for the same', async () => {
    const gate = Promise.withResolvers<void>()
    await using server = await startOddServer(() => (response) => {
      void gate.promise.then(() => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end('{"versionNumbers":[10,3,0],"deploymentType":"Server","version":"10.3.0"}')
      })
    })
    const site = connect(server)
    const hasty = errorOf(site.capabilities({}, { budgetMs: 30 }))
    const patient = site.capabilities({})
    expect((await hasty).code).toBe('timeout')
    gate.resolve()
    expect((await patient).version).toBe('10.3.0')
  })
})

describe('the options of a call', () => {
  const seen = withCallOptions({
    call: async (..._: readonly unknown[]) => callContext().priority,
    setProperty: async (..._: readonly unknown[]) => callContext().priority,
  })

  test.each<[string, readonly unknown[]]>([
    ['a field of that name', ['A-1', { fields: { priority: 'background' } }]],
    ['a thing with more to it', [{ priority: 'background', name: 'x' }]],
    ['another word', [{ priority: 'High' }]],
    ['a list', [['background']]],
    ['nothing', [null]],
  ])('are not %s', async (_, args) => {
    expect(await seen.call(...args)).toBe('user')
  })

  test('are the last thing that it is given', async () => {
    expect(await seen.call('A-1', { priority: 'background' })).toBe('background')
    expect(await seen.call('A-1', { priority: 'background', onProgress: () => undefined })).toBe('background')
  })

  test('are not the value of a property, which may look like anything', async () => {
    const value = { priority: 'background', budgetMs: 0 }
    const place = { key: 'A-1', name: 'x' }
    expect(await seen.setProperty(place, value)).toBe('user')
    expect(await seen.setProperty(place, value, { priority: 'background' })).toBe('background')
  })
})

describe('a signal', () => {
  test('that fires while the credential is awaited gives the slot back, and nothing is sent', async () => {
    await using server = await startOddServer(() => ({ json: [] }))
    const limiter = createLimiter({ now: performance.now.bind(performance), pause, random: Math.random }, 1)
    const controller = new AbortController()
    const asked = Promise.withResolvers<void>()
    let answers: readonly Promise<string>[] = [new Promise(() => asked.resolve())]
    const site = connect(server, {
      limiter,
      authorize: () => {
        asked.resolve()
        return answers[0] ?? Promise.resolve('Bearer b')
      },
    })
    const call = errorOf(site.priorities({ signal: controller.signal }))
    await asked.promise
    controller.abort()
    expect(await call).toMatchObject({ code: 'cancelled', details: { reason: 'NOT_SENT' } })
    expect(limiter.load).toEqual({ waiting: 0, running: 0 })
    expect(server.seen.length).toBe(0)
    answers = []
    expect(await site.priorities()).toEqual([])
  })

  test('that was used for many calls has no listener left, however they ended', async () => {
    const { signal } = new AbortController()
    await using server = await startOddServer((_, count) => {
      if (count % 4 === 0) return (response) => response.destroy()
      return count % 4 === 1 ? { status: 429 } : count % 4 === 2 ? { status: 400, json: {} } : { json: [] }
    })
    const site = connect(server)
    for (let count = 0; count < 12; count += 1)
      await site.priorities({ signal, budgetMs: 60_000 }).catch(() => undefined)
    for (let count = 0; count < 12; count += 1) await site.priorities({ signal }).catch(() => undefined)
    expect(getEventListeners(signal, 'abort').length).toBe(0)
  })

  test('leaves nothing unheard of what others wait for too', async () => {
    const controller = new AbortController()
    const shared = Promise.withResolvers<string>()
    const call = errorOf(abortable(shared.promise, { signal: controller.signal, request: 'GET x' }))
    const late = errorOf(abortable(shared.promise, { signal: AbortSignal.abort(), request: 'GET x' }))
    controller.abort()
    expect([(await call).code, (await late).code]).toEqual(['cancelled', 'cancelled'])
    shared.reject(new Error('nobody listens'))
    expect(getEventListeners(controller.signal, 'abort').length).toBe(0)
  })
})

test('a scope that is closed has neither timer nor listener', () => {
  const { signal } = new AbortController()
  {
    using scope = openCallScope(signal, 3_000_000_000)
    expect([scope.signal?.aborted, getEventListeners(signal, 'abort').length]).toEqual([false, 1])
  }
  expect(getEventListeners(signal, 'abort').length).toBe(0)
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThan(10)
})
