import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allInOrder, inTurns } from './all-in-order.ts'

const failsAfter = async (turns: number, words: string): Promise<never> => {
  for (let gone = 0; gone < turns; gone += 1) await turn()
  throw new Error(words)
}

test('what all give comes in their order', async () => {
  expect(await allInOrder([turn('slow'), 1, Promise.resolve('two')])).toEqual(['slow', 1, 'two'])
})

test('of several failures the first in the list is told, not the first in time', async () => {
  await expect(allInOrder([failsAfter(3, 'first'), failsAfter(0, 'second')])).rejects.toThrow('first')
})

test('a failure is told when nothing is under way any more', async () => {
  let isDone = false
  const slow = turn().then(() => {
    isDone = true
  })
  await expect(allInOrder([failsAfter(0, 'no'), slow])).rejects.toThrow('no')
  expect(isDone).toBe(true)
})

test('many are worked on some at a time, and their results keep the order', async () => {
  let [underWay, most] = [0, 0]
  const doubled = await inTurns([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    underWay += 1
    most = Math.max(most, underWay)
    for (let gone = 0; gone < item % 3; gone += 1) await turn()
    underWay -= 1
    return item * 2
  })
  expect(doubled).toEqual([2, 4, 6, 8, 10, 12, 14])
  expect(most).toBe(3)
})

test('after a failure nothing new is begun, and the first in order is told', async () => {
  const begun: number[] = []
  const work = (item: number): Promise<never> => {
    begun.push(item)
    return failsAfter(4 - item, `item ${item}`)
  }
  await expect(inTurns([1, 2, 3, 4, 5, 6], 3, work)).rejects.toThrow('item 1')
  expect(begun).toEqual([1, 2, 3])
})
