import type { Exchange, Route } from '../exchange.ts'
import { workflowOf } from '../workflow/workflow.ts'
import { issueTypeById } from '../world/catalogue.ts'
import { courseOf } from '../world/life.ts'
import { permissionsIn, roleNames, visibleProjects } from '../world/permissions.ts'
import type { SandboxProject } from '../world/world.ts'
import { componentJson, issueTypeJsonById, projectRef, statusJsonById, versionJson } from './catalogue-json.ts'
import { wordList } from './input.ts'
import { paged } from './paged.ts'
import { recentOf } from './recent-projects.ts'
import { get, ok, Refusal } from './refusal.ts'
import { personJson } from './user-json.ts'

/** The project that a path names; missing and invisible ones look the same: a 404 refusal. */
export const seenProject = ({ world, user }: Exchange, idOrKey: string): SandboxProject => {
  const project = world.findProject(idOrKey)
  if (project !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return project
  throw new Refusal(404, `No project could be found with key '${idOrKey}'.`)
}

const listed = (exchange: Exchange, project: SandboxProject, expand: ReadonlySet<string>): Record<string, unknown> => ({
  expand: 'description,lead,url,projectKeys',
  ...projectRef(exchange, project),
  ...(expand.has('description') && { description: project.description }),
  ...(expand.has('lead') && { lead: personJson(exchange, project.leadKey) }),
  ...(expand.has('url') && { url: `https://www.example.test/${project.key.toLowerCase()}` }),
  ...(expand.has('projectKeys') && { projectKeys: [project.key] }),
})

const expansionsOf = ({ query }: Exchange): ReadonlySet<string> => new Set(wordList(query.getAll('expand')))

const detail = (exchange: Exchange, project: SandboxProject): unknown => ({
  ...listed(exchange, project, new Set([...expansionsOf(exchange), 'description', 'lead'])),
  components: project.components.map((component) => componentJson(exchange, component)),
  issueTypes: project.typeIds.map((id) => issueTypeJsonById(exchange, id)),
  assigneeType: 'UNASSIGNED',
  versions: project.versions.map((version) => ({ ...versionJson(exchange, version), projectId: Number(project.id) })),
  roles: Object.fromEntries(
    roleNames.map((role, index) => [
      role,
      `${exchange.baseUrl}/rest/api/2/project/${project.id}/role/${10_001 + index}`,
    ]),
  ),
})

/** The statuses that issues of a project can have, the first one first. */
export const statusIdsOf = (project: SandboxProject): readonly string[] => {
  const { transitions } = workflowOf(project.key)
  return [...new Set([courseOf(project.key).start, ...transitions.map(({ to }) => to)])]
}

const statusesJson = (exchange: Exchange, project: SandboxProject): unknown =>
  project.typeIds.map((id) => {
    const { name, subtask } = issueTypeById(id)
    return {
      self: `${exchange.baseUrl}/rest/api/2/issuetype/${id}`,
      id,
      name,
      subtask,
      statuses: statusIdsOf(project).map((statusId) => statusJsonById(exchange, statusId)),
    }
  })

/** Projects, and what is in them. */
export const projectRoutes: readonly Route[] = [
  get('/project', (exchange) => {
    const expand = expansionsOf(exchange)
    const projects = recentOf(exchange, visibleProjects(exchange.world, exchange.user))
    return ok(projects.map((project) => listed(exchange, project, expand)))
  }),
  get('/project/:key', (exchange) => ok(detail(exchange, seenProject(exchange, exchange.params.key ?? '')))),
  get('/project/:key/statuses', (exchange) =>
    ok(statusesJson(exchange, seenProject(exchange, exchange.params.key ?? ''))),
  ),
  get('/project/:key/components', (exchange) =>
    ok(
      seenProject(exchange, exchange.params.key ?? '').components.map((component) =>
        componentJson(exchange, component),
      ),
    ),
  ),
  get('/project/:key/version', (exchange) =>
    paged(
      exchange,
      seenProject(exchange, exchange.params.key ?? '').versions.map((version) => versionJson(exchange, version)),
    ),
  ),
  get('/project/:key/versions', (exchange) =>
    ok(seenProject(exchange, exchange.params.key ?? '').versions.map((version) => versionJson(exchange, version))),
  ),
]
