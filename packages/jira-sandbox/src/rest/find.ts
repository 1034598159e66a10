import type { Exchange } from '../exchange.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { Refusal } from './refusal.ts'

/** The issue that the path names; missing and invisible ones look the same: a 404 refusal (401 when logging in may help). */
export const seenIssue = (exchange: Exchange, idOrKey: string = exchange.params.key ?? ''): SandboxIssue => {
  const { world, user } = exchange
  const issue = world.findIssue(idOrKey)
  if (issue === undefined) throw new Refusal(404, 'Issue Does Not Exist')
  if (mayIn(world, user, issue.projectKey, 'BROWSE_PROJECTS')) return issue
  if (user !== undefined) throw new Refusal(404, 'Issue Does Not Exist')
  throw new Refusal(401, ['You do not have the permission to see the specified issue.', 'Login Required'])
}

/** Refuses who lacks a permission in the issue's project; `status` differs by resource in Jira. */
export const demand = (
  { world, user }: Exchange,
  issue: SandboxIssue,
  permission: string,
  status: 401 | 403,
  message: string,
): void => {
  if (!mayIn(world, user, issue.projectKey, permission)) throw new Refusal(status, message)
}
