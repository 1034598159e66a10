import type { ScreenField } from '../workflow/workflow.ts'
import { issueTypeById, issueTypes, priorities, resolutions } from '../world/catalogue.ts'
import { type CustomField, type CustomKind, customFieldById } from '../world/custom-fields.ts'
import { fieldById } from '../world/fields.ts'
import type { SandboxIssue } from '../world/world.ts'
import { componentJson, issueTypeJson, priorityRef, resolutionJson, versionJson } from './catalogue-json.ts'
import { optionJson } from './custom-json.ts'
import { levelsFor } from './edit-security.ts'
import { securityLevelJson } from './security-json.ts'
import type { View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

const lists = ['add', 'set', 'remove']
const listKinds: ReadonlySet<CustomKind> = new Set(['multiselect', 'labels', 'multiuser', 'multigroup', 'multiversion'])
const systemOperations: Readonly<Record<string, readonly string[]>> = {
  labels: lists,
  components: lists,
  fixVersions: lists,
  versions: lists,
  comment: ['add', 'edit', 'remove'],
  issuelinks: ['add'],
  attachment: ['set'],
  timetracking: ['set', 'edit'],
  worklog: ['add', 'edit', 'remove'],
}

/** The verbs that a field takes in `update`; the first list of a kind that holds several values. */
export const operationsOf = (fieldId: string): readonly string[] => {
  const custom = customFieldById(fieldId)
  if (custom !== undefined) return listKinds.has(custom.kind) ? lists : ['set']
  return systemOperations[fieldId] ?? ['set']
}

const customValues = (view: View, { options }: CustomField): readonly Json[] | undefined =>
  options?.map((option) => ({
    ...optionJson(view, option),
    ...(option.children !== undefined && { children: option.children.map((child) => optionJson(view, child)) }),
  }))

/** The values a field may have on an issue; undefined: anything of its kind. */
const allowedValues = (view: View, fieldId: string, issue: SandboxIssue): readonly Json[] | undefined => {
  const project = view.world.findProject(issue.projectKey)
  switch (fieldId) {
    case 'priority':
      return priorities.map((priority) => priorityRef(view, priority))
    case 'resolution':
      return resolutions.map((resolution) => resolutionJson(view, resolution))
    case 'components':
      return project?.components.map((component) => componentJson(view, component))
    case 'fixVersions':
    case 'versions':
      return project?.versions.filter(({ archived }) => !archived).map((version) => versionJson(view, version))
    case 'security':
      return levelsFor(view.world, view.user, issue).map((level) => securityLevelJson(view, level))
    case 'issuetype':
      return issueTypes
        .filter(({ id, subtask }) => subtask === issueTypeById(issue.typeId).subtask && project?.typeIds.includes(id))
        .map((type) => issueTypeJson(view, type))
    default: {
      const custom = customFieldById(fieldId)
      return custom === undefined ? undefined : customValues(view, custom)
    }
  }
}

const autoCompleteUrl = ({ baseUrl }: View, fieldId: string, issue: SandboxIssue): string | undefined => {
  switch (fieldId) {
    case 'assignee':
      return `${baseUrl}/rest/api/latest/user/assignable/search?issueKey=${issue.key}&username=`
    case 'reporter':
      return `${baseUrl}/rest/api/latest/user/search?username=`
    case 'labels':
      return `${baseUrl}/rest/api/1.0/labels/suggest?query=`
    default:
      return customFieldById(fieldId)?.kind === 'user'
        ? `${baseUrl}/rest/api/1.0/users/picker?fieldName=${fieldId}&query=`
        : undefined
  }
}

const metaJson = (view: View, { fieldId, required }: ScreenField, issue: SandboxIssue): Json => {
  const field = fieldById(fieldId)
  const values = allowedValues(view, fieldId, issue)
  const complete = autoCompleteUrl(view, fieldId, issue)
  return {
    required,
    ...(field?.schema !== undefined && { schema: field.schema }),
    name: field?.name ?? fieldId,
    fieldId,
    ...(complete !== undefined && { autoCompleteUrl: complete }),
    hasDefaultValue: fieldId === 'priority',
    operations: operationsOf(fieldId),
    ...(values !== undefined && { allowedValues: values }),
  }
}

/** The fields of a screen as edit metadata and transitions describe them. */
export const screenJson = (view: View, screen: readonly ScreenField[], issue: SandboxIssue): Json =>
  Object.fromEntries(screen.map((field) => [field.fieldId, metaJson(view, field, issue)]))
