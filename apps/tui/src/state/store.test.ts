import { expect, test } from 'vitest'
import { createStore } from './store.ts'

test('listeners hear of each change, and of nothing that changed nothing', () => {
  const store = createStore(1)
  const heard: number[] = []
  const stop = store.subscribe(() => heard.push(store.get()))
  store.update((n) => n + 1)
  store.update((n) => n)
  stop()
  store.update((n) => n + 1)
  expect(heard).toEqual([2])
  expect(store.get()).toBe(3)
})

test('a batch is heard once, with its last state, also when batches are in one another', () => {
  const store = createStore(0)
  const heard: number[] = []
  store.subscribe(() => heard.push(store.get()))
  store.batch(() => {
    store.update((n) => n + 1)
    store.batch(() => store.update((n) => n + 1))
    expect(heard).toEqual([])
  })
  store.batch(() => undefined)
  expect(heard).toEqual([2])
})

test('a batch that fails still tells what it changed', () => {
  const store = createStore(0)
  const heard: number[] = []
  store.subscribe(() => heard.push(store.get()))
  expect(() =>
    store.batch(() => {
      store.update((n) => n + 1)
      throw new Error('half way')
    }),
  ).toThrow('half way')
  expect(heard).toEqual([1])
})

test('a listener may change the state', () => {
  const store = createStore(0)
  store.subscribe(() => store.update((n) => Math.min(3, n + 1)))
  store.update(() => 1)
  expect(store.get()).toBe(3)
})
