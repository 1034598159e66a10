import type { Exchange } from '../exchange.ts'
import type { ScreenField } from '../workflow/workflow.ts'
import { customFieldById } from '../world/custom-fields.ts'
import { fieldById } from '../world/fields.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { Edit } from './change.ts'
import { commentBody, commentVisibility, newComment } from './comment-input.ts'
import { editCustom } from './edit-custom.ts'
import type { Operation } from './edit-lists.ts'
import { systemEditor } from './edit-system.ts'
import { FieldError } from './edit-values.ts'
import { operationsOf } from './field-meta.ts'
import { isObject, type JsonObject } from './input.ts'
import { fieldJson } from './issue-fields.ts'
import { linkEdit } from './link-input.ts'
import { Refusal, refuseFields } from './refusal.ts'

const notOnScreen = (id: string): string =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`

const part = (body: JsonObject, name: 'fields' | 'update'): JsonObject => {
  const value = body[name]
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw new Refusal(400, `Can not deserialize '${name}' out of this JSON`)
  return value
}

const verbsOf = (id: string, value: unknown): readonly Operation[] => {
  if (!Array.isArray(value)) throw new FieldError('Operations must be given as an array')
  return value.map((element: unknown) => {
    const [entry, ...others] = isObject(element) ? Object.entries(element) : []
    if (entry === undefined || others.length > 0) throw new FieldError('Operation must be an object with one verb')
    const [verb] = entry
    if (!operationsOf(id).includes(verb)) {
      const name = fieldById(id)?.name ?? id
      throw new FieldError(
        `Field with id '${id}' and name '${name}' does not support operation '${verb}' Supported operation(s) are: '${operationsOf(id).join(',')}'`,
      )
    }
    return { verb, value: entry[1] }
  })
}

const commentEdit = (operations: readonly Operation[], issue: SandboxIssue, exchange: Exchange): Edit => {
  const comments = operations.map(({ verb, value }) => {
    if (verb !== 'add' || !isObject(value)) throw new FieldError('A comment is added as an object with a body')
    if (!mayIn(exchange.world, exchange.user, issue.projectKey, 'ADD_COMMENTS')) {
      throw new FieldError('You do not have the permission to comment on this issue.')
    }
    return newComment(commentBody(value.body), commentVisibility(value, exchange), exchange)
  })
  return {
    apply: (target) => {
      target.comments = [...target.comments, ...comments]
    },
  }
}

const editField = (id: string, operations: readonly Operation[], issue: SandboxIssue, exchange: Exchange): Edit => {
  if (id === 'comment') return commentEdit(operations, issue, exchange)
  if (id === 'issuelinks') return linkEdit(operations, issue, exchange)
  const custom = customFieldById(id)
  if (custom !== undefined) return editCustom(custom, issue, operations, exchange)
  const editor = systemEditor(id)
  if (editor === undefined) throw new FieldError(notOnScreen(id))
  return editor(issue, operations, exchange)
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const missingFields = (
  screen: readonly ScreenField[],
  given: ReadonlyMap<string, unknown>,
  issue: SandboxIssue,
  exchange: Exchange,
): Record<string, string> => {
  const errors: Record<string, string> = {}
  for (const { fieldId, required } of screen) {
    const value = given.has(fieldId) ? given.get(fieldId) : fieldJson(exchange, issue, fieldId)
    if (required && isEmpty(value)) errors[fieldId] = `${fieldById(fieldId)?.name ?? fieldId} is required.`
  }
  return errors
}

const check = (id: string, read: () => Edit, errors: Record<string, string>): readonly Edit[] => {
  try {
    return [read()]
  } catch (error) {
    if (error instanceof FieldError) errors[id] = error.message
    else if (error instanceof Refusal && error.messages.length === 0) Object.assign(errors, error.errors)
    else throw error
    return []
  }
}

/**
 * The edits that a body with `fields` and `update` asks for. All or nothing: a 400 refusal names every field that is
 * twice in it, not on the screen, of a wrong value, or missing although the screen requires it.
 */
export const readEdits = (
  body: JsonObject,
  screen: readonly ScreenField[],
  issue: SandboxIssue,
  exchange: Exchange,
): readonly Edit[] => {
  const fields = part(body, 'fields')
  const update = part(body, 'update')
  // Without a prototype: a body may name a field "__proto__".
  const errors: Record<string, string> = Object.create(null) as Record<string, string>
  const edits: Edit[] = []
  const onScreen = new Set(screen.map(({ fieldId }) => fieldId))
  for (const id of new Set([...Object.keys(fields), ...Object.keys(update)])) {
    const inFields = Object.hasOwn(fields, id)
    if (inFields && Object.hasOwn(update, id)) {
      errors[id] = `Field '${id}' cannot appear in both 'fields' and 'update'`
    } else if (!onScreen.has(id) || (inFields && !operationsOf(id).includes('set'))) errors[id] = notOnScreen(id)
    else {
      const operations = (): readonly Operation[] =>
        inFields ? [{ verb: 'set', value: fields[id] }] : verbsOf(id, update[id])
      edits.push(...check(id, () => editField(id, operations(), issue, exchange), errors))
    }
  }
  const given = new Map<string, unknown>([...Object.entries(fields), ...Object.entries(update)])
  const all = { ...missingFields(screen, given, issue, exchange), ...errors }
  if (Object.keys(all).length > 0) throw refuseFields(all)
  return edits
}
