import { expect, test } from 'vitest'
import { builtInViews, findView } from './views.ts'

const filter = { id: '10', name: 'Support L2', jql: 'project = SUP', owner: null, description: null, favourite: true }

test('finds a view by its id or its title in any case', () => {
  expect(findView('untriaged')?.title).toBe('Untriaged')
  expect(findView(' reported BY me ')?.id).toBe('reported')
})

test('finds a favourite filter by its name', () => {
  expect(findView('support l2', [filter])).toEqual({ id: 'filter:10', title: 'Support L2', jql: 'project = SUP' })
})

test('prefers a built-in view to a filter of the same name', () => {
  expect(findView('Mine', [{ ...filter, name: 'Mine' }])?.id).toBe('mine')
})

test('knows nothing of other names', () => {
  expect(findView('nothing', [filter])).toBeUndefined()
})

test('has views whose ids and titles differ', () => {
  expect(new Set(builtInViews.map(({ id }) => id)).size).toBe(builtInViews.length)
  expect(new Set(builtInViews.map(({ title }) => title)).size).toBe(builtInViews.length)
})
