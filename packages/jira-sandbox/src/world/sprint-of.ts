import type { SandboxIssue, World } from './world.ts'

/** The custom field that holds the ids of an issue's sprints, oldest first. */
export const sprintField = 'customfield_10101'

const idsOf = (issue: SandboxIssue, fieldId: string): readonly string[] => {
  const value = issue.custom.get(fieldId)
  return value === undefined || typeof value !== 'object' ? [] : value
}

/** Ids of the sprints of an issue that are over. */
export const closedSprints = (world: World, issue: SandboxIssue, fieldId: string = sprintField): readonly string[] =>
  idsOf(issue, fieldId).filter((id) => world.sprints.find((one) => String(one.id) === id)?.state === 'CLOSED')

/** The sprint that an issue is in, or is planned for; undefined: it is in the backlog. */
export const openSprintOf = (world: World, issue: SandboxIssue): World['sprints'][number] | undefined =>
  world.sprints.find(({ id, state }) => state !== 'CLOSED' && idsOf(issue, sprintField).includes(String(id)))
