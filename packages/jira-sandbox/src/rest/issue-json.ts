import { editScreen } from '../workflow/screens.ts'
import { availableTransitions } from '../workflow/workflow.ts'
import { mayIn, visibleComments } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { commentJson, renderedText } from './comment-json.ts'
import { screenJson } from './field-meta.ts'
import { changelogJson } from './history-json.ts'
import { fieldsJson } from './issue-fields.ts'
import { transitionJson } from './transition-json.ts'
import type { View } from './view.ts'

type Json = Readonly<Record<string, unknown>>

const renderedFields = (view: View, issue: SandboxIssue, fieldIds: readonly string[]): Json =>
  Object.fromEntries(
    fieldIds.map((id) => {
      if (id === 'description') return [id, issue.description === null ? '' : renderedText(issue.description)]
      if (id !== 'comment') return [id, null]
      const comments = visibleComments(view.world, view.user, issue).map((comment) => ({
        ...commentJson(view, issue, comment),
        body: renderedText(comment.body),
      }))
      return [id, { comments, maxResults: comments.length, total: comments.length, startAt: 0 }]
    }),
  )

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
): Json => ({
  expand: 'renderedFields,names,schema,transitions,operations,editmeta,changelog,versionedRepresentations',
  id: String(issue.id),
  self: `${view.baseUrl}/rest/api/2/issue/${issue.id}`,
  key: issue.key,
  fields: fieldsJson(view, issue, fieldIds),
  ...(expand.includes('renderedFields') && { renderedFields: renderedFields(view, issue, fieldIds) }),
  ...((expand.includes('transitions') || expand.includes('transitions.fields')) && {
    transitions: availableTransitions(view.world, issue, view.user).map((transition) =>
      transitionJson(view, transition, issue, expand.includes('transitions.fields')),
    ),
  }),
  ...(expand.includes('editmeta') && { editmeta: editMetaJson(view, issue) }),
  ...(expand.includes('changelog') && { changelog: changelogJson(view, issue) }),
})
