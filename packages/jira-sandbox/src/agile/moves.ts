import type { Exchange } from '../exchange.ts'
import { changeItem, commit, type Edit } from '../rest/change.ts'
import { changeableIssue } from '../rest/find.ts'
import { Refusal } from '../rest/refusal.ts'
import type { SandboxSprint } from '../world/agile.ts'
import { mayIn } from '../world/permissions.ts'
import { rankBetween } from '../world/rank.ts'
import { closedSprints, sprintField } from '../world/sprint-of.ts'
import type { SandboxIssue, World } from '../world/world.ts'
import { epicLink } from './epics.ts'

const greatestMove = 50

const named = (world: World, ids: readonly string[]): string =>
  world.sprints
    .filter(({ id }) => ids.includes(String(id)))
    .map(({ name }) => name)
    .join(', ')

const sprintEdit = ({ world }: Exchange, issue: SandboxIssue, sprint: SandboxSprint | undefined): Edit => {
  const value = issue.custom.get(sprintField)
  const before = typeof value === 'object' ? value : []
  const after = [...closedSprints(world, issue), ...(sprint === undefined ? [] : [String(sprint.id)])]
  const side = (ids: readonly string[]): { id: string; text: string } => ({
    id: ids.join(', '),
    text: named(world, ids),
  })
  return {
    apply: ({ custom }) => {
      if (after.length === 0) custom.delete(sprintField)
      else custom.set(sprintField, after)
    },
    item: changeItem('Sprint', side(before), side(after), 'custom'),
  }
}

/** Puts issues into a sprint; undefined: back to the backlog. */
export const moveToSprint = (
  exchange: Exchange,
  issues: readonly SandboxIssue[],
  sprint: SandboxSprint | undefined,
): void => {
  for (const issue of issues) commit(issue, [sprintEdit(exchange, issue, sprint)], exchange)
}

/** Puts issues below an epic; undefined: out of theirs. */
export const moveToEpic = (
  exchange: Exchange,
  issues: readonly SandboxIssue[],
  epic: SandboxIssue | undefined,
): void => {
  for (const issue of issues) {
    const before = issue.custom.get(epicLink)
    const edit: Edit = {
      apply: ({ custom }) => {
        if (epic === undefined) custom.delete(epicLink)
        else custom.set(epicLink, epic.key)
      },
      item: changeItem(
        'Epic Link',
        { id: null, text: before === undefined ? null : String(before) },
        { id: null, text: epic?.key ?? null },
        'custom',
      ),
    }
    commit(issue, [edit], exchange)
  }
}

/** The issues that a body names; a 400 refusal for more than fifty, none, and those that are not there. */
export const namedIssues = (exchange: Exchange, list: unknown): readonly SandboxIssue[] => {
  if (!Array.isArray(list) || list.length === 0) throw new Refusal(400, 'At least one issue must be given.')
  if (list.length > greatestMove) throw new Refusal(400, `At most ${greatestMove} issues can be moved at once.`)
  return list.map((name: unknown) => {
    try {
      return changeableIssue(exchange, String(name))
    } catch (error) {
      if (error instanceof Refusal && error.status === 404)
        throw new Refusal(400, `The issue '${String(name)}' does not exist, or you may not see it.`)
      throw error
    }
  })
}

/** Refuses (403) when the caller may not do something with one of the issues. */
export const demandAll = (exchange: Exchange, issues: readonly SandboxIssue[], ...permissions: string[]): void => {
  for (const { projectKey } of issues)
    if (permissions.some((permission) => !mayIn(exchange.world, exchange.user, projectKey, permission)))
      throw new Refusal(403, 'You may not schedule one of the issues.')
}

const rankField = 'customfield_10106'

const rankOf = (issue: SandboxIssue): string => String(issue.custom.get(rankField) ?? '0|zzzzzz:')

/** Puts issues in their order right before or right after another. Ranks are no part of the history. */
export const rankIssues = (
  { world }: Exchange,
  issues: readonly SandboxIssue[],
  anchor: SandboxIssue,
  side: 'before' | 'after',
): void => {
  const moved = new Set(issues)
  const others = [...new Set(world.issues.filter((issue) => !moved.has(issue)).map(rankOf))].sort()
  const at = others.indexOf(rankOf(anchor))
  let low = side === 'after' ? others[at] : others[at - 1]
  const high = side === 'after' ? others[at + 1] : others[at]
  // From the front to the back each takes a place between the one before and the end of the gap.
  for (const issue of issues) {
    low = rankBetween(low, high)
    issue.custom.set(rankField, low)
  }
}
