import type { IssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { ListProgress } from './list-progress.ts'

const listOf = (length: number) => ({ keys: Array<IssueKey>(length).fill('A-1' as IssueKey), total: 100_000 })

test('a list of many small pages is told of in steps that grow with it, up to a thousand rows', () => {
  const told: number[] = []
  const progress = new ListProgress(({ keys }) => told.push(keys.length))
  for (let length = 100; length <= 10_000; length += 100) progress.reach(listOf(length))
  expect(told.slice(0, 7)).toEqual([100, 200, 300, 400, 500, 700, 900])
  const steps = told.slice(1).map((length, at) => length - (told[at] ?? 0))
  expect(Math.max(...steps)).toBe(1_000)
  expect(told.length).toBeLessThan(25)
})

test('what was not told yet is told at the end, once', () => {
  const told: number[] = []
  const progress = new ListProgress(({ keys }) => told.push(keys.length))
  progress.flush()
  for (const length of [100, 110]) progress.reach(listOf(length))
  progress.flush()
  progress.flush()
  expect(told).toEqual([100, 110])
})
