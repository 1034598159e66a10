import { startSandbox, type World } from '@mmd/jira-sandbox'
import type { LiveSiteAnswer, LiveSiteOrder, LiveSiteTask } from './messages.ts'
import { reportOf } from './site-report.ts'

/** What a refresh looks back at least. */
const latelyMs = 6 * 60_000
const everyMs = 1_000

/** How far the site's clock has been put forward, milliseconds. */
let ahead = 0
const now = (): number => Date.now() + ahead

/** Somebody changes issues, spread over the whole list, each time the same ones. */
const change = ({ issues }: World, count: number): void => {
  const step = Math.max(1, Math.floor(issues.length / Math.max(1, count)))
  for (let at = 0; at < Math.min(count, issues.length); at += 1) {
    const issue = issues[at * step]
    if (issue === undefined) continue
    issue.summary = `Changed at ${new Date(now()).toISOString()}`
    issue.updated = now()
  }
}

const serve = async ({ issues, changes }: LiveSiteTask): Promise<LiveSiteAnswer> => {
  const sandbox = await startSandbox({ issues, now })
  const { baseUrl, world, journal } = sandbox
  let timer: NodeJS.Timeout | undefined
  const follow = (order: LiveSiteOrder): object => {
    if (order.order === 'report') {
      const changed = world.issues.filter(({ updated }) => updated > now() - latelyMs).length
      const report = reportOf(journal.entries, changed, now())
      if (order.forget) journal.clear()
      return report
    }
    if (order.order === 'clock') ahead += order.aheadMs
    else {
      clearInterval(timer)
      if (order.on) {
        change(world, changes)
        timer = setInterval(() => change(world, changes), everyMs)
      }
    }
    return {}
  }
  process.on('message', (order: LiveSiteOrder) => process.send?.(follow(order)))
  return { baseUrl, authorization: `Bearer ${sandbox.issuePat('mira')}` }
}

process.once('message', (task: LiveSiteTask) => {
  void serve(task).then((answer) => process.send?.(answer))
})
process.once('disconnect', () => process.exit())
