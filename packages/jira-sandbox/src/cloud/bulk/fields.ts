import type { Answer, Exchange } from '../../exchange.ts'
import { operationsOf } from '../../rest/field-meta.ts'
import type { JsonObject } from '../../rest/input.ts'
import { ok, Refusal } from '../../rest/refusal.ts'
import { editScreen } from '../../workflow/screens.ts'
import { customFieldById } from '../../world/custom-fields.ts'
import { fieldById } from '../../world/fields.ts'
import type { SandboxIssue } from '../../world/world.ts'

const pageLength = 50
const never = new Set(['summary', 'attachment', 'issuelinks', 'comment'])

const fieldJson = (id: string, required: boolean): JsonObject => ({
  id,
  name: fieldById(id)?.name ?? id,
  type: customFieldById(id)?.type ?? id,
  isRequired: required,
  description: '',
  ...(operationsOf(id).includes('add') ? { multiSelectFieldOptions: ['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'] } : {}),
})

/** The fields that can be edited on all of some issues at once, in pages that begin after a cursor. */
export const editableFields = ({ query }: Exchange, issues: readonly SandboxIssue[]): Answer => {
  const [first, ...others] = issues.map(editScreen)
  const shared = (first ?? []).filter(({ fieldId }) =>
    others.every((screen) => screen.some((field) => field.fieldId === fieldId)),
  )
  const search = (query.get('searchText') ?? '').toLowerCase()
  const rows = shared
    .filter(({ fieldId }) => !never.has(fieldId))
    .filter(({ fieldId }) => (fieldById(fieldId)?.name ?? '').toLowerCase().includes(search))
    .map(({ fieldId, required }) => fieldJson(fieldId, required))
  const cursor = query.get('startingAfter') ?? ''
  const start = cursor === '' ? 0 : rows.findIndex(({ id }) => id === cursor) + 1
  if (cursor !== '' && start === 0) throw new Refusal(400, 'The cursor startingAfter is not valid.')
  const page = rows.slice(start, start + pageLength)
  return ok({ fields: page, ...(start + pageLength < rows.length ? { startingAfter: page.at(-1)?.id } : {}) })
}
