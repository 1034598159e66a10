import type { SandboxComment, SandboxIssue, SandboxProject, SandboxUser, World } from './world.ts'

/** What every account has in a project that is open to all. */
const ofEverybody = {
  BROWSE_PROJECTS: 'Browse Projects',
  CREATE_ISSUES: 'Create Issues',
  ADD_COMMENTS: 'Add Comments',
  EDIT_OWN_COMMENTS: 'Edit Own Comments',
  DELETE_OWN_COMMENTS: 'Delete Own Comments',
  CREATE_ATTACHMENTS: 'Create Attachments',
  DELETE_OWN_ATTACHMENTS: 'Delete Own Attachments',
  VIEW_VOTERS_AND_WATCHERS: 'View Voters and Watchers',
  VIEW_DEV_TOOLS: 'View Development Tools',
}

/** What the team has besides. */
const ofTeam = {
  EDIT_ISSUES: 'Edit Issues',
  ASSIGN_ISSUES: 'Assign Issues',
  ASSIGNABLE_USER: 'Assignable User',
  TRANSITION_ISSUES: 'Transition Issues',
  RESOLVE_ISSUES: 'Resolve Issues',
  CLOSE_ISSUES: 'Close Issues',
  LINK_ISSUES: 'Link Issues',
  WORK_ON_ISSUES: 'Work On Issues',
  EDIT_OWN_WORKLOGS: 'Edit Own Worklogs',
  DELETE_OWN_WORKLOGS: 'Delete Own Worklogs',
  MANAGE_WATCHERS: 'Manage Watchers',
  SCHEDULE_ISSUES: 'Schedule Issues',
  MANAGE_SPRINTS_PERMISSION: 'Manage Sprints',
  MODIFY_REPORTER: 'Modify Reporter',
}

/** What the lead has besides. */
const ofLead = {
  EDIT_ALL_COMMENTS: 'Edit All Comments',
  DELETE_ALL_COMMENTS: 'Delete All Comments',
  DELETE_ALL_ATTACHMENTS: 'Delete All Attachments',
  EDIT_ALL_WORKLOGS: 'Edit All Worklogs',
  DELETE_ALL_WORKLOGS: 'Delete All Worklogs',
  DELETE_ISSUES: 'Delete Issues',
  ADMINISTER_PROJECTS: 'Administer Projects',
}

/** Project permissions by the keys that Jira gives them. */
export const permissionNames: Readonly<Record<string, string>> = { ...ofEverybody, ...ofTeam, ...ofLead }

const anonymous = new Set(['BROWSE_PROJECTS'])
const everybody = new Set(Object.keys(ofEverybody))
const team = new Set(Object.keys({ ...ofEverybody, ...ofTeam }))
const lead = new Set(Object.keys(permissionNames))
const none: ReadonlySet<string> = new Set()

/** True when the group exists and the user is in it. */
export const isMember = (world: World, group: string, user: SandboxUser | undefined): boolean =>
  user !== undefined && (world.groups.get(group)?.has(user.key) ?? false)

/** What a user (undefined: nobody) may do in a project. */
export const permissionsIn = (
  world: World,
  user: SandboxUser | undefined,
  project: SandboxProject,
): ReadonlySet<string> => {
  const given = givenIn(world, user, project)
  const withheld = world.withheld.get(project.key)
  return withheld === undefined ? given : new Set([...given].filter((one) => !withheld.has(one)))
}

const givenIn = (world: World, user: SandboxUser | undefined, project: SandboxProject): ReadonlySet<string> => {
  if (user === undefined) return project.open ? anonymous : none
  if (project.leadKey === user.key) return lead
  if (isMember(world, project.team, user)) return team
  return project.everybody ? everybody : none
}

/** Whether a user may change or delete something in a project, such as `DELETE` one of the `COMMENTS`. */
export const mayChange = (
  world: World,
  user: SandboxUser | undefined,
  { projectKey, authorKey }: { readonly projectKey: string; readonly authorKey: string | null },
  [verb, what]: readonly ['EDIT' | 'DELETE', 'COMMENTS' | 'WORKLOGS' | 'ATTACHMENTS'],
): boolean =>
  mayIn(world, user, projectKey, `${verb}_ALL_${what}`) ||
  (authorKey === user?.key && mayIn(world, user, projectKey, `${verb}_OWN_${what}`))

/** Whether a user may do something in the project of an issue. */
export const mayIn = (world: World, user: SandboxUser | undefined, projectKey: string, permission: string): boolean => {
  const project = world.findProject(projectKey)
  return project !== undefined && permissionsIn(world, user, project).has(permission)
}

/** The projects a user may browse. */
export const visibleProjects = (world: World, user: SandboxUser | undefined): readonly SandboxProject[] =>
  world.projects.filter((project) => permissionsIn(world, user, project).has('BROWSE_PROJECTS'))

/** The comments of an issue that a user may read. */
export const visibleComments = (
  world: World,
  user: SandboxUser | undefined,
  issue: SandboxIssue,
): readonly SandboxComment[] => {
  if (issue.comments.every(({ visibility }) => visibility === undefined)) return issue.comments
  return issue.comments.filter(({ visibility }) => visibility === undefined || mayRead(world, user, issue, visibility))
}

/** Roles of the projects; their members are the project's team. */
export const roleNames = ['Developers', 'Service Desk Team', 'Administrators'] as const

const mayRead = (
  world: World,
  user: SandboxUser | undefined,
  issue: SandboxIssue,
  { type, value }: { readonly type: 'group' | 'role'; readonly value: string },
): boolean =>
  type === 'group'
    ? isMember(world, value, user)
    : isMember(world, world.findProject(issue.projectKey)?.team ?? '', user)

/** Active accounts that may be given issues of a project. */
export const assignableUsers = (world: World, project: SandboxProject): readonly SandboxUser[] =>
  world.users.filter((user) => user.active && permissionsIn(world, user, project).has('ASSIGNABLE_USER'))
