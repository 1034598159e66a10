import { EMPTY, type FieldMeta, type FieldValue, kindOf } from '@mmd/jira-api/model'
import { parseDuration, toDuration } from '../../durations.ts'
import { readDay, readMoment, timeOf } from './dates.ts'
import { isUrlField } from './editor-kind.ts'
import type { FormEntry } from './form-modal.ts'
import { readNumber } from './numbers.ts'

/** What a typed text means for a field, or why it is none of its values. */
export type Typed = { readonly value: FieldValue } | { readonly problem: string }

/** Characters that Jira takes in a line of text. */
const longestLine = 255

/** A value as it is typed; times as this machine's clock has them. */
export const toTypedText = ({ value }: Pick<FormEntry, 'value'>): string => {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return String(value.number)
    case 'date':
      return value.date
    case 'time':
      return timeOf(new Date(value.time))
    case 'team':
      return value.team.id
    case 'estimates': {
      const { original, remaining } = value.estimates
      const [first, second] = [original, remaining].map((one) => (one === null ? '' : toDuration(one)))
      return second === '' ? (first ?? '') : `${first} / ${second}`.trim()
    }
    default:
      return ''
  }
}

const toEstimates = (text: string): FieldValue | undefined => {
  const [first = '', second = '', ...more] = text.split('/').map((part) => part.trim())
  const [original, remaining] = [first, second].map((part) => (part === '' ? null : parseDuration(part)))
  if (original === undefined || remaining === undefined || more.length > 0) return undefined
  return { kind: 'estimates', estimates: { original, remaining, spent: null } }
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^(?:https?|ftp|mailto):/i.test(text)

const lineValue = (meta: FieldMeta, text: string): Typed => {
  if (text.length > longestLine) return { problem: `${text.length} characters; ${longestLine} is the most` }
  if (isUrlField(meta) && !isAddress(text)) return { problem: `${meta.name} must be an address such as https://…` }
  return { value: { kind: 'text', text } }
}

/** A comma that may part thousands, written so that it cannot be mistaken. */
const inTwoWays = (text: string): string => `${text.replace(',', '')} or ${text.replace(',', '.')}`

/** What a date or a time that is being typed means, in words; empty for other fields, and for what means nothing yet. */
export const meaningOf = (meta: FieldMeta, text: string, now: number): string => {
  const kind = kindOf(meta)
  if (text.trim() === '' || (kind !== 'date' && kind !== 'time')) return ''
  const typed = readTyped(meta, text, now)
  if ('problem' in typed) return ''
  const { value } = typed
  const date =
    value.kind === 'date' ? new Date(`${value.date}T00:00`) : new Date(value.kind === 'time' ? value.time : NaN)
  if (Number.isNaN(date.getTime())) return ''
  const day = date.toDateString().slice(0, 3)
  return `${day} ${value.kind === 'date' ? value.date : timeOf(date)}`
}

/** Reads what was typed into a field. `now`: epoch milliseconds, for words such as `today`. */
export const readTyped = (meta: FieldMeta, typed: string, now: number): Typed => {
  const text = typed.trim()
  if (text === '') return { value: EMPTY }
  switch (kindOf(meta)) {
    case 'number': {
      const number = readNumber(text)
      if (number === 'ambiguous') return { problem: `${text} may be two numbers: write ${inTwoWays(text)}` }
      if (number !== undefined) return { value: { kind: 'number', number } }
      return { problem: `${meta.name} must be a number such as 1.5` }
    }
    case 'date': {
      const date = readDay(text, now)
      if (date !== undefined) return { value: { kind: 'date', date } }
      return { problem: `${meta.name} must be a date such as 2026-11-22, fri, 24 dec or +3d` }
    }
    case 'time': {
      const time = readMoment(text, now)
      if (time !== undefined) return { value: { kind: 'time', time } }
      return { problem: `${meta.name} must be a time such as 2026-11-22 09:30 or fri 17:00` }
    }
    case 'estimates': {
      const value = toEstimates(text)
      if (value !== undefined) return { value }
      return { problem: `${meta.name} must be times in hours and minutes such as 4h / 1h 30m` }
    }
    case 'team':
      return { value: { kind: 'team', team: { id: text, name: text } } }
    default:
      return lineValue(meta, text)
  }
}
