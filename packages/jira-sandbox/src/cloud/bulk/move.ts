import type { Exchange } from '../../exchange.ts'
import { changeItem, commit } from '../../rest/change.ts'
import { demand } from '../../rest/find.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { idsOrKeys } from '../../rest/payload.ts'
import { Refusal } from '../../rest/refusal.ts'
import { workflowOf } from '../../workflow/workflow.ts'
import { issueTypeById } from '../../world/catalogue.ts'
import { courseOf } from '../../world/life.ts'
import { permissionsIn } from '../../world/permissions.ts'
import type { SandboxIssue, SandboxProject } from '../../world/world.ts'
import type { CloudWorld } from '../cloud-world.ts'
import type { BulkWork } from './task.ts'

interface Target {
  readonly project: SandboxProject
  readonly typeId: string
  readonly infersStatus: boolean
}

/** What is to be moved, and where to, by id or key as it was named. */
export interface MoveOrder {
  readonly named: readonly string[]
  readonly targetOf: ReadonlyMap<string, Target>
}

const readTarget = (text: string, mapping: JsonObject, { world, user }: Exchange): Target => {
  const [projectName = '', typeId = ''] = text.split(',')
  const project = world.findProject(projectName)
  if (project === undefined || !permissionsIn(world, user, project).has('CREATE_ISSUES')) {
    throw new Refusal(400, `You cannot move issues to the project ${projectName}`)
  }
  if (!project.typeIds.includes(typeId) || issueTypeById(typeId).subtask) {
    throw new Refusal(400, `The issue type ${typeId} is not valid in the project ${project.key}`)
  }
  return { project, typeId, infersStatus: mapping.inferStatusDefaults === true }
}

/** Reads the mapping of targets to issues; the name of a target is project, type and, for sub-tasks, parent. */
export const readMoves = (body: JsonObject, exchange: Exchange): MoveOrder => {
  const { targetToSourcesMapping } = body
  if (!isObject(targetToSourcesMapping) || Object.keys(targetToSourcesMapping).length === 0) {
    throw new Refusal(400, 'targetToSourcesMapping must not be empty')
  }
  const targetOf = new Map<string, Target>()
  for (const [name, mapping] of Object.entries(targetToSourcesMapping)) {
    if (!isObject(mapping)) throw new Refusal(400, `The mapping of ${name} must not be null`)
    const target = readTarget(name, mapping, exchange)
    for (const key of idsOrKeys(mapping.issueIdsOrKeys, 1000)) targetOf.set(key, target)
  }
  if (targetOf.size > 1000) throw new Refusal(400, 'No more than 1000 issues can be moved at once.')
  return { named: [...targetOf.keys()], targetOf }
}

const knowsStatus = (projectKey: string, statusId: string): boolean =>
  courseOf(projectKey).start === statusId || workflowOf(projectKey).transitions.some(({ to }) => to === statusId)

const move = (
  issue: SandboxIssue,
  { project, typeId, infersStatus }: Target,
  exchange: Exchange,
  world: CloudWorld,
): void => {
  const keepsStatus = knowsStatus(project.key, issue.statusId)
  if (!keepsStatus && !infersStatus) throw new Refusal(400, 'The status of the issue is not one of the target.')
  const former = issue.key
  const parts = issue.subtaskIds.flatMap((id) => world.findIssue(id) ?? [])
  world.moveIssue(issue, project.key)
  const edit = {
    apply: (target: SandboxIssue): void => {
      target.typeId = typeId
      target.componentIds = []
      target.fixVersionIds = []
      target.affectedVersionIds = []
      if (!keepsStatus) target.statusId = courseOf(project.key).start
    },
    item: changeItem('Key', { id: null, text: former }, { id: null, text: issue.key }),
  }
  commit(issue, [edit], exchange)
  for (const part of parts) {
    world.moveIssue(part, project.key)
    if (!knowsStatus(project.key, part.statusId)) part.statusId = courseOf(project.key).start
  }
}

/** The work of moving issues to another project or type. */
export const moveWork =
  ({ targetOf }: MoveOrder, world: CloudWorld): BulkWork =>
  (issue, exchange) => {
    demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to move this issue.')
    const target = targetOf.get(issue.key) ?? targetOf.get(String(issue.id))
    if (target === undefined || issueTypeById(issue.typeId).subtask) {
      throw new Refusal(400, 'A sub-task moves along with its parent.')
    }
    move(issue, target, exchange, world)
  }
