import { customFieldById } from '../../world/custom-fields.ts'

type Json = Readonly<Record<string, unknown>>

/** A text as the plainest document of the Atlassian Document Format: paragraphs, with all markup left as it is. */
const toAdf = (text: string): Json => ({
  type: 'doc',
  version: 1,
  content: text
    .split(/(?:\r?\n){2,}/u)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ type: 'paragraph', content: [{ type: 'text', text: paragraph }] })),
})

const isRich = (fieldId: string): boolean =>
  fieldId === 'description' || fieldId === 'environment' || customFieldById(fieldId)?.kind === 'textarea'

const inList = (page: unknown, list: 'comments' | 'worklogs', member: 'body' | 'comment'): unknown => {
  const entries = (page as Readonly<Record<string, readonly Json[]>>)[list] ?? []
  const shown = entries.map((entry) => ({ ...entry, [member]: toAdf(String(entry[member])) }))
  return { ...(page as Json), [list]: shown }
}

const fieldInAdf = (fieldId: string, value: unknown): unknown => {
  if (typeof value === 'string') return isRich(fieldId) ? toAdf(value) : value
  if (fieldId === 'comment') return inList(value, 'comments', 'body')
  return fieldId === 'worklog' ? inList(value, 'worklogs', 'comment') : value
}

/** The fields of an issue as version 3 has them: documents in place of wiki markup. */
export const fieldsInAdf = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, fieldInAdf(id, value)]))
