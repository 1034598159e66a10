import type { Exchange } from '../exchange.ts'
import { type LinkType, linkTypes } from '../world/catalogue.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { Edit } from './change.ts'
import type { Operation } from './edit-lists.ts'
import { FieldError, namedRow } from './edit-values.ts'
import { isObject } from './input.ts'

/** Joins two issues; `outwardIssue` is the target of the outward words on the page of the other. */
export const joinIssues = (inward: SandboxIssue, outward: SandboxIssue, type: LinkType, id: string): void => {
  inward.links = [...inward.links, { id, typeId: type.id, direction: 'outward', otherId: outward.id }]
  outward.links = [...outward.links, { id, typeId: type.id, direction: 'inward', otherId: inward.id }]
}

const otherIssue = (value: unknown, { world, user }: Exchange): SandboxIssue | undefined => {
  const key = isObject(value) ? (value.key ?? value.id) : undefined
  const issue = typeof key === 'string' ? world.findIssue(key) : undefined
  return issue !== undefined && mayIn(world, user, issue.projectKey, 'BROWSE_PROJECTS') ? issue : undefined
}

const readLink = (value: unknown, issue: SandboxIssue, exchange: Exchange): (() => void) => {
  if (!isObject(value)) throw new FieldError('A link is added as an object with a type and an issue')
  const type = namedRow(value.type, linkTypes, 'Issue link type')
  const outward = otherIssue(value.outwardIssue, exchange)
  const inward = otherIssue(value.inwardIssue, exchange)
  const other = outward ?? inward
  if (other === undefined) throw new FieldError('The issue to link to does not exist.')
  const id = String(exchange.world.nextId())
  return () => (outward === undefined ? joinIssues(other, issue, type, id) : joinIssues(issue, other, type, id))
}

/** The checked links that an `update` adds. */
export const linkEdit = (operations: readonly Operation[], issue: SandboxIssue, exchange: Exchange): Edit => {
  if (!mayIn(exchange.world, exchange.user, issue.projectKey, 'LINK_ISSUES')) {
    throw new FieldError('You do not have permission to link issues.')
  }
  const joins = operations.map(({ value }) => readLink(value, issue, exchange))
  return {
    apply: () => {
      for (const join of joins) join()
    },
  }
}
