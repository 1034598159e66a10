import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deployments, minute, type RefresherWorld, refresherWorld, viewOf } from './testing.ts'

/** Something that somebody else does, or time that passes. Numbers choose an issue. */
type Step =
  | { readonly do: 'rename' | 'close' | 'reopen' | 'delete' | 'hide' | 'show' | 'move'; readonly which: number }
  | { readonly do: 'refresh' | 'sweep' | 'more' | 'open' | 'fail' | 'pass'; readonly which: number }

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom<Step['do'][]>(
    'rename',
    'close',
    'reopen',
    'delete',
    'hide',
    'show',
    'move',
    'refresh',
    'sweep',
    'more',
    'open',
    'fail',
    'pass',
  ),
  which: fc.nat(10_000),
})

/** No site gives one key to two issues. */
const freeKey = (issues: readonly { readonly key: string }[], from: number): string => {
  let number = from
  while (issues.some(({ key }) => key === `OPS-${number}`)) number += 1
  return `OPS-${number}`
}

const take = async (world: RefresherWorld, jql: string, { do: act, which }: Step): Promise<void> => {
  const { touch, refresher, pass, faults, remote } = world
  const { issues } = world.world
  const key = issues[which % issues.length]?.key ?? ''
  switch (act) {
    case 'rename':
      return touch(key, (issue) => {
        issue.summary = `Renamed ${which}`
      })
    case 'close':
      return touch(key, (issue) => {
        issue.statusId = '10003'
      })
    case 'reopen':
      return touch(key, (issue) => {
        issue.statusId = '1'
      })
    case 'delete':
      return world.world.removeIssue(remote(key))
    case 'hide':
      return touch(key, (issue) => {
        issue.securityLevelId = '10602'
      })
    case 'show':
      // As when permissions change: no issue is changed by that.
      for (const issue of issues.slice(which % 40, (which % 40) + 20)) issue.securityLevelId = null
      return
    case 'move':
      return world.move(key, freeKey(issues, 20_000 + which))
    case 'refresh':
      return refresher.refreshView('view')
    case 'sweep':
      return refresher.refreshView('view', { whole: true })
    case 'more':
      return refresher.loadMore('view', which % 400)
    case 'open':
      return refresher.openView(viewOf(jql))
    case 'fail':
      faults.add({ match: { path: '/' }, times: 1 + (which % 3), kind: 'stack-trace' })
      return
    case 'pass':
      return pass((which % 8) * minute)
  }
}

const queries = [
  'project in (PAY, OPS) AND status = Open ORDER BY key ASC',
  'project in (PAY, OPS) AND status != Closed ORDER BY updated DESC, key ASC',
]

test.each(deployments)(
  '%s: whatever others do and whatever fails, the view and its rows are those of the site after a whole refresh',
  { timeout: 120_000 },
  async (deployment) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...queries),
        fc.constantFrom(60, 330),
        fc.array(step, { minLength: 3, maxLength: 25 }),
        async (jql, issues, steps) => {
          const world = await refresherWorld({ deployment, sandbox: { issues } })
          const { refresher, store, siteList, pass, faults, client } = world
          await refresher.openView(viewOf(jql))
          await refresher.loadMore('view', 10_000)
          for (const one of steps) await take(world, jql, one)
          faults.clear()
          pass(minute)
          await refresher.loadMore('view', 10_000)
          await refresher.refreshView('view', { whole: true })
          await refresher.loadMore('view', 10_000)
          const { keys = [], total } = store.views.get('view') ?? {}
          expect(keys).toEqual(await siteList(jql))
          expect(total).toBe(keys.length)
          const rows = await client.issues(keys)
          for (const { parent, ...row } of rows) {
            const known = store.issues.row(row.key)
            expect(known).toMatchObject(row)
            // A new name or key of a parent does not change its children: one that is not in the view may be called as before.
            // Nor does its deletion: they may still name it.
            const isDeleted = !world.world.issues.some(({ key }) => key === known?.parent?.key)
            if (parent === null ? !isDeleted || known?.parent === null : keys.includes(parent.key))
              expect(known?.parent).toEqual(parent)
          }
          await world.end()
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  },
)
