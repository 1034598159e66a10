import type { CallOptions, Named, SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'

/**
 * The sprint that is meant: by number at once; by name among those that are open on the board, or on the project's boards; null is
 * the backlog. Throws `AppError` `bad-value` when there is none, or more than one.
 */
export const findSprint = async (
  client: Pick<SiteClient, 'sprint' | 'boards' | 'sprints'>,
  { to, project, board }: { readonly to: string; readonly project: string; readonly board?: string | undefined },
  options: CallOptions,
): Promise<Named | null> => {
  const wanted = to.trim()
  if (wanted.toLowerCase() === 'backlog') return null
  if (/^\d{1,15}$/.test(wanted)) {
    const { id, name } = await client.sprint(wanted, options)
    return { id, name }
  }
  const boards = board === undefined ? await boardsOf(client, project, options) : [board]
  return chooseSprint(await openSprints(client, boards, options), wanted)
}

const boardsOf = async (
  client: Pick<SiteClient, 'boards'>,
  project: string,
  options: CallOptions,
): Promise<readonly string[]> => (await client.boards({ project, type: 'scrum' }, options)).map(({ id }) => id)

const openSprints = async (
  client: Pick<SiteClient, 'sprints'>,
  boards: readonly string[],
  options: CallOptions,
): Promise<readonly Named[]> => {
  const lists = await Promise.all(
    boards.map((boardId) => client.sprints({ boardId, states: ['active', 'future'] }, options)),
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
