import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openFirstPage } from './first-page.ts'
import { givenFolder, givenStore, keyOf } from './testing.ts'

const times = { askedAt: 1, sweptAt: 2, refreshedAt: 3, openedAt: 4 }

const givenPage = () => {
  const folder = givenFolder()
  const store = givenStore(folder, { identity: 'site mira' })
  const page = openFirstPage({ folder, identity: 'site mira' }, 5)
  if (page === undefined) throw new TypeError('there is no page')
  onTestFinished(page.close)
  return { store, page }
}

/** Keys of usual lengths, and of projects with very long names. */
const keys = fc.array(
  fc
    .tuple(fc.constantFrom('PAY', 'A1', 'X'.repeat(23), 'LONG'.repeat(30)), fc.integer({ min: 1, max: 10 ** 6 }))
    .map(([project, number]) => keyOf(`${project}-${number}`)),
  { maxLength: 60 },
)

test('the first keys of a view are those of the whole one, however long they are', () => {
  const { store, page } = givenPage()
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 40 }), (all, count) => {
      const view = { id: 'mine', title: 'Mine', jql: 'a = 1', total: 90, ...times }
      store.views.put({ ...view, keys: all })
      const found = page.view('mine', count)
      expect(found).toEqual({ ...view, keys: found?.keys })
      expect(found?.keys.slice(0, count)).toEqual(all.slice(0, count))
    }),
  )
})

test('a view that nobody has counted comes with all of its keys', () => {
  const { store, page } = givenPage()
  const all = [keyOf('PAY-1'), keyOf('PAY-2'), keyOf('PAY-3')]
  store.views.put({ id: 'mine', title: 'Mine', jql: 'a = 1', total: null, keys: all, ...times })
  expect(page.view('mine', 2)?.keys).toEqual(all)
  expect(page.view('other', 2)).toBeUndefined()
})

test('of a long list no more is read than is asked for', () => {
  const { store, page } = givenPage()
  const all = Array.from({ length: 500 }, (_, at) => keyOf(`PAY-${at + 1}`))
  store.views.put({ id: 'mine', title: 'Mine', jql: 'a = 1', total: 500, keys: all, ...times })
  expect(page.view('mine', 40)?.keys).toHaveLength(40)
  expect(page.view('mine')?.keys).toHaveLength(500)
})
