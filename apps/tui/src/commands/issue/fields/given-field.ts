import type { FieldMeta, FieldOption } from '@mmd/jira-api/model'
import { AppError } from '../../../config/app-error.ts'

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

/** The parts of a list that is separated by commas; `\,` is a comma. */
export const splitList = (text: string): readonly string[] =>
  text
    .split(/(?<!\\),/)
    .map((item) => item.replaceAll('\\,', ',').trim())
    .filter((item) => item !== '')

/** One part of such a list. */
export const listItem = (text: string): string => text.replaceAll(',', '\\,')

/** How a missing field is given: `--field "Severity=…" (High, Low)`. */
export const flagFor = (field: FieldMeta, flags: Readonly<Record<string, string>>): string => {
  const flag = Object.hasOwn(flags, field.id) ? flags[field.id] : undefined
  const allowed = field.allowedValues.length === 0 ? '' : ` (${listOptions(field)})`
  return `${flag ?? `--field "${field.name}=…"`}${allowed}`
}
