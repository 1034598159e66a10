import { isMember, mayIn } from '../world/permissions.ts'
import type { SandboxIssue, SandboxUser, World } from '../world/world.ts'
import { workflows } from './workflows.ts'

/** A field on the screen that a transition shows. */
export interface ScreenField {
  readonly fieldId: string
  readonly required: boolean
}

/** Who may take a transition beyond those who may move issues at all. */
export type Condition = 'assignee-only' | 'team-only' | 'incident-only'

export interface Transition {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** `any`: from every status of the workflow but its own target and those in `exceptFrom`. */
  readonly from: readonly string[] | 'any'
  readonly exceptFrom?: readonly string[]
  readonly to: string
  readonly screen?: readonly ScreenField[]
  readonly condition?: Condition
  /** True: the resolution is taken away, as when something is opened again. */
  readonly reopens?: boolean
}

export interface Workflow {
  readonly transitions: readonly Transition[]
  /** Statuses in which nothing can be edited. */
  readonly readOnlyStatuses: readonly string[]
}

/** The workflow of a project; throws a TypeError for a project that has none. */
export const workflowOf = (projectKey: string): Workflow => {
  const workflow = workflows[projectKey]
  if (workflow === undefined) throw new TypeError(`no workflow for ${projectKey}`)
  return workflow
}

const leadsAway = ({ from, exceptFrom, to }: Transition, statusId: string): boolean =>
  from === 'any' ? statusId !== to && !(exceptFrom ?? []).includes(statusId) : from.includes(statusId)

const meets = (condition: Condition | undefined, issue: SandboxIssue, user: SandboxUser, world: World): boolean => {
  switch (condition) {
    case undefined:
      return true
    case 'assignee-only':
      return issue.assigneeKey === user.key
    case 'team-only':
      return isMember(world, world.findProject(issue.projectKey)?.team ?? '', user)
    case 'incident-only':
      return issue.typeId === '10005'
  }
}

/** The transitions a user may take now; none for those who may not move issues. */
export const availableTransitions = (
  world: World,
  issue: SandboxIssue,
  user: SandboxUser | undefined,
): readonly Transition[] => {
  if (user === undefined || !mayIn(world, user, issue.projectKey, 'TRANSITION_ISSUES')) return []
  return workflowOf(issue.projectKey).transitions.filter(
    (transition) => leadsAway(transition, issue.statusId) && meets(transition.condition, issue, user, world),
  )
}
