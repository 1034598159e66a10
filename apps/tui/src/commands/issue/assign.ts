import type { IssueKey, User } from '@mmd/jira-api'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { resolvePerson } from './resolve-person.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueAssignOptions {
  readonly to: string
  readonly jql?: string
  readonly yes?: boolean
}

/** `issue assign KEY…`: who may be assigned is asked once per project. */
export const runIssueAssign = (
  context: CommandContext,
  keys: readonly string[],
  options: IssueAssignOptions,
): CommandResult => {
  const people = new Map<string, User | null>()
  return writeIssues(context, 'assign', { ...options, keys }, async ({ client }, key) => {
    const project = projectOf(key)
    const known = people.get(project)
    const assignee =
      known === undefined ? await resolvePerson(client, key, options.to, { signal: context.signal }) : known
    people.set(project, assignee)
    return {
      operation: { kind: 'assign', key, assignee },
      words: assignee === null ? 'assign to nobody' : `assign to ${assignee.name}`,
    }
  })
}

const projectOf = (key: IssueKey): string => key.slice(0, key.lastIndexOf('-'))
