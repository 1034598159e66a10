import { changeItem, type Edit } from '../../rest/change.ts'
import { badField } from '../../rest/field-error.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { teamManagedProject } from '../../world/team-managed.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { effortField } from '../team-managed.ts'

const { id: fieldId, name } = effortField

const textOf = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null)

/** Takes the field of the team-managed project out of `fields`; issues of other projects do not have it. */
export const takeEffort = (
  body: JsonObject,
  issue: SandboxIssue,
): { readonly edits: readonly Edit[]; readonly rest: JsonObject } => {
  const { fields } = body
  if (!isObject(fields) || !(fieldId in fields) || issue.projectKey !== teamManagedProject.key) {
    return { edits: [], rest: body }
  }
  const { [fieldId]: value, ...others } = fields
  if (value !== null && typeof value !== 'number') throw badField(fieldId, 'Operation value must be a number')
  const before = textOf(issue.custom.get(fieldId))
  const edit: Edit = {
    apply: ({ custom }) => {
      if (value === null) custom.delete(fieldId)
      else custom.set(fieldId, value)
    },
    item: changeItem(name, { id: null, text: before }, { id: null, text: textOf(value) }, 'custom'),
  }
  return { edits: [edit], rest: { ...body, fields: others } }
}
