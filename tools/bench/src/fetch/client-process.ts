import { connectSite, createRequestLog, type Issue, searchAll } from '@mmd/jira-api'
import { measureCost } from './measure-cost.ts'
import type { ClientAnswer, ClientTask } from './messages.ts'

/** Fetches the whole list and keeps all of it, as somebody who shows it would. */
const fetchAll = async ({ baseUrl, authorization, deployment, jql }: ClientTask): Promise<ClientAnswer> => {
  const log = createRequestLog()
  const site = connectSite({ baseUrl, deployment, authorize: async () => authorization, onRequest: log.record })
  const { result, ...cost } = await measureCost(async () => {
    const issues: Issue[] = []
    for await (const page of searchAll(site, { jql })) issues.push(...page)
    return issues
  })
  return { ...cost, issues: result.length, requests: log.totals.requests }
}

process.once('message', (task: ClientTask) => {
  void fetchAll(task).then((answer) => process.send?.(answer))
})
