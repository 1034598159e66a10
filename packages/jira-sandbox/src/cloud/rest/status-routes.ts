import type { Answer, Exchange, Route } from '../../exchange.ts'
import { issueTypeJson, statusJson } from '../../rest/catalogue-json.ts'
import { type JsonObject, wordList } from '../../rest/input.ts'
import { statusIdsOf } from '../../rest/project-routes.ts'
import { get, loggedIn, ok, Refusal } from '../../rest/refusal.ts'
import { type IssueType, issueTypes, type Status, statuses } from '../../world/catalogue.ts'
import { permissionsIn, visibleProjects } from '../../world/permissions.ts'
import { teamManagedProject, teamManagedStatuses, teamManagedTypes } from '../../world/team-managed.ts'
import { isAdministrator } from '../site-admins.ts'
import { pageOf, stretchOf } from './paging.ts'

const hasTeamManaged = ({ world, user }: Exchange): boolean =>
  visibleProjects(world, user).some(({ key }) => key === teamManagedProject.key)

/** The statuses of the site, those of a project of its own team last. */
const statusesFor = (exchange: Exchange): readonly Status[] =>
  hasTeamManaged(exchange) ? [...statuses, ...teamManagedStatuses] : statuses

const typesFor = (exchange: Exchange): readonly IssueType[] =>
  hasTeamManaged(exchange) ? [...issueTypes, ...teamManagedTypes] : issueTypes

const named = <T extends { readonly id: string; readonly name: string }>(
  rows: readonly T[],
  { params }: Exchange,
  what: string,
): T => {
  const wanted = (params.id ?? '').toLowerCase()
  const found = rows.find(({ id }) => id === wanted) ?? rows.find(({ name }) => name.toLowerCase() === wanted)
  if (found === undefined) throw new Refusal(404, `The ${what} with id '${params.id ?? ''}' does not exist`)
  return found
}

// Those who set up workflows know three categories, and call them otherwise than everybody else does.
const categories: Readonly<Record<Status['categoryKey'], string>> = {
  undefined: 'TODO',
  new: 'TODO',
  indeterminate: 'IN_PROGRESS',
  done: 'DONE',
}

const isOfProject = ({ id }: Status): boolean => teamManagedStatuses.some((status) => status.id === id)

const usagesOf = ({ world }: Exchange, { id }: Status): readonly JsonObject[] =>
  world.projects
    .filter((project) => statusIdsOf(project).includes(id))
    .map((project) => ({ project: { id: project.id }, issueTypes: project.typeIds }))

const detail =
  (exchange: Exchange) =>
  (status: Status): JsonObject => ({
    id: status.id,
    name: status.name,
    statusCategory: categories[status.categoryKey],
    scope: isOfProject(status) ? { type: 'PROJECT', project: { id: teamManagedProject.id } } : { type: 'GLOBAL' },
    description: status.description,
    ...(wordList(exchange.query.getAll('expand')).includes('usages') ? { usages: usagesOf(exchange, status) } : {}),
  })

// Besides those of the site, the administrators of any project.
const demandSetUp = (exchange: Exchange): void => {
  loggedIn(exchange)
  const { world, user } = exchange
  const leads = world.projects.some((project) => permissionsIn(world, user, project).has('ADMINISTER_PROJECTS'))
  if (!leads && !isAdministrator(exchange)) throw new Refusal(403, 'Only administrators can look at statuses here.')
}

const mostIds = 50

const byIds = (exchange: Exchange): Answer => {
  demandSetUp(exchange)
  const ids = exchange.query.getAll('id')
  if (ids.length === 0 || ids.length > mostIds) throw new Refusal(400, 'Between 1 and 50 status ids have to be given.')
  return ok(
    statusesFor(exchange)
      .filter(({ id }) => ids.includes(id))
      .map(detail(exchange)),
  )
}

const search = (exchange: Exchange): Answer => {
  demandSetUp(exchange)
  const { query } = exchange
  const text = (query.get('searchString') ?? '').toLowerCase()
  const category = query.get('statusCategory')
  if (category !== null && !Object.values(categories).includes(category)) {
    throw new Refusal(400, 'The statusCategory is TODO, IN_PROGRESS or DONE.')
  }
  const project = query.get('projectId')
  const rows = statusesFor(exchange)
    // Without a project: what all projects share.
    .filter((status) => isOfProject(status) === (project !== null))
    .filter(() => project === null || project === teamManagedProject.id)
    .filter(({ name }) => name.toLowerCase().includes(text))
    .filter(({ categoryKey }) => category === null || categories[categoryKey] === category)
  return ok(pageOf(exchange, rows.map(detail(exchange)), stretchOf(exchange, 200, 200)))
}

/** Statuses and issue types, as everybody sees them and as those do who set them up. */
export const cloudStatusRoutes: readonly Route[] = [
  get('/status', (exchange) => ok(statusesFor(exchange).map((status) => statusJson(exchange, status)))),
  get('/status/:id', (exchange) => ok(statusJson(exchange, named(statusesFor(exchange), exchange, 'status')))),
  get('/issuetype', (exchange) => ok(typesFor(exchange).map((type) => issueTypeJson(exchange, type)))),
  get('/issuetype/:id', (exchange) => ok(issueTypeJson(exchange, named(typesFor(exchange), exchange, 'issue type')))),
  get('/statuses', byIds),
  get('/statuses/search', search),
]
