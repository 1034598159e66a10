import { expect, test } from 'vitest'
import { openSenderLock } from './sender-lock.ts'
import { givenFolder } from './testing.ts'

test('one of two holds the lock, until it lets go', () => {
  const folder = givenFolder()
  const [one, two] = [openSenderLock(folder), openSenderLock(folder)]
  expect([one.tryTake(), two.tryTake(), one.tryTake()]).toEqual([true, false, true])
  expect([one.isHeld, two.isHeld]).toEqual([true, false])
  one.release()
  expect([two.tryTake(), one.tryTake()]).toEqual([true, false])
  two.release()
})
