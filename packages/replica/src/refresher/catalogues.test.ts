import { expect, test } from 'vitest'
import { deployments, hour, refresherWorld } from './testing.ts'

test.each(deployments)('%s: every catalogue is read and kept for a day', async (deployment) => {
  const { refresher, asked, store } = await refresherWorld({ deployment })
  const wholes = 'fields priorities resolutions statuses issue-types link-types projects myself favourite-filters'
  const names =
    `${wholes} server-info settings jql boards project:PAY permissions:PAY create-types:PAY create-fields:PAY/10004`.split(
      ' ',
    )
  for (const name of names) await refresher.catalogue(name)
  asked()
  for (const name of names) expect(await refresher.catalogue(name)).toEqual(store.catalogues.get(name)?.value)
  expect(asked()).toEqual([])
})

test('a catalogue is asked for again after a day, and at once when it must be fresh', async () => {
  const { refresher, asked, pass } = await refresherWorld()
  await refresher.catalogue('priorities')
  await refresher.catalogue('priorities', { fresh: true })
  expect(asked()).toHaveLength(2)
  pass(25 * hour)
  await refresher.catalogue('priorities')
  expect(asked()).toHaveLength(1)
})

test('many who ask at the same time share one request', async () => {
  const { refresher, asked } = await refresherWorld()
  await Promise.all(Array.from({ length: 5 }, () => refresher.catalogue('priorities')))
  expect(asked()).toHaveLength(1)
})

test('an old catalogue is better than none, and keeps its age', async () => {
  const { refresher, faults, pass, store } = await refresherWorld()
  const known = await refresher.catalogue('priorities')
  const { fetchedAt } = store.catalogues.get('priorities') ?? {}
  pass(25 * hour)
  faults.add({ match: { path: '/rest/api/2/priority' }, kind: 'drop' })
  expect(await refresher.catalogue('priorities')).toEqual(known)
  expect(store.catalogues.get('priorities')?.fetchedAt).toBe(fetchedAt)
  await expect(refresher.catalogue('priorities', { fresh: true })).rejects.toMatchObject({ code: 'network' })
  faults.add({ match: { path: '/rest/api/2/resolution' }, kind: 'drop' })
  await expect(refresher.catalogue('resolutions')).rejects.toMatchObject({ code: 'network' })
})

test('what only the copy can have, and has not, is not asked for', async () => {
  const { refresher, asked, store } = await refresherWorld()
  for (const name of ['transitions:PAY/1/2', 'nonsense', 'toString', 'project:', 'constructor'])
    await expect(refresher.catalogue(name)).rejects.toMatchObject({ code: 'not-found' })
  store.catalogues.put('transitions:PAY/1/2', [], 0)
  expect(await refresher.catalogue('transitions:PAY/1/2')).toEqual([])
  expect(asked()).toEqual([])
})
