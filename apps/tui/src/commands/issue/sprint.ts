import type { FieldInfo, Named } from '@mmd/jira-api/model'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench, Known } from './bench.ts'
import { findSprint } from './find-sprint.ts'
import type { TargetFlags } from './flags.ts'
import { aDay } from './lookup.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueSprintOptions extends TargetFlags {
  readonly to: string
  readonly board?: string
}

/** `issue sprint KEY…`: moves issues to a sprint or to the backlog. */
export const runIssueSprint = async (
  context: CommandContext,
  keys: readonly string[],
  options: IssueSprintOptions,
): CommandResult =>
  writeIssues(context, {
    action: 'sprint',
    targets: { ...options, keys },
    needs: 'detail',
    prepare: async (bench, known) => [
      { kind: 'sprint', key: known.key, to: await sprintOf(bench, known, options), ...(await sprintField(bench)) },
    ],
  })

/** What a name means on a board is asked once. */
const sprintOf = (bench: Bench, { key }: Known, { to, board }: IssueSprintOptions): Promise<Named | null> => {
  const wanted = to.trim()
  if (wanted.toLowerCase() === 'backlog') return Promise.resolve(null)
  const project = key.slice(0, key.lastIndexOf('-'))
  return bench.lookup.ask(
    `sprint:${board ?? project}:${wanted.toLowerCase()}`,
    (client) => findSprint(client, { to: wanted, project, board }, { signal: bench.signal }),
    60_000,
  )
}

/** The custom field that holds sprints, so that what an issue was in before is known. */
const sprintField = async (bench: Bench): Promise<{ readonly fieldId?: string }> => {
  const fields = await bench.lookup
    .ask('fields', (client) => client.fields({ signal: bench.signal }), aDay)
    .catch((): readonly FieldInfo[] => [])
  const id = fields.find(({ schema }) => schema.custom?.endsWith(':gh-sprint') === true)?.id
  return id === undefined ? {} : { fieldId: id }
}
