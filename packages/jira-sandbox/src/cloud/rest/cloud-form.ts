import { isObject, type JsonObject } from '../../rest/input.ts'
import { fieldJson } from '../../rest/issue-fields.ts'
import type { View } from '../../rest/view.ts'
import type { SandboxSprint } from '../../world/agile.ts'
import { customFields } from '../../world/custom-fields.ts'
import { teamManagedProject, teamManagedStatuses, teamManagedTypes } from '../../world/team-managed.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { isDocument } from '../adf/node.ts'
import { effortField } from '../team-managed.ts'
import { isPublic, visibilityJson } from './comment-input.ts'
import { isProperty } from './property-json.ts'

const sprintFields = new Set(customFields.filter(({ kind }) => kind === 'sprint').map(({ id }) => id))
/** The field in which Data Center keeps the epic of an issue. Here it is the parent. */
export const epicLink: string = customFields.find(({ kind }) => kind === 'epic-link')?.id ?? ''
const developmentField = customFields.find(({ name }) => name === 'Development')?.id ?? ''

const iso = (time: number): string => new Date(time).toISOString()

const sprintJson = ({ id, boardId, name, state, goal, start, end, completed }: SandboxSprint): JsonObject => ({
  id,
  name,
  state: state.toLowerCase(),
  boardId,
  goal,
  ...(start === null ? {} : { startDate: iso(start) }),
  ...(end === null ? {} : { endDate: iso(end) }),
  ...(completed === null ? {} : { completeDate: iso(completed) }),
})

const sprintsOf = (
  { world }: Pick<View, 'world'>,
  issue: SandboxIssue,
  fieldId: string,
): readonly JsonObject[] | null => {
  const value = issue.custom.get(fieldId)
  if (value === undefined) return null
  const ids = typeof value === 'object' ? value : [String(value)]
  return world.sprints.filter(({ id }) => ids.includes(String(id))).map(sprintJson)
}

/** The parent of an issue: of a sub-task the issue it is a part of, of any other its epic. */
export const parentOf = ({ world }: Pick<View, 'world'>, issue: SandboxIssue): SandboxIssue | undefined => {
  const epic = issue.custom.get(epicLink)
  const above = issue.parentId ?? (typeof epic === 'string' ? epic : undefined)
  return above === undefined ? undefined : world.findIssue(above)
}

// In the field of an issue a comment says as much of itself as elsewhere.
const commentsInCloudForm = ({ comments }: SandboxIssue, page: unknown): unknown => {
  if (!isObject(page) || !Array.isArray(page.comments)) return page
  const shown = page.comments.map((json: unknown) => {
    const comment = comments.find(({ id }) => isObject(json) && id === json.id)
    if (!isObject(json) || comment === undefined) return json
    const { visibility } = comment
    return {
      ...json,
      ...(visibility === undefined ? {} : { visibility: visibilityJson(visibility) }),
      jsdPublic: isPublic(comment),
    }
  })
  return { ...page, comments: shown }
}

/** Worklogs without words say nothing of a comment. */
const worklogsInCloudForm = (page: unknown): unknown => {
  if (!isObject(page) || !Array.isArray(page.worklogs)) return page
  const shown = page.worklogs.map((log: unknown) => {
    if (!isObject(log) || log.comment !== '') return log
    const { comment: _, ...rest } = log
    return rest
  })
  return { ...page, worklogs: shown }
}

const fieldsInCloudForm = (view: ShapeView, issue: SandboxIssue, fields: JsonObject, whole: boolean): JsonObject => {
  const shown: Record<string, unknown> = {}
  for (const [id, value] of Object.entries(fields)) {
    if (sprintFields.has(id)) shown[id] = sprintsOf(view, issue, id)
    else if (id === 'comment') shown[id] = commentsInCloudForm(issue, value)
    else if (id === 'worklog') shown[id] = worklogsInCloudForm(value)
    else shown[id] = id === developmentField ? '{}' : value
  }
  const parent = parentOf(view, issue)
  if (view.showsEffort && issue.projectKey === teamManagedProject.key) {
    shown[effortField.id] = issue.custom.get(effortField.id) ?? null
  }
  if (whole && parent !== undefined) shown['parent'] = fieldJson(view, { ...issue, parentId: parent.id }, 'parent')
  return shown
}

const levels: Readonly<Record<string, number>> = { '10000': 1, [teamManagedTypes[0]?.id ?? '']: 1 }

const ofProject = { scope: { type: 'PROJECT', project: { id: teamManagedProject.id } } }
const ownIds = new Set([...teamManagedTypes, ...teamManagedStatuses].map(({ id }) => id))

const typeInCloudForm = (type: JsonObject): JsonObject => ({
  ...type,
  hierarchyLevel: type.subtask === true ? -1 : (levels[String(type.id)] ?? 0),
  ...(ownIds.has(String(type.id)) ? ofProject : {}),
})

// The statuses of a project come below types that tell less of themselves.
const isIssueType = (value: JsonObject): boolean =>
  !('statuses' in value) &&
  typeof value.subtask === 'boolean' &&
  typeof value.name === 'string' &&
  typeof value.id === 'string'

const isAttachment = (value: JsonObject): boolean => 'mimeType' in value && 'filename' in value

const addressesOf = ({ baseUrl, selfPath }: ShapeView, { id, thumbnail }: JsonObject): JsonObject => ({
  content: `${baseUrl}${selfPath}attachment/content/${String(id)}`,
  ...(thumbnail === undefined ? {} : { thumbnail: `${baseUrl}${selfPath}attachment/thumbnail/${String(id)}` }),
})

/** What the shape of JSON depends on. */
export interface ShapeView extends View {
  /** What `self` links begin their path with. */
  readonly selfPath: string
  /** True: the field `parent` is one of those that were asked for. */
  readonly showsParent: boolean
  /** True: the field of the team-managed project is one of them. */
  readonly showsEffort: boolean
}

/** JSON of Data Center as Cloud has it: levels of types, sprints as objects, epics as parents, links of its version. */
export const inCloudForm = (view: ShapeView, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((element: unknown) => inCloudForm(view, element))
  if (!isObject(value) || isDocument(value) || isProperty(value)) return value
  const { id, key, fields, self } = value
  const issue = isObject(fields) && typeof key === 'string' ? view.world.findIssue(String(id)) : undefined
  const own =
    issue !== undefined && isObject(fields) ? fieldsInCloudForm(view, issue, fields, view.showsParent) : fields
  const shown = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'fields' && issue !== undefined
        ? inCloudForm({ ...view, showsParent: false, showsEffort: false }, own)
        : name === 'properties'
          ? member
          : inCloudForm(view, member),
    ]),
  )
  if (typeof self === 'string') shown['self'] = self.replace('/rest/api/2/', view.selfPath)
  if ('statusCategory' in value && ownIds.has(String(id))) return { ...shown, ...ofProject }
  if (key === teamManagedProject.key && 'projectTypeKey' in value)
    return { ...shown, simplified: true, style: 'next-gen' }
  if (isAttachment(value)) return { ...shown, ...addressesOf(view, value) }
  return isIssueType(value) ? typeInCloudForm(shown) : shown
}
