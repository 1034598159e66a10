import type { Exchange } from '../exchange.ts'
import { searchIssues } from '../jql/evaluate.ts'
import { visibleProjects } from '../world/permissions.ts'
import type { SandboxIssue, World } from '../world/world.ts'

/** The issues that a query finds for the caller, in its order, as far as the index knows of them; throws a JqlError. */
export const findByJql = (
  { world, indexed = world, user, now }: Exchange,
  jql: string,
  seen: World = indexed,
): readonly SandboxIssue[] => searchIssues(jql, { world: seen, user, now, projects: visibleProjects(world, user) })

/** Whether a query could be answered, as is asked before a filter is saved; throws a JqlError. */
export const checkQuery = (exchange: Exchange, jql: string): void => {
  findByJql(exchange, jql, { ...exchange.world, issues: [] })
}
