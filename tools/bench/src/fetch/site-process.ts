import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import type { SiteAnswer, SiteTask } from './messages.ts'

const email = 'mira@acme.example'

const start = async ({ deployment, issues }: SiteTask): Promise<SiteAnswer> => {
  if (deployment === 'datacenter') {
    const sandbox = await startSandbox({ issues })
    return { baseUrl: sandbox.baseUrl, authorization: `Bearer ${sandbox.issuePat('mira')}` }
  }
  const cloud = await startCloudSandbox({ issues })
  const credential = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return { baseUrl: cloud.siteUrl, authorization: `Basic ${credential}` }
}

process.once('message', (task: SiteTask) => {
  void start(task).then((answer) => process.send?.(answer))
})
process.once('disconnect', () => process.exit())
