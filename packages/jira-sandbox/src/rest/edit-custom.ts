import type { Exchange } from '../exchange.ts'
import type { CustomField, FieldOption } from '../world/custom-fields.ts'
import { visibleProjects } from '../world/permissions.ts'
import { closedSprints } from '../world/sprint-of.ts'
import { teams } from '../world/teams.ts'
import type { CustomValue, SandboxIssue } from '../world/world.ts'
import { changeItem, type Edit } from './change.ts'
import { editedList, type Operation } from './edit-lists.ts'
import { dateValue, FieldError, labelValue, namedRow, textValue, userName } from './edit-values.ts'
import { maySee } from './find.ts'
import { isObject } from './input.ts'
import { requestTypeId } from './request-type.ts'
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

// A sprint that is over stays with the issue.
const sprintIds = (value: unknown, field: CustomField, issue: SandboxIssue, { world }: Exchange): readonly string[] => {
  if (typeof value !== 'number') throw new FieldError('Number value expected as the Sprint id.')
  const sprint = world.sprints.find(({ id }) => id === value)
  if (sprint === undefined) throw new FieldError(`Sprint with id '${value}' does not exist.`)
  if (sprint.state === 'CLOSED') throw new FieldError('The sprint is closed.')
  return [...closedSprints(world, issue, field.id), String(value)]
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

const urlValue = (value: unknown): string => {
  if (typeof value === 'string' && URL.canParse(value) && /^(?:https?|ftp|mailto):/iu.test(value)) return value
  throw new FieldError(`Not a valid URL`)
}

const groupName = (value: unknown, { world }: Exchange): string => {
  const name = isObject(value) ? value.name : undefined
  if (typeof name !== 'string') throw new FieldError('expected Object containing a "name" property')
  if (world.groups.has(name)) return name
  throw new FieldError(`Could not find group with name '${name}'`)
}

const versionId = (value: unknown, issue: SandboxIssue, { world }: Exchange): string =>
  namedRow(value, world.findProject(issue.projectKey)?.versions ?? [], 'Version').id

const projectKey = (value: unknown, { world, user }: Exchange): string => {
  const wanted = isObject(value) ? (value.key ?? value.id) : undefined
  const found = visibleProjects(world, user).find(({ id, key }) => wanted === id || wanted === key)
  if (found === undefined) throw new FieldError('project is invalid')
  return found.key
}

const teamId = (value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number') throw new FieldError('The team is given by its id.')
  if (teams.some(({ id }) => String(id) === String(value))) return String(value)
  throw new FieldError(`Team with id '${value}' does not exist.`)
}

const parentKey = (value: unknown, { world, user }: Exchange): string => {
  const parent = typeof value === 'string' ? world.findIssue(value) : undefined
  if (parent === undefined || !maySee(world, user, parent)) {
    throw new FieldError(`Could not find issue with id or key '${String(value)}'.`)
  }
  return parent.key
}

/** How one element of a list field is read; undefined: the field holds a single value. */
const elementOf = (
  { kind, options }: CustomField,
  issue: SandboxIssue,
  exchange: Exchange,
): ((one: unknown) => string) | undefined => {
  switch (kind) {
    case 'multiselect':
      return (one) => optionIn(one, options ?? []).id
    case 'labels':
      return labelValue
    case 'multigroup':
      return (one) => groupName(one, exchange)
    case 'multiversion':
      return (one) => versionId(one, issue, exchange)
    case 'multiuser':
      return (one) => {
        const key = userKey(one, exchange)
        if (key === undefined) throw new FieldError('expected Object containing a "name" property')
        return key
      }
    default:
      return undefined
  }
}

// Undefined: the field is emptied.
const newValue = (
  field: CustomField,
  issue: SandboxIssue,
  operations: readonly Operation[],
  exchange: Exchange,
): CustomValue | undefined => {
  const value = operations.at(-1)?.value
  const element = elementOf(field, issue, exchange)
  if (element !== undefined) {
    const current = issue.custom.get(field.id)
    const list = editedList(typeof current === 'object' ? current : [], operations, element)
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
      return sprintIds(value, field, issue, exchange)
    case 'date':
      return dateValue(value) ?? undefined
    case 'url':
      return urlValue(value)
    case 'group':
      return groupName(value, exchange)
    case 'version':
      return versionId(value, issue, exchange)
    case 'project':
      return projectKey(value, exchange)
    case 'team':
      return teamId(value)
    case 'parent-link':
      return parentKey(value, exchange)
    case 'request-type':
      return requestTypeId(value, issue, exchange)
    case 'multiselect':
    case 'labels':
    case 'multiuser':
    case 'multigroup':
    case 'multiversion':
    case 'opaque':
    case 'sla':
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
