import type { FieldValue, Issue, IssueField } from '@mmd/jira-api'
import { splitKey } from '@mmd/replica/first-page'
import type { Role } from '../../../theme/palette.ts'
import { age } from '../age.ts'
import { priorityLook, statusRole, typeRole } from '../looks.ts'
import { isSprint, type RowField, toRowField } from './built-in-fields.ts'

/** What a cell says, and how it looks. */
export interface Cell {
  readonly text: string
  readonly role: Role
  /** It stands at the right end, as numbers and ages do. */
  readonly right?: boolean
}

const none: Cell = { text: '', role: 'faint' }

const named = (values: readonly { readonly name: string }[]): string => values.map(({ name }) => name).join(', ')

const cell = (text: string | null | undefined, role: Role = 'text'): Cell =>
  text === null || text === undefined || text === '' ? none : { text, role }

/** The same at the right end of its column. */
const number = (text: string, role: Role = 'text'): Cell => ({ ...cell(text, role), right: true })

/** `2h`, `45m`, `3d`: a length of time in at most two parts, with a minus when it is over. Milliseconds. */
export const span = (ms: number): string => {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const words =
    days > 0 ? `${days}d` : hours > 0 ? `${hours}h${rest > 0 ? String(rest).padStart(2, '0') : ''}` : `${rest}m`
  return ms < 0 ? `-${words}` : words
}

/** A day as it is from today: `today`, `in 3d`, `5d ago`. */
const day = (date: string, now: number): Cell => {
  const then = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(then)) return cell(date)
  const today = new Date(now)
  const days = Math.round((then - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000)
  if (days === 0) return { text: 'today', role: 'warn' }
  if (Math.abs(days) > 60) return { text: date, role: days < 0 ? 'bad' : 'dim' }
  return days > 0 ? { text: `in ${days}d`, role: 'text' } : { text: `${-days}d ago`, role: 'bad' }
}

const readers: Readonly<Record<RowField, (issue: Issue, now: number) => Cell>> = {
  key: (issue) => cell(splitKey(issue.key).key, issue.status.category === 'done' ? 'faint' : 'accent'),
  type: (issue) => cell(issue.type.name, typeRole(issue)),
  priority: ({ priority }) => cell(priority?.name, priorityLook(priority)[0]),
  summary: (issue) => cell(issue.summary, issue.status.category === 'done' ? 'dim' : 'text'),
  status: ({ status }) => cell(status.name, statusRole(status.category)),
  assignee: ({ assignee }) => (assignee === null ? { text: 'unassigned', role: 'faint' } : cell(assignee.name)),
  reporter: ({ reporter }) => cell(reporter?.name),
  labels: ({ labels }) => cell(labels.join(', ')),
  components: ({ components }) => cell(named(components)),
  fixVersions: ({ fixVersions }) => cell(named(fixVersions)),
  parent: ({ parent }) => cell(parent?.key, 'accent'),
  project: ({ project }) => cell(project.key),
  resolution: ({ resolution }) => cell(resolution?.name, 'dim'),
  created: ({ created }, now) => number(age(created, now), 'dim'),
  updated: ({ updated }, now) => number(age(updated, now), 'dim'),
  due: ({ due }, now) => (due === null ? none : day(due, now)),
}

/** The field of an issue that was asked for by its id or its name. */
export const fieldOf = ({ fields = [] }: Issue, wanted: string): IssueField | undefined => {
  const folded = wanted.trim().toLowerCase()
  return (
    fields.find(({ id }) => id.toLowerCase() === folded) ??
    fields.find(({ name }) => name.toLowerCase() === folded) ??
    (isSprint(wanted) ? fields.find(({ value }) => value.kind === 'sprints') : undefined)
  )
}

const numberText = (number: number): string => String(Math.round(number * 100) / 100)

/** A value in a few words on one line. */
const valueCell = (value: FieldValue, now: number): Cell => {
  switch (value.kind) {
    case 'empty':
    case 'rich-text':
    case 'development':
      return none
    case 'text':
      return cell(value.text.replaceAll(/\s+/g, ' '))
    case 'number':
      return number(numberText(value.number))
    case 'date':
      return day(value.date, now)
    case 'time':
      return Date.parse(value.time) > now ? day(value.time.slice(0, 10), now) : number(age(value.time, now), 'dim')
    case 'user':
      return cell(value.user.name)
    case 'users':
      return cell(named(value.users))
    case 'named':
      return cell(value.value.name)
    case 'named-list':
      return cell(named(value.values))
    case 'option':
      return cell(value.option.label)
    case 'options':
      return cell(value.options.map(({ label }) => label).join(', '))
    case 'cascading':
      return cell(value.child === null ? value.parent.label : `${value.parent.label} / ${value.child.label}`)
    case 'words':
      return cell(value.words.join(', '))
    case 'sprints': {
      const open = value.sprints.filter(({ state }) => state !== 'closed')
      const active = open.some(({ state }) => state === 'active')
      return open.length === 0 ? cell(value.sprints.at(-1)?.name, 'faint') : cell(named(open), active ? 'text' : 'dim')
    }
    case 'issue':
      return cell(value.summary ?? value.key, 'accent')
    case 'team':
      return cell(value.team.name)
    case 'estimates': {
      const { remaining, original } = value.estimates
      const seconds = remaining ?? original
      return seconds === null ? none : number(span(seconds * 1000))
    }
    case 'sla': {
      const { ongoing, completed } = value.sla
      if (ongoing === null)
        return completed.length === 0 ? none : cell(completed.at(-1)?.breached === true ? 'missed' : 'met', 'dim')
      const left = span(ongoing.remaining ?? 0)
      return ongoing.paused ? number(`${left} ‖`, 'dim') : number(left, ongoing.breached ? 'bad' : 'text')
    }
    case 'withheld':
      return cell(value.reason, 'faint')
    case 'unknown':
      return cell(value.label)
  }
}

/** What the column of this field says of an issue. */
export const cellOf = (issue: Issue, field: string, now: number): Cell => {
  const own = toRowField(field)
  if (own !== undefined) return readers[own](issue, now)
  const found = fieldOf(issue, field)
  return found === undefined ? none : valueCell(found.value, now)
}
