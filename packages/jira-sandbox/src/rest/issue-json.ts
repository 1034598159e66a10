import { editScreen } from '../workflow/screens.ts'
import { availableTransitions } from '../workflow/workflow.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { screenJson } from './field-meta.ts'
import { changelogJson } from './history-json.ts'
import { fieldsJson } from './issue-fields.ts'
import { operationsJson } from './operations-json.ts'
import { renderedFields } from './rendered-fields.ts'
import { transitionJson } from './transition-json.ts'
import type { View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

/** The values by the numbers of their representations, of which only the first is known. */
const versionedJson = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { 1: value }]))

/** What may be edited on an issue by the caller; nothing for those who may not edit. */
export const editMetaJson = (view: View, issue: SandboxIssue): Json => ({
  fields: mayIn(view.world, view.user, issue.projectKey, 'EDIT_ISSUES')
    ? screenJson(view, editScreen(issue), issue)
    : {},
})

/** An issue with the fields and expansions asked for. */
export const issueJson = (
  view: View,
  issue: SandboxIssue,
  fieldIds: readonly string[],
  expand: readonly string[],
): Json => {
  const fields = fieldsJson(view, issue, fieldIds)
  return {
    expand: 'renderedFields,names,schema,transitions,operations,editmeta,changelog,versionedRepresentations',
    id: String(issue.id),
    self: `${view.baseUrl}/rest/api/2/issue/${issue.id}`,
    key: issue.key,
    fields,
    ...(expand.includes('renderedFields') && { renderedFields: renderedFields(view, issue, fields) }),
    ...((expand.includes('transitions') || expand.includes('transitions.fields')) && {
      transitions: availableTransitions(view.world, issue, view.user).map((transition) =>
        transitionJson(view, transition, issue, expand.includes('transitions.fields')),
      ),
    }),
    ...(expand.includes('editmeta') && { editmeta: editMetaJson(view, issue) }),
    ...(expand.includes('changelog') && { changelog: changelogJson(view, issue) }),
    ...(expand.includes('operations') && { operations: operationsJson(view, issue) }),
    ...(expand.includes('versionedRepresentations') && { versionedRepresentations: versionedJson(fields) }),
  }
}
