import type { CallOptions, SiteClient } from '@mmd/jira-api/model'
import { isJiraApiError, JiraApiError } from '@mmd/jira-api/model'
import { backPermissions } from '../history/rights.ts'
import type { RefresherPorts } from './ports.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** How long a catalogue holds: the sprints of a board begin and end while people work with it. */
const holdsMs = (name: string): number => (name.startsWith('board:') ? hourMs : dayMs)

type Ask = (client: SiteClient, options: CallOptions) => Promise<unknown>

const whole: Readonly<Record<string, Ask>> = {
  fields: (client, options) => client.fields(options),
  priorities: (client, options) => client.priorities(options),
  resolutions: (client, options) => client.resolutions(options),
  statuses: (client, options) => client.statuses(options),
  'issue-types': (client, options) => client.issueTypes(options),
  'link-types': (client, options) => client.linkTypes(options),
  projects: (client, options) => client.projects(options),
  myself: (client, options) => client.myself(options),
  'favourite-filters': (client, options) => client.favouriteFilters(options),
  'server-info': (client, options) => client.serverInfo(options),
  settings: (client, options) => client.settings(options),
  'attachment-rules': (client, options) => client.attachmentRules(options),
  jql: (client, options) => client.jqlData(options),
  capabilities: (client, options) => client.capabilities({}, options),
  boards: (client, options) => client.boards({}, options),
  queues: (client, options) => queues(client, options),
}

/** Boards whose sprints are read: a project has few, and each is a request. */
const mostBoards = 6

/** Sprints of a project's boards that are not over; boards may share them. */
const openSprints = async (client: SiteClient, project: string, options: CallOptions): Promise<unknown> => {
  const boards = await client.boards({ project, type: 'scrum' }, options)
  const lists = await Promise.all(
    boards.slice(0, mostBoards).map(({ id }) => client.sprints({ boardId: id, states: ['active', 'future'] }, options)),
  )
  return [...new Map(lists.flat().map((sprint) => [sprint.id, sprint])).values()]
}

/** How a board is set up, what narrows it down, and its sprints that are not over. */
const board = async (client: SiteClient, id: string, options: CallOptions): Promise<unknown> => {
  const [configuration, quickFilters] = await Promise.all([
    client.boardConfiguration(id, options),
    client.quickFilters(id, options),
  ])
  const sprints =
    configuration.type === 'kanban' ? [] : await client.sprints({ boardId: id, states: ['active', 'future'] }, options)
  return { configuration, quickFilters, sprints }
}

/** The queues of every service desk that the person is an agent of; none where there is no service desk. */
const queues = async (client: SiteClient, options: CallOptions): Promise<unknown> => {
  const desks = await client.serviceDesks(options)
  const lists = await Promise.all(
    desks.map(async (desk) => {
      try {
        return { desk, queues: await client.queues({ deskId: desk.id }, options) }
      } catch (error) {
        // Of a desk that one is only a customer of nobody shows the queues.
        if (isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'not-found')) return { desk, queues: [] }
        throw error
      }
    }),
  )
  return lists.filter((one) => one.queues.length > 0)
}

/** How a catalogue is asked for; undefined: only the copy can have it. */
const askFor = (name: string): Ask | undefined => {
  if (Object.hasOwn(whole, name)) return whole[name]
  const [, kind, rest = ''] = /^([a-z-]+):(.+)$/s.exec(name) ?? []
  if (kind === 'project') return (client, options) => client.project(rest, options)
  if (kind === 'board') return (client, options) => board(client, rest, options)
  if (kind === 'sprints') return (client, options) => openSprints(client, rest, options)
  if (kind === 'permissions')
    return (client, options) => client.permissions({ names: backPermissions, project: rest }, options)
  if (kind === 'create-types') return (client, options) => client.creatableTypes(rest, options)
  if (kind !== 'create-fields') return undefined
  const [project = '', typeId = ''] = rest.split('/')
  return (client, options) => client.createFields({ project, typeId }, options)
}

/**
 * A list of the site out of the copy, or from the site when it is older than a day, a board than an hour. When the site cannot be asked an old one
 * is better than none: it keeps its age, so that it is asked for again.
 */
export const readCatalogue = async (
  { client, store, now }: Pick<RefresherPorts, 'client' | 'store' | 'now'>,
  name: string,
  { fresh = false, signal }: { readonly fresh?: boolean; readonly signal: AbortSignal },
): Promise<unknown> => {
  const known = store.catalogues.get(name)
  const age = known === undefined ? Number.NaN : now() - known.fetchedAt
  if (known !== undefined && !fresh && age >= 0 && age < holdsMs(name)) return known.value
  const ask = askFor(name)
  if (ask === undefined) {
    if (known !== undefined) return known.value
    throw new JiraApiError('not-found', `The copy has no ${name}`, { reason: 'NOT_SENT' })
  }
  const askedAt = now()
  try {
    const value = await ask(client, { signal })
    signal.throwIfAborted()
    store.catalogues.put(name, value, askedAt)
    return value
  } catch (error) {
    signal.throwIfAborted()
    if (known === undefined || fresh) throw error
    return known.value
  }
}
