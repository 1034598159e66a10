import type { Exchange } from '../exchange.ts'
import { mayIn } from '../world/permissions.ts'
import { passesSecurity } from '../world/security.ts'
import type { SandboxIssue, SandboxUser, World } from '../world/world.ts'
import { Refusal } from './refusal.ts'

/** Whether a user may know of an issue at all: by the project's permissions and by its security level. */
export const maySee = (world: World, user: SandboxUser | undefined, issue: SandboxIssue): boolean =>
  mayIn(world, user, issue.projectKey, 'BROWSE_PROJECTS') && passesSecurity(world, user, issue)

/** The issue that the path names; missing and invisible ones look the same: a 404 refusal (401 when logging in may help). */
export const seenIssue = (exchange: Exchange, idOrKey: string = exchange.params.key ?? ''): SandboxIssue => {
  const { world, user } = exchange
  const issue = world.findIssue(idOrKey)
  if (issue === undefined) throw new Refusal(404, 'Issue Does Not Exist')
  if (maySee(world, user, issue)) return issue
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

/** Like `seenIssue`, and refuses (403) an issue that is archived: it can be read, and nothing else. */
export const changeableIssue = (exchange: Exchange, idOrKey?: string): SandboxIssue => {
  const issue = idOrKey === undefined ? seenIssue(exchange) : seenIssue(exchange, idOrKey)
  if (issue.archived === undefined) return issue
  throw new Refusal(403, 'This issue is archived. You cannot change it.')
}
