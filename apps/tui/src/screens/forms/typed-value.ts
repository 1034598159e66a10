import { EMPTY, type FieldMeta, type FieldValue, kindOf } from '@mmd/jira-api/model'
import { parseDuration, toDuration } from '../../durations.ts'
import { isUrlField } from './editor-kind.ts'
import type { FormEntry } from './form-modal.ts'

/** What a typed text means for a field, or why it is none of its values. */
export type Typed = { readonly value: FieldValue } | { readonly problem: string }

/** Characters that Jira takes in a line of text. */
const longestLine = 255

const pad = (number: number): string => String(number).padStart(2, '0')

const dayOf = (date: Date): string => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`

const timeOf = (date: Date): string => `${dayOf(date)} ${pad(date.getHours())}:${pad(date.getMinutes())}`

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

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Days until then: `today`, `tomorrow`, `+3d`, `+2w`; undefined for other words. */
const daysAhead = (text: string): number | undefined => {
  const word = text.toLowerCase()
  if (word === 'today') return 0
  if (word === 'tomorrow') return 1
  const [, count, unit] = /^\+(\d{1,4})([dw])$/.exec(word) ?? []
  return count === undefined ? undefined : Number(count) * (unit === 'w' ? 7 : 1)
}

const toDay = (text: string, now: number): string | undefined => {
  const ahead = daysAhead(text)
  if (ahead === undefined) return isDay(text) ? text : undefined
  const date = new Date(now)
  date.setDate(date.getDate() + ahead)
  return dayOf(date)
}

const toTime = (text: string, now: number): string | undefined => {
  if (text.toLowerCase() === 'now') return new Date(now).toISOString()
  const [, day = '', clock = '00:00'] = /^(\S+)(?:[ T]+(\d{2}:\d{2}))?$/.exec(text) ?? []
  const date = toDay(day, now)
  const time = date === undefined ? Number.NaN : new Date(`${date}T${clock}`).getTime()
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
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

/** Reads what was typed into a field. `now`: epoch milliseconds, for words such as `today`. */
export const readTyped = (meta: FieldMeta, typed: string, now: number): Typed => {
  const text = typed.trim()
  if (text === '') return { value: EMPTY }
  switch (kindOf(meta)) {
    case 'number': {
      const number = Number(text)
      if (Number.isFinite(number)) return { value: { kind: 'number', number } }
      return { problem: `${meta.name} must be a number such as 1.5` }
    }
    case 'date': {
      const date = toDay(text, now)
      if (date !== undefined) return { value: { kind: 'date', date } }
      return { problem: `${meta.name} must be a date such as 2026-11-22, or +3d` }
    }
    case 'time': {
      const time = toTime(text, now)
      if (time !== undefined) return { value: { kind: 'time', time } }
      return { problem: `${meta.name} must be a time such as 2026-11-22 09:30` }
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
