import { isObject, type JsonObject } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'
import { issueTypes, priorities } from '../../world/catalogue.ts'
import type { NotADocument, ReadText, TextRules } from '../text/read-document.ts'
import { readDocument } from '../text/read-document.ts'

/** What is to be done to one field, in the words of an edit of one issue. */
export interface FieldChange {
  readonly fields: JsonObject
  readonly update: JsonObject
  readonly text?: ReadText
}

type Read = (bean: JsonObject, fieldId: string, rules: TextRules) => FieldChange

const set = (fieldId: string, value: unknown): FieldChange => ({ fields: { [fieldId]: value }, update: {} })

const wrong = (text: string): Refusal => new Refusal(400, text)

const member = (bean: JsonObject, name: string): JsonObject => {
  const value = bean[name]
  if (isObject(value)) return value
  throw wrong(`${name} must not be null`)
}

const text = (bean: JsonObject, name: string): string => {
  const value = bean[name]
  if (typeof value === 'string') return value
  throw wrong(`${name} must not be null`)
}

const options = new Set(['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'])

const many =
  (list: string, one: (bean: JsonObject) => unknown): Read =>
  (bean, fieldId) => {
    const option = text(bean, 'bulkEditMultiSelectFieldOption')
    if (!options.has(option)) throw wrong(`bulkEditMultiSelectFieldOption has no value ${option}`)
    const given = Array.isArray(bean[list]) ? bean[list] : []
    if (given.length === 0 && option !== 'REMOVE_ALL') throw wrong(`${list} must not be empty`)
    const values = given.map((entry: unknown) => {
      // An object here, although an edit of one issue takes a bare label.
      if (!isObject(entry)) throw wrong(`${list} must be a list of objects`)
      return one(entry)
    })
    if (option === 'REPLACE') return set(fieldId, values)
    if (option === 'REMOVE_ALL') return set(fieldId, [])
    const verb = option === 'ADD' ? 'add' : 'remove'
    return { fields: {}, update: { [fieldId]: values.map((value: unknown) => ({ [verb]: value })) } }
  }

const person: Read = (bean, fieldId) => {
  const { user } = bean
  if (user === null || user === undefined) return set(fieldId, null)
  const accountId = text(member(bean, 'user'), 'accountId')
  return set(fieldId, accountId === 'unassigned' ? null : { name: accountId })
}

const refuseText: NotADocument = () => new Refusal(400, 'INVALID_INPUT')

const rich: Read = (bean, fieldId, rules) => {
  const { adfValue } = member(bean, 'richText')
  const document: unknown = typeof adfValue === 'string' ? parsed(adfValue) : adfValue
  const read = readDocument(document, fieldId, refuseText, rules)
  return { ...set(fieldId, read.wiki), text: read }
}

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

// Beans that are lists, one element for each field of the kind.
const listBeans: Readonly<Record<string, Read>> = {
  labelsFields: many('labels', (label) => text(label, 'name')),
  singleSelectClearableUserPickerFields: person,
  richTextFields: rich,
  singleLineTextFields: (bean, fieldId) => set(fieldId, text(bean, 'text')),
  clearableNumberFields: (bean, fieldId) => set(fieldId, bean.value ?? null),
  datePickerFields: (bean, fieldId) => set(fieldId, text(member(bean, 'date'), 'formattedDate') || null),
  multipleVersionPickerFields: many('versions', (version) => ({ id: text(version, 'versionId') })),
  singleSelectFields: (bean, fieldId) => set(fieldId, { id: String(member(bean, 'option').optionId) }),
  multipleSelectFields: many('options', (option) => ({ id: String(option.optionId) })),
}

// Beans of one field each; their names are not the ids of the fields.
const singleBeans: Readonly<Record<string, readonly [fieldId: string, read: Read]>> = {
  priority: ['priority', (bean, fieldId) => set(fieldId, { id: known(priorities, text(bean, 'priorityId')) })],
  issueType: ['issuetype', (bean, fieldId) => set(fieldId, { id: known(issueTypes, text(bean, 'issueTypeId')) })],
  multiselectComponents: ['components', many('components', (one) => ({ id: String(one.componentId) }))],
}

const known = (rows: readonly { readonly id: string }[], id: string): string => {
  if (rows.some((row) => row.id === id)) return id
  throw wrong(`There is no value with id ${id}`)
}

/** The changes of an input by field id; a 400 refusal for beans that no one knows. */
export const readEditedFields = (input: JsonObject, rules: TextRules): ReadonlyMap<string, FieldChange> => {
  const changes = new Map<string, FieldChange>()
  for (const [name, bean] of Object.entries(input)) {
    const single = Object.hasOwn(singleBeans, name) ? singleBeans[name] : undefined
    const read = Object.hasOwn(listBeans, name) ? listBeans[name] : undefined
    if (single !== undefined) changes.set(single[0], single[1](member(input, name), single[0], rules))
    else if (read !== undefined && Array.isArray(bean)) {
      for (const one of bean as readonly unknown[]) {
        if (!isObject(one)) throw wrong(`${name} must be a list of objects`)
        const fieldId = text(one, 'fieldId')
        changes.set(fieldId, read(one, fieldId, rules))
      }
    } else throw wrong(`Unrecognized field "${name}"`)
  }
  return changes
}
