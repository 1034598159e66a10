import { expect, test } from 'vitest'
import { AuthError } from '../errors.ts'
import { refuseAborted, unlessAborted } from './wait.ts'

const never = new Promise<never>(() => undefined)

test('what comes before the signal comes through, also without a signal', async () => {
  const { signal } = new AbortController()
  expect(await unlessAborted(Promise.resolve(1), signal)).toBe(1)
  expect(await unlessAborted(Promise.resolve(1), undefined)).toBe(1)
  await expect(unlessAborted(Promise.reject(new Error('its own')), signal)).rejects.toThrow('its own')
})

test('the signal ends the wait, with its own reason where that is one of ours', async () => {
  const abort = new AbortController()
  const waiting = unlessAborted(never, abort.signal)
  abort.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  const late = AbortSignal.abort(new AuthError('timed-out', 'Too late'))
  await expect(unlessAborted(never, late)).rejects.toMatchObject({ code: 'timed-out' })
  expect(() => refuseAborted(late)).toThrow(expect.objectContaining({ code: 'timed-out' }))
  expect(() => refuseAborted(undefined)).not.toThrow()
})

test('what fails when nobody waits for it any more does not end the program', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const failing = Promise.withResolvers<never>()
  await expect(unlessAborted(failing.promise, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  failing.reject(new Error('too late'))
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
