import type { Exchange } from '../exchange.ts'
import { seenIssue } from '../rest/find.ts'
import { Refusal } from '../rest/refusal.ts'
import type { SandboxBoard } from '../world/agile.ts'
import type { SandboxIssue } from '../world/world.ts'
import { isEpic, ranked } from './agile-world.ts'

/** The field that names the epic of an issue by its key. */
export const epicLink = 'customfield_10102'

/** The epics of a board's project, by rank. */
export const epicsOf = (exchange: Exchange, { projectKey }: SandboxBoard): readonly SandboxIssue[] =>
  ranked(exchange, `project = ${projectKey}`, isEpic)

/** The epic of the path; a 404 refusal for an issue that is not there, a 400 for one of another type. */
export const seenEpic = (exchange: Exchange, idOrKey: string = exchange.params.epic ?? ''): SandboxIssue => {
  const issue = seenIssue(exchange, idOrKey)
  if (isEpic(issue)) return issue
  throw new Refusal(400, 'The issue is not an epic.')
}
