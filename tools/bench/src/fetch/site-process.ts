import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import type { SiteAnswer, SiteTask } from './messages.ts'

const email = 'mira@acme.example'

const start = async ({ deployment, issues }: SiteTask): Promise<SiteAnswer> => {
  if (deployment === 'datacenter') {
    const { baseUrl, issuePat } = await startSandbox({ issues })
    return { baseUrl, authorization: `Bearer ${issuePat('mira')}` }
  }
  const { siteUrl, issueApiToken } = await startCloudSandbox({ issues })
  const credential = Buffer.from(`${email}:${issueApiToken(email)}`).toString('base64')
  return { baseUrl: siteUrl, authorization: `Basic ${credential}` }
}

process.once('message', async (task: SiteTask) => process.send?.(await start(task)))
process.once('disconnect', () => process.exit())
