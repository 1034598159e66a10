import { connectSite, createRequestLog } from '@mmd/jira-api'
import { openStore } from '@mmd/replica'
import { createRefresher } from '@mmd/replica/background'
import { measureCost } from '../fetch/measure-cost.ts'
import type { ReadAnswer, ReaderTask, RefreshTask } from './messages.ts'

const open = ({ baseUrl, authorization, deployment, folder, view, how }: ReaderTask) => {
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const log = createRequestLog()
  const client = connectSite({ baseUrl, deployment, authorize: async () => authorization, onRequest: log.record })
  const store = openStore({ folder, identity: `${baseUrl} mira`, now })
  const { signal } = new AbortController()
  const refresher = createRefresher({ client, store, now, onNews: () => undefined, signal })

  const measure = async (work: () => Promise<unknown>): Promise<ReadAnswer> => {
    const before = log.totals
    const { result: _, ...cost } = await measureCost(work)
    const { requests, bytes, failures } = log.totals
    const issues = store.views.get(view.id)?.keys.length ?? 0
    if (failures > 0) throw new Error('the site has refused something')
    return { ...cost, issues, requests: requests - before.requests, bytes: bytes - before.bytes }
  }

  return {
    first: () =>
      measure(async () => {
        if (how === 'whole') await refresher.sync([view])
        else {
          await refresher.openView(view)
          await refresher.loadMore(view.id, Number.POSITIVE_INFINITY)
        }
      }),
    refresh: ({ aheadMs, background }: RefreshTask) => {
      ahead += aheadMs
      return measure(() => refresher.refreshView(view.id, { background }))
    },
  }
}

process.once('message', (task: ReaderTask) => {
  const reader = open(task)
  void reader.first().then((answer) => process.send?.(answer))
  process.on('message', (next: RefreshTask) => {
    void reader.refresh(next).then((answer) => process.send?.(answer))
  })
})
process.once('disconnect', () => process.exit())
