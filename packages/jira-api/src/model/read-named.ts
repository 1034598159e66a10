import type { IssueType, Named, Project, ProjectRef, Status, StatusCategory } from './model.ts'
import { isJson, toJson, toLine, toWord } from './primitives.ts'
import { readUser } from './read-user.ts'

/** A thing with an id and a name; null when it has neither. */
export const readNamed = (value: unknown): Named | null => {
  if (!isJson(value)) return null
  const id = toWord(value['id'])
  const name = toWord(value['name']) ?? toWord(value['value']) ?? id
  return name === null ? null : { id: id ?? '', name }
}

const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  new: 'new',
  indeterminate: 'indeterminate',
  'in-flight': 'indeterminate',
  done: 'done',
  completed: 'done',
}

/** A status; its category goes by `key`, since names are translated. Null when absent. */
export const readStatus = (value: unknown): Status | null => {
  const named = readNamed(value)
  if (named === null) return null
  const key = toJson(toJson(value)['statusCategory'])['key']
  const category = typeof key === 'string' && Object.hasOwn(CATEGORIES, key) ? CATEGORIES[key] : undefined
  return { ...named, category: category ?? 'unknown' }
}

/** Stands for a status that did not come. */
export const NO_STATUS: Status = { id: '', name: '', category: 'unknown' }

/** An issue type; null when absent. */
export const readIssueType = (value: unknown): IssueType | null => {
  const named = readNamed(value)
  if (named === null) return null
  const { subtask, hierarchyLevel } = toJson(value)
  const level = typeof hierarchyLevel === 'number' && Number.isInteger(hierarchyLevel) ? { level: hierarchyLevel } : {}
  return { ...named, subtask: subtask === true || hierarchyLevel === -1, ...level }
}

/** A project as issues name it; null without a key. */
export const readProjectRef = (value: unknown): ProjectRef | null => {
  const project = toJson(value)
  const key = toWord(project['key'])
  if (key === null) return null
  const desk = project['projectTypeKey'] === 'service_desk' ? ({ serviceDesk: true } as const) : {}
  return { id: toLine(project['id']) ?? '', key, name: toWord(project['name']) ?? key, ...desk }
}

/** A project of the catalogue; null without a key. */
export const readProject = (value: unknown): Project | null => {
  const project = readProjectRef(value)
  return project === null ? null : { ...project, lead: readUser(toJson(value)['lead']) }
}
