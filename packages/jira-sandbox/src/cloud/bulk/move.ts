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
import { asNamed } from './named.ts'
import type { BulkWork } from './task.ts'

interface Target {
  readonly project: SandboxProject
  readonly typeId: string
  readonly infersStatus: boolean
}

/** What is to be moved, and where to, by id or key in capitals. */
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
    for (const key of idsOrKeys(mapping.issueIdsOrKeys, 1000)) targetOf.set(key.toUpperCase(), target)
  }
  if (targetOf.size > 1000) throw new Refusal(400, 'No more than 1000 issues can be moved at once.')
  return { named: [...targetOf.keys()], targetOf }
}

const knowsStatus = (projectKey: string, statusId: string): boolean =>
  courseOf(projectKey).start === statusId || workflowOf(projectKey).transitions.some(({ to }) => to === statusId)

// What only the former project knows is left behind.
const takeTo = (project: SandboxProject, issue: SandboxIssue, typeId: string, exchange: Exchange): void => {
  const former = issue.key
  exchange.world.moveIssue(issue, project.key)
  const isElsewhere = issue.key !== former
  const edit = {
    apply: (target: SandboxIssue): void => {
      target.typeId = typeId
      if (!knowsStatus(project.key, issue.statusId)) target.statusId = courseOf(project.key).start
      if (!isElsewhere) return
      target.componentIds = []
      target.fixVersionIds = []
      target.affectedVersionIds = []
    },
    item: changeItem('Key', { id: null, text: former }, { id: null, text: issue.key }),
  }
  commit(issue, [edit], exchange)
}

const move = (issue: SandboxIssue, { project, typeId, infersStatus }: Target, exchange: Exchange): void => {
  if (!infersStatus && !knowsStatus(project.key, issue.statusId))
    throw new Refusal(400, 'The status of the issue is not one of the target.')
  const parts = issue.projectKey === project.key ? [] : issue.subtaskIds
  takeTo(project, issue, typeId, exchange)
  for (const id of parts) {
    const part = exchange.world.findIssue(id)
    if (part !== undefined) takeTo(project, part, part.typeId, exchange)
  }
}

/** The work of moving issues to another project or type. */
export const moveWork =
  ({ targetOf }: MoveOrder): BulkWork =>
  (issue, exchange) => {
    demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to move this issue.')
    const target = asNamed(targetOf, issue)
    if (target === undefined || issueTypeById(issue.typeId).subtask) {
      throw new Refusal(400, 'A sub-task moves along with its parent.')
    }
    move(issue, target, exchange)
  }
