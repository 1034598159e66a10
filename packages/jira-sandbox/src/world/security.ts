import { isMember } from './permissions.ts'
import type { SandboxIssue, SandboxUser, SecurityLevel, World } from './world.ts'

/** The security levels of the site. "Embargoed" is closed even to the demo's main user. */
export const securityLevels: readonly SecurityLevel[] = [
  { id: '10601', name: 'Team only', description: 'For the people of the project.', projectKey: 'PAY', members: 'team' },
  {
    id: '10602',
    name: 'Embargoed',
    description: 'Not to be known before the fix is out.',
    projectKey: 'PAY',
    members: ['JIRAUSER10103', 'JIRAUSER10106'],
  },
  { id: '10611', name: 'Team only', description: 'For the people of the project.', projectKey: 'OPS', members: 'team' },
]

/** A security level by id; undefined for null and unknown ids. */
export const securityLevelById = (id: string | null | undefined): SecurityLevel | undefined =>
  securityLevels.find((level) => level.id === id)

/** Whether a user is in a security level. */
export const isInLevel = (world: World, user: SandboxUser | undefined, level: SecurityLevel): boolean =>
  user !== undefined &&
  (level.members === 'team'
    ? isMember(world, world.findProject(level.projectKey)?.team ?? '', user)
    : level.members.includes(user.key))

/** Whether the security level of an issue lets a user see it; the project's permissions come on top. */
export const passesSecurity = (world: World, user: SandboxUser | undefined, issue: SandboxIssue): boolean => {
  const level = securityLevelById(issue.securityLevelId)
  return level === undefined || isInLevel(world, user, level)
}
