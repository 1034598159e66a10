import type { Exchange } from '../exchange.ts'
import type { ChangeItem, SandboxIssue } from '../world/world.ts'

/** One checked change that waits for all the others to be checked. */
export interface Edit {
  readonly apply: (issue: SandboxIssue) => void
  /** Undefined: nothing for the change history (as with comments). */
  readonly item?: ChangeItem
}

interface Side {
  readonly id: string | null
  readonly text: string | null
}

/** A line of the change history. */
export const changeItem = (field: string, from: Side, to: Side, fieldtype: 'jira' | 'custom' = 'jira'): ChangeItem => ({
  field,
  fieldtype,
  from: from.id,
  fromString: from.text,
  to: to.id,
  toString: to.text,
})

/** Puts checked edits into effect: values, `updated`, and one entry in the change history. */
export const commit = (issue: SandboxIssue, edits: readonly Edit[], { world, user, now }: Exchange): void => {
  if (edits.length === 0) return
  for (const { apply } of edits) apply(issue)
  issue.updated = now
  const items = edits.flatMap(({ item }) =>
    item === undefined || (item.from === item.to && item.fromString === item.toString) ? [] : [item],
  )
  if (items.length > 0 && user !== undefined) {
    issue.history.push({ id: String(world.nextId()), authorKey: user.key, created: now, items })
  }
}
