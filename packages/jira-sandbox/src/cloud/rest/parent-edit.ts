import type { Exchange } from '../../exchange.ts'
import { changeItem, type Edit } from '../../rest/change.ts'
import { badField } from '../../rest/field-error.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { visibleIssue } from '../../rest/visible.ts'
import { issueTypeById } from '../../world/catalogue.ts'
import { teamManagedTypes } from '../../world/team-managed.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { epicLink, parentOf } from './cloud-form.ts'

const isEpic = (typeId: string): boolean => typeId === '10000' || typeId === teamManagedTypes[0]?.id

/** The parent that a body asks for: an issue, null to have none, undefined when it says nothing of it. */
export type WantedParent = SandboxIssue | null | undefined

const named = (value: unknown, exchange: Exchange): SandboxIssue | null => {
  if (value === null) return null
  if (!isObject(value)) throw badField('parent', 'data was not an object')
  if (value.none === true) return null
  const wanted = value.key ?? value.id
  const issue = typeof wanted === 'string' ? visibleIssue(exchange, wanted) : undefined
  if (issue === undefined) throw badField('parent', 'Could not find issue by id or key.')
  return issue
}

/** Reads the parent out of `fields` and `update`, and what is left of the body without it. */
export const takeParent = (
  body: JsonObject,
  exchange: Exchange,
): { readonly parent: WantedParent; readonly rest: JsonObject } => {
  const { fields, update } = body
  let parent: WantedParent
  const rest: Record<string, unknown> = { ...body }
  if (isObject(fields) && 'parent' in fields) {
    const { parent: value, ...others } = fields
    parent = named(value, exchange)
    rest['fields'] = others
  }
  if (isObject(update) && 'parent' in update) {
    const { parent: operations, ...others } = update
    const operation: unknown = Array.isArray(operations) ? operations.at(-1) : undefined
    if (parent !== undefined) throw badField('parent', "Field 'parent' cannot appear in both 'fields' and 'update'")
    if (!isObject(operation) || !('set' in operation)) throw badField('parent', 'The parent is set, nothing else.')
    parent = named(operation.set, exchange)
    rest['update'] = others
  }
  return { parent, rest }
}

/** Checks that an issue of some type may stand below a parent; a 400 refusal names the field. */
export const checkParent = (typeId: string, projectKey: string, parent: SandboxIssue | null): void => {
  const { subtask } = issueTypeById(typeId)
  if (parent === null) {
    if (subtask) throw badField('parent', 'Issue type is a sub-task but parent issue key or id not specified.')
    return
  }
  const fits = subtask
    ? parent.projectKey === projectKey && !isEpic(parent.typeId) && !issueTypeById(parent.typeId).subtask
    : !isEpic(typeId) && isEpic(parent.typeId)
  if (!fits) throw badField('parent', 'Given parent work item does not belong to appropriate hierarchy.')
}

/** Puts an issue below a parent; it must have been checked. */
export const setParent = (issue: SandboxIssue, parent: SandboxIssue | null, { world }: Exchange): void => {
  if (!issueTypeById(issue.typeId).subtask) {
    if (parent === null) issue.custom.delete(epicLink)
    else issue.custom.set(epicLink, parent.key)
    return
  }
  const former = issue.parentId === null ? undefined : world.findIssue(issue.parentId)
  if (former !== undefined) former.subtaskIds = former.subtaskIds.filter((id) => id !== issue.id)
  issue.parentId = parent?.id ?? null
  parent?.subtaskIds.push(issue.id)
}

/** The change of the parent of an issue. */
export const parentEdit = (issue: SandboxIssue, parent: SandboxIssue | null, exchange: Exchange): Edit => {
  checkParent(issue.typeId, issue.projectKey, parent)
  const side = (one: SandboxIssue | undefined): { id: string | null; text: string | null } => ({
    id: one === undefined ? null : String(one.id),
    text: one?.key ?? null,
  })
  return {
    apply: (target) => setParent(target, parent, exchange),
    item: changeItem('IssueParentAssociation', side(parentOf(exchange, issue)), side(parent ?? undefined)),
  }
}
