import { namesOf } from '../../world/issue-index.ts'
import type { SandboxIssue } from '../../world/world.ts'

/** What was asked for an issue, by its id or one of its keys, former ones too; they are in capitals. */
export const asNamed = <T>(wishes: ReadonlyMap<string, T>, issue: SandboxIssue): T | undefined => {
  const name = namesOf(issue).find((one) => wishes.has(one))
  return name === undefined ? undefined : wishes.get(name)
}
