import type { Answer, Exchange, Route } from '../exchange.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { SandboxIssue, SandboxProject } from '../world/world.ts'
import { componentJson, versionJson } from './catalogue-json.ts'
import { get, ok, Refusal } from './refusal.ts'
import { visibleIssues } from './visible.ts'

/** The component or version that the path names, with its project; one of an invisible project is a 404 refusal. */
const part = <T extends { readonly id: string }>(
  exchange: Exchange,
  what: 'component' | 'version',
  of: (project: SandboxProject) => readonly T[],
): { readonly project: SandboxProject; readonly found: T } => {
  const { world, user, params } = exchange
  for (const project of world.projects) {
    const found = of(project).find(({ id }) => id === params.id)
    if (found !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return { project, found }
  }
  throw new Refusal(404, `Could not find ${what} for id '${params.id ?? ''}'`)
}

const component = (exchange: Exchange) => part(exchange, 'component', ({ components }) => components)
const version = (exchange: Exchange) => part(exchange, 'version', ({ versions }) => versions)

const addressOf = ({ baseUrl }: Exchange, what: 'component' | 'version', id: string): string =>
  `${baseUrl}/rest/api/2/${what}/${id}`

const componentDetail = (exchange: Exchange): Answer => {
  const { project, found } = component(exchange)
  return ok({
    ...componentJson(exchange, found),
    assigneeType: 'PROJECT_DEFAULT',
    realAssigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: true,
    project: project.key,
    projectId: Number(project.id),
  })
}

const versionDetail = (exchange: Exchange): Answer => {
  const { project, found } = version(exchange)
  return ok({ ...versionJson(exchange, found), projectId: Number(project.id) })
}

const countIn = (exchange: Exchange, is: (issue: SandboxIssue) => boolean): number =>
  visibleIssues(exchange).filter(is).length

const counts = (exchange: Exchange): Answer => {
  const { id } = version(exchange).found
  return ok({
    self: addressOf(exchange, 'version', id),
    issuesFixedCount: countIn(exchange, ({ fixVersionIds }) => fixVersionIds.includes(id)),
    issuesAffectedCount: countIn(exchange, ({ affectedVersionIds }) => affectedVersionIds.includes(id)),
    issueCountWithCustomFieldsShowingVersion: 0,
    customFieldUsage: [],
  })
}

const unresolved = (exchange: Exchange): Answer => {
  const { id } = version(exchange).found
  const fixed = visibleIssues(exchange).filter(({ fixVersionIds }) => fixVersionIds.includes(id))
  return ok({
    self: addressOf(exchange, 'version', id),
    issuesUnresolvedCount: fixed.filter(({ resolutionId }) => resolutionId === null).length,
    issuesCount: fixed.length,
  })
}

/** Components and versions of projects, each by its id, and how many issues they have. */
export const projectPartRoutes: readonly Route[] = [
  get('/component/:id', componentDetail),
  get('/component/:id/relatedIssueCounts', (exchange) => {
    const { id } = component(exchange).found
    return ok({
      self: addressOf(exchange, 'component', id),
      issueCount: countIn(exchange, ({ componentIds }) => componentIds.includes(id)),
    })
  }),
  get('/version/:id', versionDetail),
  get('/version/:id/relatedIssueCounts', counts),
  get('/version/:id/unresolvedIssueCount', unresolved),
]
