import type { Exchange } from '../../exchange.ts'
import { commit } from '../../rest/change.ts'
import { readEdits } from '../../rest/edit-issue.ts'
import { demand } from '../../rest/find.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { isText, listOf, required } from '../../rest/payload.ts'
import { Refusal } from '../../rest/refusal.ts'
import { editScreen } from '../../workflow/screens.ts'
import type { SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from '../rest/cloud-api.ts'
import { fieldPlace } from '../text/text-book.ts'
import { type FieldChange, readEditedFields } from './edited-fields.ts'
import type { BulkWork } from './task.ts'

const chosen = (body: JsonObject, changes: ReadonlyMap<string, FieldChange>): readonly FieldChange[] => {
  const actions = required(body.selectedActions, listOf(isText, 100))
  if (actions.length === 0) throw new Refusal(400, 'selectedActions must not be empty')
  return actions.map((action) => {
    const change = changes.get(action)
    if (change === undefined) throw new Refusal(400, `There is no input for the action ${action}`)
    return change
  })
}

const merged = (changes: readonly FieldChange[]): JsonObject => ({
  fields: Object.assign({}, ...changes.map(({ fields }) => fields)) as JsonObject,
  update: Object.assign({}, ...changes.map(({ update }) => update)) as JsonObject,
})

/** The work of an edit of many issues; a 400 refusal for input that will do for none. */
export const editWork = (api: CloudApi, body: JsonObject, issues: readonly SandboxIssue[]): BulkWork => {
  if (!isObject(body.editedFieldsInput)) throw new Refusal(400, 'editedFieldsInput must not be null')
  const { switches, hasMedia } = api
  const changes = readEditedFields(body.editedFieldsInput, { switches, hasMedia })
  const wanted = chosen(body, changes)
  const isMixed = new Set(issues.map(({ projectKey }) => projectKey)).size > 1
  if (isMixed && wanted.some(({ fields }) => 'issuetype' in fields)) {
    throw new Refusal(400, 'The type of issues of one project alone can be changed at once.')
  }
  const edits = merged(wanted)
  return (issue: SandboxIssue, exchange: Exchange) => {
    demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit this issue.')
    commit(issue, readEdits(edits, editScreen(issue), issue, exchange), exchange)
    for (const { fields, text } of wanted) {
      const [fieldId = ''] = Object.keys(fields)
      if (text !== undefined) api.texts.keep(fieldPlace(issue.id, fieldId), text.wiki, text.document)
    }
  }
}
