import type { Answer, Exchange } from '../../exchange.ts'
import { changeItem, commit } from '../../rest/change.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { idsOrKeys } from '../../rest/payload.ts'
import { ok, Refusal } from '../../rest/refusal.ts'
import { availableTransitions, type Transition } from '../../workflow/workflow.ts'
import { statusById } from '../../world/catalogue.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { asNamed } from './named.ts'
import type { BulkWork } from './task.ts'

/** What was asked for, by id or key of the issue in capitals. */
export interface TransitionOrder {
  readonly named: readonly string[]
  readonly transitionOf: ReadonlyMap<string, string>
}

/** Reads which issues are to take which transition. */
export const readTransitions = (body: JsonObject): TransitionOrder => {
  const { bulkTransitionInputs } = body
  if (!Array.isArray(bulkTransitionInputs) || bulkTransitionInputs.length === 0) {
    throw new Refusal(400, 'bulkTransitionInputs must not be empty')
  }
  const transitionOf = new Map<string, string>()
  for (const input of bulkTransitionInputs as readonly unknown[]) {
    if (!isObject(input) || (typeof input.transitionId !== 'string' && typeof input.transitionId !== 'number')) {
      throw new Refusal(400, 'transitionId must not be null')
    }
    for (const key of idsOrKeys(input.selectedIssueIdsOrKeys, 1000))
      transitionOf.set(key.toUpperCase(), String(input.transitionId))
  }
  if (transitionOf.size > 1000) throw new Refusal(400, 'No more than 1000 issues can be changed at once.')
  return { named: [...transitionOf.keys()], transitionOf }
}

const take = (issue: SandboxIssue, { to, reopens, screen }: Transition, exchange: Exchange): void => {
  if ((screen ?? []).some(({ required }) => required)) {
    throw new Refusal(400, 'The transition wants fields, which cannot be given for many issues at once.')
  }
  const [before, after] = [statusById(issue.statusId), statusById(to)]
  const edit = {
    apply: (target: SandboxIssue): void => {
      target.statusId = to
      if (reopens === true) {
        target.resolutionId = null
        target.resolved = null
      }
    },
    item: changeItem('status', { id: before.id, text: before.name }, { id: after.id, text: after.name }),
  }
  commit(issue, [edit], exchange)
}

/** The work of transitions of many issues. It is not repeatable: a second run finds the issues elsewhere. */
export const transitionWork =
  ({ transitionOf }: TransitionOrder): BulkWork =>
  (issue, exchange) => {
    const wanted = asNamed(transitionOf, issue)
    const transition = availableTransitions(exchange.world, issue, exchange.user).find(({ id }) => id === wanted)
    if (transition === undefined)
      throw new Refusal(400, 'The transition is not valid for the current state of the issue.')
    take(issue, transition, exchange)
  }

/** The transitions that issues have, those of one workflow together. */
export const transitionsOfMany = (exchange: Exchange, issues: readonly SandboxIssue[]): Answer => {
  const groups = new Map<string, SandboxIssue[]>()
  for (const issue of issues) groups.set(issue.projectKey, [...(groups.get(issue.projectKey) ?? []), issue])
  const groupsShown = [...groups.values()].map((members) => {
    const lists = members.map((issue) => availableTransitions(exchange.world, issue, exchange.user))
    const shared = (lists[0] ?? []).filter((one) => lists.every((list) => list.includes(one)))
    const free = shared.filter(({ screen }) => !(screen ?? []).some(({ required }) => required))
    return {
      isTransitionsFiltered: lists.some((list) => list.length !== free.length),
      issues: members.map(({ key }) => key),
      transitions: free.map(({ id, name, to }) => ({
        transitionId: Number(id),
        transitionName: name,
        to: { statusId: Number(to), statusName: statusById(to).name },
      })),
    }
  })
  return ok({ availableTransitions: groupsShown })
}
