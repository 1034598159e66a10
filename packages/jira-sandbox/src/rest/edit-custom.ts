import type { Exchange } from '../exchange.ts'
import { sprints } from '../world/catalogue.ts'
import type { CustomField, FieldOption } from '../world/custom-fields.ts'
import type { CustomValue, SandboxIssue } from '../world/world.ts'
import { changeItem, type Edit } from './change.ts'
import { editedList, type Operation } from './edit-lists.ts'
import { FieldError, textValue, userName } from './edit-values.ts'
import { isObject } from './input.ts'
import { parseTime } from './view.ts'

const optionIn = (value: unknown, options: readonly FieldOption[]): FieldOption => {
  if (!isObject(value)) throw new FieldError("Could not find valid 'id' or 'value' in the Parent Option object.")
  const { id, value: name } = value
  const found = options.find((option) => (typeof id === 'string' ? option.id === id : option.value === name))
  if (found !== undefined) return found
  if (typeof id !== 'string' && typeof name !== 'string') {
    throw new FieldError("Could not find valid 'id' or 'value' in the Parent Option object.")
  }
  throw new FieldError(
    typeof id === 'string' ? `Option id '${id}' is not valid` : `Option value '${String(name)}' is not valid`,
  )
}

const cascading = (value: unknown, options: readonly FieldOption[]): readonly string[] => {
  const parent = optionIn(value, options)
  const child = isObject(value) ? value.child : undefined
  return child === undefined || child === null ? [parent.id] : [parent.id, optionIn(child, parent.children ?? []).id]
}

const sprintId = (value: unknown): readonly string[] => {
  if (typeof value !== 'number') throw new FieldError('Number value expected as the Sprint id.')
  const sprint = sprints.find(({ id }) => id === value)
  if (sprint === undefined) throw new FieldError(`Sprint with id '${value}' does not exist.`)
  if (sprint.state === 'CLOSED') throw new FieldError('The sprint is closed.')
  return [String(value)]
}

const epicKey = (value: unknown, { world }: Exchange): string => {
  const epic = typeof value === 'string' ? world.findIssue(value) : undefined
  if (epic?.typeId !== '10000') throw new FieldError(`Issue '${String(value)}' is not an epic.`)
  return epic.key
}

const userKey = (value: unknown, { world }: Exchange): string | undefined => {
  const name = userName(value)
  if (name === null) return undefined
  const user = world.findUser(name)
  if (user === undefined || !user.active) throw new FieldError(`User '${name}' was not found in the system.`)
  return user.key
}

const moment = (value: unknown): number => {
  const time = typeof value === 'string' ? parseTime(value) : undefined
  if (time === undefined) throw new FieldError(`Error parsing time: ${String(value)}`)
  return time
}

const number = (value: unknown): number => {
  if (typeof value !== 'number') throw new FieldError('Operation value must be a number')
  return value
}

// Undefined: the field is emptied.
const newValue = (
  field: CustomField,
  issue: SandboxIssue,
  operations: readonly Operation[],
  exchange: Exchange,
): CustomValue | undefined => {
  const value = operations.at(-1)?.value
  if (field.kind === 'multiselect') {
    const current = issue.custom.get(field.id)
    const list = editedList(
      typeof current === 'object' ? current : [],
      operations,
      (one) => optionIn(one, field.options ?? []).id,
    )
    return list.length === 0 ? undefined : list
  }
  if (value === null) return undefined
  switch (field.kind) {
    case 'text':
      return textValue(value, 255) || undefined
    case 'textarea':
      return textValue(value, 32_767) || undefined
    case 'number':
      return number(value)
    case 'select':
      return optionIn(value, field.options ?? []).id
    case 'cascading':
      return cascading(value, field.options ?? [])
    case 'user':
      return userKey(value, exchange)
    case 'datetime':
      return moment(value)
    case 'epic-link':
      return epicKey(value, exchange)
    case 'sprint':
      return sprintId(value)
    case 'opaque':
      throw new FieldError('This field cannot be set.')
  }
}

const shown = (field: CustomField, value: CustomValue | undefined, { world }: Exchange): string | null => {
  if (value === undefined) return null
  const list = typeof value === 'object' ? value : [String(value)]
  const options = (field.options ?? []).flatMap((option) => [option, ...(option.children ?? [])])
  return list
    .map(
      (one) =>
        options.find(({ id }) => id === one)?.value ??
        (field.kind === 'user' ? world.userByKey(one)?.displayName : undefined) ??
        one,
    )
    .join(', ')
}

/** The checked change of a custom field; throws a FieldError. */
export const editCustom = (
  field: CustomField,
  issue: SandboxIssue,
  operations: readonly Operation[],
  exchange: Exchange,
): Edit => {
  const value = newValue(field, issue, operations, exchange)
  const before = shown(field, issue.custom.get(field.id), exchange)
  const after = shown(field, value, exchange)
  return {
    apply: ({ custom }) => {
      if (value === undefined) custom.delete(field.id)
      else custom.set(field.id, value)
    },
    item: changeItem(field.name, { id: null, text: before }, { id: null, text: after }, 'custom'),
  }
}
