import type { FieldValue, IssueField } from '@mmd/jira-api/model'
import { toPersonJson } from './person-json.ts'
import { toTextJson } from './text-json.ts'

/** The value of a field in JSON, in the simplest form that says it. */
export const toValueJson = (value: FieldValue): unknown => {
  switch (value.kind) {
    case 'empty':
      return null
    case 'text':
      return value.text
    case 'rich-text':
      return toTextJson(value.text)
    case 'number':
      return value.number
    case 'date':
      return value.date
    case 'time':
      return value.time
    case 'user':
      return toPersonJson(value.user)
    case 'users':
      return value.users.map(toPersonJson)
    case 'named':
      return value.value.name
    case 'named-list':
      return value.values.map(({ name }) => name)
    case 'option':
      return value.option.label
    case 'options':
      return value.options.map(({ label }) => label)
    case 'cascading':
      return value.child === null ? value.parent.label : `${value.parent.label} > ${value.child.label}`
    case 'words':
      return [...value.words]
    case 'sprints':
      return value.sprints
    case 'issue':
      return value.key
    case 'team':
      return value.team.name
    case 'estimates':
      return value.estimates
    case 'sla':
      return value.sla
    case 'development':
      return value.development
    case 'withheld':
      return value.reason
    case 'unknown':
      return value.label
  }
}

/** Custom fields by id, and by name too where no other field has it. */
export const toFieldsJson = (fields: readonly IssueField[]): Readonly<Record<string, unknown>> => {
  const named = fields.filter(({ name }) => fields.filter((field) => field.name === name).length === 1)
  return Object.fromEntries([
    ...named.map(({ name, value }) => [name, toValueJson(value)] as const),
    ...fields.map(({ id, value }) => [id, toValueJson(value)] as const),
  ])
}

const hours = (millis: number | null): string => {
  if (millis === null) return 'no time known'
  const minutes = Math.round(Math.abs(millis) / 60_000)
  const text = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return millis < 0 ? `${text} too late` : `${text} left`
}

/** The value of a field for people, in one line; empty where there is nothing worth a line. */
export const toValueText = (value: FieldValue): string => {
  switch (value.kind) {
    case 'rich-text':
      return ''
    case 'user':
      return value.user.name
    case 'users':
      return value.users.map(({ name }) => name).join(', ')
    case 'sprints':
      return value.sprints.map(({ name, state }) => (state === 'active' ? name : `${name} (${state})`)).join(', ')
    case 'sla':
      return value.sla.ongoing === null ? '' : hours(value.sla.ongoing.remaining)
    case 'estimates':
    case 'development':
      return ''
    case 'unknown':
      return value.label.length > 80 ? '' : value.label
    default: {
      const json = toValueJson(value)
      if (Array.isArray(json)) return json.join(', ')
      return typeof json === 'string' || typeof json === 'number' ? String(json) : ''
    }
  }
}
