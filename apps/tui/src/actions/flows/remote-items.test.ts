import { JiraApiError, type User } from '@mmd/jira-api/model'
import { StoreError } from '@mmd/replica'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWorld, type World } from '../../app/testing.ts'
import { offeredItems } from '../../screens/modals/picker.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

interface Question {
  readonly text: string
  readonly signal: AbortSignal | undefined
  readonly answer: PromiseWithResolvers<readonly User[]>
}

/** A world that asks whom to assign to, and the questions that reached the site. */
const asking = async () => {
  const questions: Question[] = []
  const world = await openWorld({
    answers: {
      assignable: ({ text }, options) => {
        const answer = Promise.withResolvers<readonly User[]>()
        questions.push({ text, signal: options?.signal, answer })
        return answer.promise
      },
    },
  })
  world.press('a')
  await vi.advanceTimersByTimeAsync(0)
  return { world, questions }
}

const people = (...names: readonly string[]): readonly User[] => names.map((name) => ({ id: name, name, active: true }))

const offered = (world: World): readonly string[] => offeredItems(world.modal('picker')).map(({ label }) => label)

test('the site is asked once the typing rests, with all that was typed', async () => {
  const { world, questions } = await asking()
  world.press('a')
  await vi.advanceTimersByTimeAsync(149)
  world.press('n')
  await vi.advanceTimersByTimeAsync(149)
  expect(questions.map(({ text }) => text)).toEqual([''])
  await vi.advanceTimersByTimeAsync(1)
  expect(questions.map(({ text }) => text)).toEqual(['', 'an'])
})

test('an older answer never fills a newer question, and is cancelled at once', async () => {
  const { world, questions } = await asking()
  world.press('b')
  expect(questions[0]?.signal?.aborted).toBe(true)
  questions[0]?.answer.resolve(people('Old One'))
  await vi.advanceTimersByTimeAsync(0)
  expect(world.modal('picker').phase).toBe('loading')
  await vi.advanceTimersByTimeAsync(150)
  questions[1]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(offered(world)).toEqual(['Bob Builder'])
})

test('what the site found is shown as it is, not narrowed again by what was typed', async () => {
  const { world, questions } = await asking()
  world.press('robert')
  await vi.advanceTimersByTimeAsync(150)
  questions[1]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(offered(world)).toEqual(['Bob Builder'])
})

test('a closed picker asks nothing more and cancels what runs', async () => {
  const { world, questions } = await asking()
  world.press('esc')
  expect(questions[0]?.signal?.aborted).toBe(true)
  world.press('a', 'x', 'esc')
  await vi.advanceTimersByTimeAsync(1000)
  expect(questions).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('a search that failed says so and is made again on Ctrl-R', async () => {
  const { world, questions } = await asking()
  questions[0]?.answer.reject(new JiraApiError('timeout', 'too slow'))
  await vi.advanceTimersByTimeAsync(0)
  expect(world.modal('picker')).toMatchObject({ phase: 'failed', error: 'the site did not answer in time' })
  world.press('ctrl-r')
  await vi.advanceTimersByTimeAsync(0)
  questions[1]?.answer.resolve(people('Ann Other'))
  await vi.advanceTimersByTimeAsync(0)
  expect(offered(world)).toEqual(['Nobody', 'Automatic', 'Ann Other'])
})

test('Enter before the site has answered takes what it finds first, unless other words are typed meanwhile', async () => {
  const { world, questions } = await asking()
  world.press('enter', 'b')
  await vi.advanceTimersByTimeAsync(150)
  questions[1]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(offered(world)).toEqual(['Bob Builder'])
  world.press('o', 'enter')
  await vi.advanceTimersByTimeAsync(150)
  questions[2]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(world.toast()).toContain('PAY-1 assigned to Bob Builder')
})

test('Enter before the site has answered takes nothing when it is asked again after an error', async () => {
  const { world, questions } = await asking()
  world.press('enter')
  questions[0]?.answer.reject(new JiraApiError('server-error', 'down'))
  await vi.advanceTimersByTimeAsync(0)
  world.press('ctrl-r')
  await vi.advanceTimersByTimeAsync(150)
  questions[1]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(offered(world)).toContain('Bob Builder')
  expect(world.session().replica.changes(1)).toEqual([])
})

test('what was taken before the site had answered is told when the copy takes nothing just then', async () => {
  const { world, questions } = await asking()
  world.press('enter')
  vi.spyOn(world.session().replica, 'performAll').mockImplementation(() => {
    throw new StoreError('busy', 'somebody writes')
  })
  questions[0]?.answer.resolve(people('Bob Builder'))
  await vi.advanceTimersByTimeAsync(0)
  expect(world.state().toast?.tone).toBe('bad')
  expect(world.toast()).toContain('Another process has been writing to the local copy for too long')
})
