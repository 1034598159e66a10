import type { Exchange } from '../exchange.ts'
import { isInLevel, securityLevelById, securityLevels } from '../world/security.ts'
import type { SandboxIssue, SandboxUser, SecurityLevel, World } from '../world/world.ts'
import { changeItem, type Edit } from './change.ts'
import { FieldError, namedRow } from './edit-values.ts'

/** The security levels that a user may give to an issue: those of its project that the user is in. */
export const levelsFor = (
  world: World,
  user: SandboxUser | undefined,
  { projectKey }: SandboxIssue,
): readonly SecurityLevel[] =>
  securityLevels.filter((level) => level.projectKey === projectKey && isInLevel(world, user, level))

/** The change of the security level; null opens the issue to everybody in its project. Throws a FieldError. */
export const editSecurity = (value: unknown, issue: SandboxIssue, { world, user }: Exchange): Edit => {
  const levels = levelsFor(world, user, issue)
  if (levels.length === 0) throw new FieldError('There are no security levels that you may set.')
  const level = value === null ? undefined : namedRow(value, levels, 'Security level')
  const before = securityLevelById(issue.securityLevelId)
  return {
    apply: (target) => {
      target.securityLevelId = level?.id ?? null
    },
    item: changeItem(
      'security',
      { id: before?.id ?? null, text: before?.name ?? null },
      { id: level?.id ?? null, text: level?.name ?? null },
    ),
  }
}
