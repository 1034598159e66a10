import { teamManagedProject, teamManagedStatuses, teamManagedTypes } from '../world/team-managed.ts'
import type { SandboxIssue, SandboxProject, World } from '../world/world.ts'

/** The field that the team has made for its project. */
export const effortField = {
  id: 'customfield_10301',
  key: 'customfield_10301',
  name: 'Effort',
  untranslatedName: 'Effort',
  custom: true,
  orderable: true,
  navigable: true,
  searchable: true,
  clauseNames: ['cf[10301]', 'Effort', 'Effort[Number]'],
  scope: { type: 'PROJECT', project: { id: teamManagedProject.id as string } },
  schema: {
    type: 'number',
    custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float',
    customId: 10_301,
  },
} as const

const projectOf = (world: World): SandboxProject => ({
  id: teamManagedProject.id,
  key: teamManagedProject.key,
  name: 'Lab',
  description: 'Small experiments; its team changes its settings itself.',
  typeKey: 'software',
  leadKey: world.findUser('mira')?.key ?? '',
  open: false,
  team: 'platform-team',
  everybody: true,
  typeIds: teamManagedTypes.map(({ id }) => id),
  components: [],
  versions: [],
})

const summaries = [
  'Try cheaper retries',
  'Measure cold starts',
  'Cache the exchange rates',
  'Replay a day of webhooks',
  'Rename the settlement queue',
  'Compare two fraud models',
  'Compress the audit log',
  'Drop the last SOAP call',
] as const

const dayMs = 86_400_000

const issueOf = (pattern: SandboxIssue, world: World, index: number, now: number): SandboxIssue => {
  const created = now - (summaries.length - index) * dayMs
  const mira = world.findUser('mira')?.key ?? null
  return {
    id: 15_001 + index,
    key: `${teamManagedProject.key}-${index + 1}`,
    projectKey: teamManagedProject.key,
    number: index + 1,
    typeId: teamManagedTypes[index === 0 ? 0 : 1 + (index % 2)]?.id ?? '',
    summary: summaries[index] ?? '',
    description: index % 2 === 0 ? 'Keep it *small*, and write down what came of it.' : null,
    environment: null,
    statusId: teamManagedStatuses[index % teamManagedStatuses.length]?.id ?? '',
    priorityId: pattern.priorityId,
    resolutionId: null,
    resolved: null,
    labels: [],
    componentIds: [],
    fixVersionIds: [],
    affectedVersionIds: [],
    assigneeKey: index % 3 === 0 ? null : mira,
    reporterKey: mira,
    creatorKey: mira,
    parentId: null,
    created,
    updated: created,
    due: null,
    comments: [],
    worklogs: [],
    attachments: [],
    history: [],
    links: [],
    watchers: new Set(),
    voters: new Set(),
    subtaskIds: [],
    custom: new Map<string, string | number>([
      [effortField.id, index + 1],
      ...(index > 0 && index < 4 ? ([['customfield_10102', `${teamManagedProject.key}-1`]] as const) : []),
    ]),
  }
}

/** Adds the project that its team looks after itself, with a few issues: an epic first, and three below it. */
export const addTeamManagedProject = (world: World, now: number): void => {
  const [pattern] = world.issues
  if (pattern === undefined) return
  // A world has its projects for good everywhere else.
  const projects = world.projects as SandboxProject[]
  projects.push(projectOf(world))
  world.issues.push(...summaries.map((_, index) => issueOf(pattern, world, index, now)))
}
