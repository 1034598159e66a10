import type { FieldInfo, Named, SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench, Known } from './bench.ts'
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
      { kind: 'sprint', key: known.key, to: await findSprint(bench, known, options), ...(await sprintField(bench)) },
    ],
  })

/** By number at once; by name among those that are open on the board, or on the project's boards. */
const findSprint = (bench: Bench, { key }: Known, { to, board }: IssueSprintOptions): Promise<Named | null> => {
  const wanted = to.trim()
  if (wanted.toLowerCase() === 'backlog') return Promise.resolve(null)
  const project = key.slice(0, key.lastIndexOf('-'))
  return bench.lookup.ask(
    `sprint:${board ?? project}:${wanted.toLowerCase()}`,
    async (client) => {
      if (/^\d{1,15}$/.test(wanted)) {
        const { id, name } = await client.sprint(wanted, { signal: bench.signal })
        return { id, name }
      }
      const boards = board === undefined ? await boardsOf(client, project, bench.signal) : [board]
      return chooseSprint(await openSprints(client, boards, bench.signal), wanted)
    },
    60_000,
  )
}

const boardsOf = async (client: SiteClient, project: string, signal: AbortSignal): Promise<readonly string[]> =>
  (await client.boards({ project, type: 'scrum' }, { signal })).map(({ id }) => id)

const openSprints = async (
  client: SiteClient,
  boards: readonly string[],
  signal: AbortSignal,
): Promise<readonly Named[]> => {
  const lists = await Promise.all(
    boards.map((boardId) => client.sprints({ boardId, states: ['active', 'future'] }, { signal })),
  )
  // Boards may share sprints.
  return [...new Map(lists.flat().map(({ id, name }) => [id, { id, name }])).values()]
}

const chooseSprint = (sprints: readonly Named[], wanted: string): Named => {
  const fitting = sprints.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  const listed = (only === undefined ? sprints : fitting).slice(0, 20).map(({ id, name }) => `${name} (${id})`)
  throw new AppError(
    'bad-value',
    only === undefined ? `No open sprint is called “${wanted}”` : `Several sprints are called “${wanted}”`,
    listed.length === 0 ? 'There is none; name the board with --board ID' : `Give the number: ${listed.join(', ')}`,
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
