import { setImmediate as nextTurn } from 'node:timers/promises'
import { JiraApiError, type SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { deployments, refresherWorld, viewOf } from './testing.ts'

const all = viewOf('project in (PAY, OPS) ORDER BY created DESC')
const few = 20

/** A site that gives few rows a page; `ask` hears of each page before it is asked for, counted from 1. */
const inSmallPages =
  (ask: (page: number) => Promise<void> | void) =>
  (client: SiteClient): Partial<SiteClient> => {
    let page = 0
    return {
      search: async (query, options) => {
        await ask((page += 1))
        return client.search({ ...query, maxResults: Math.min(few, query.maxResults ?? few) }, options)
      },
    }
  }

test.each(deployments)('%s: a page is written down while the next one is on its way', async (deployment) => {
  const written: number[] = []
  const { refresher, store, siteList } = await refresherWorld({
    deployment,
    between: inSmallPages(async (page) => {
      const before = store.issues.count()
      // Would wait for ever if the page before were written later.
      if (page > 1) while (store.issues.count() <= before) await nextTurn()
      written.push(store.issues.count())
    }),
  })
  await refresher.openView(all)
  await refresher.loadMore(all.id, 1_000)
  expect(written.length).toBeGreaterThan(2)
  expect(store.views.get(all.id)?.keys).toEqual(await siteList(all.jql))
})

test('rows that were written before a page fails are shown, also those that were not yet', async () => {
  const { refresher, store, siteList } = await refresherWorld({
    sandbox: { issues: 330 },
    between: inSmallPages((page) => {
      if (page === 6) throw new JiraApiError('server-error', 'Nothing more today')
    }),
  })
  const list = await siteList(all.jql)
  await refresher.openView(all)
  const read = few + 4 * (few - 1)
  expect(store.views.get(all.id)?.keys).toEqual(list.slice(0, read))
  expect(store.issues.count()).toBe(read)
})

test('a read that is given up when a page is there and not yet written writes nothing', async () => {
  const closing = Promise.withResolvers<void>()
  const world = await refresherWorld({
    between: inSmallPages((page) => {
      if (page === 2) closing.resolve(world.refresher.close())
    }),
  })
  await world.refresher.openView(all)
  await closing.promise
  expect(world.store.issues.count()).toBe(0)
  expect(world.store.views.get(all.id)?.keys).toEqual([])
})
