import { startCloudSandbox, startSandbox, type World } from '@mmd/jira-sandbox'
import type { SiteAnswer, SiteChange, SiteTask } from './messages.ts'

const email = 'mira@acme.example'

/** How far the site's clock has been put forward, milliseconds. */
let ahead = 0
const now = (): number => Date.now() + ahead

const start = async ({ deployment, issues }: SiteTask): Promise<SiteAnswer & { readonly world: World }> => {
  if (deployment === 'datacenter') {
    const sandbox = await startSandbox({ issues, now })
    const { baseUrl, world } = sandbox
    return { baseUrl, authorization: `Bearer ${sandbox.issuePat('mira')}`, world }
  }
  const cloud = await startCloudSandbox({ issues, now })
  const credential = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return { baseUrl: cloud.siteUrl, authorization: `Basic ${credential}`, world: cloud.world }
}

/** Somebody changes issues, spread over the whole list. */
const change = ({ issues }: World, count: number): void => {
  const step = Math.max(1, Math.floor(issues.length / Math.max(1, count)))
  for (let at = 0; at < count; at += 1) {
    const issue = issues[(at * step) % issues.length]
    if (issue === undefined) continue
    issue.summary = `Changed at ${now()}`
    issue.updated = now()
  }
}

process.once('message', (task: SiteTask) => {
  void start(task).then(({ world, ...answer }) => {
    process.send?.(answer)
    process.on('message', ({ aheadMs, changes }: SiteChange) => {
      ahead += aheadMs
      change(world, changes)
      process.send?.('changed')
    })
  })
})
process.once('disconnect', () => process.exit())
