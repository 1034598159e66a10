import type { Site } from '@mmd/auth'
import { type FieldMeta, type FieldOption, userWire } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'

/** One `--field NAME=VALUE` as it was typed. */
export interface GivenField {
  readonly name: string
  readonly value: string
}

/** Splits `NAME=VALUE`; throws a usage error when there is no name. */
export const parseGivenField = (text: string): GivenField => {
  const at = text.indexOf('=')
  if (at < 1) {
    throw new AppError('usage', `“${text}” is not NAME=VALUE`, 'Write for example --field "Fix Version/s=1.4.0"')
  }
  return { name: text.slice(0, at).trim(), value: text.slice(at + 1) }
}

/** The field that `name` means: an id, else a name in any case. Throws when none or several fit. */
export const findField = (fields: readonly FieldMeta[], name: string): FieldMeta => {
  const byId = fields.find(({ id }) => id === name)
  if (byId !== undefined) return byId
  const byName = fields.filter((field) => field.name.toLowerCase() === name.toLowerCase())
  const [only] = byName
  if (only !== undefined && byName.length === 1) return only
  if (byName.length > 1) {
    throw new AppError(
      'bad-value',
      `Several fields are called “${name}”`,
      `Use one of these ids: ${byName.map(({ id }) => id).join(', ')}`,
    )
  }
  throw new AppError(
    'bad-value',
    `This screen has no field “${name}”`,
    fields.length === 0 ? 'It asks for nothing' : `It has: ${fields.map((field) => field.name).join(', ')}`,
  )
}

/**
 * What a write must send for a value as typed: options by label, lists by commas (`\,` is a comma), `Parent > Child`
 * for cascading ones, people by what the deployment knows them by, `json:…` as it is, empty clears. Throws `AppError`
 * `bad-value` that lists the allowed values.
 */
export const toWireValue = (field: FieldMeta, text: string, deployment: Site['deployment'] = 'datacenter'): unknown => {
  if (text.startsWith('json:')) return parseJson(field, text.slice('json:'.length))
  if (field.type === 'array') return splitList(text).map((item) => toItem(field, item, deployment))
  if (text.trim() === '') return null
  if (field.type === 'number') return toNumber(field, text)
  if (field.type === 'user') return userWire(deployment, text.trim())
  if (field.type === 'option-with-child' && text.includes('>')) {
    const [parent = '', child = ''] = text.split('>').map((part) => part.trim())
    return { value: parent, child: { value: child } }
  }
  return field.allowedValues.length === 0 ? text : findOption(field, text).wire
}

/** The option of a field that `text` means, by label in any case or by id. */
export const findOption = (field: FieldMeta, text: string): FieldOption => {
  const wanted = text.trim().toLowerCase()
  const option =
    field.allowedValues.find(({ label }) => label.toLowerCase() === wanted) ??
    field.allowedValues.find(({ id }) => id === text.trim())
  if (option !== undefined) return option
  throw new AppError('bad-value', `“${text.trim()}” is not a value of ${field.name}`, `Allowed: ${listOptions(field)}`)
}

/** The labels of a field's allowed values for people, at most twenty. */
export const listOptions = (field: FieldMeta): string => {
  const labels = field.allowedValues.map(({ label }) => label)
  return labels.length <= 20 ? labels.join(', ') : `${labels.slice(0, 20).join(', ')} and ${labels.length - 20} more`
}

const toItem = (field: FieldMeta, item: string, deployment: Site['deployment']): unknown => {
  if (field.allowedValues.length > 0) return findOption(field, item).wire
  if (field.items === 'user') return userWire(deployment, item)
  return item
}

const splitList = (text: string): readonly string[] =>
  text
    .split(/(?<!\\),/)
    .map((item) => item.replaceAll('\\,', ',').trim())
    .filter((item) => item !== '')

const toNumber = (field: FieldMeta, text: string): number => {
  const value = Number(text)
  if (Number.isFinite(value)) return value
  throw new AppError('bad-value', `${field.name} takes a number, not “${text}”`, 'Write it with a point, such as 1.5')
}

const parseJson = (field: FieldMeta, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError(
      'bad-value',
      `The value of ${field.name} is not JSON`,
      'What follows json: must be one JSON value',
    )
  }
}
