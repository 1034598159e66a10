import type { Permissions, ProjectDetail, SiteSettings, Version } from './model.ts'
import { isJson, readAll, toDate, toJson, toWord } from './primitives.ts'
import { readIssueType, readNamed, readProject } from './read-named.ts'

/** A version; null when it has neither id nor name. */
export const readVersion = (value: unknown): Version | null => {
  const named = readNamed(value)
  if (named === null) return null
  const version = toJson(value)
  return {
    ...named,
    released: version['released'] === true,
    archived: version['archived'] === true,
    releaseDate: toDate(version['releaseDate']),
  }
}

/** A project with its parts; null without a key. */
export const readProjectDetail = (value: unknown): ProjectDetail | null => {
  const project = readProject(value)
  if (project === null) return null
  const parts = toJson(value)
  return {
    ...project,
    types: readAll(parts['issueTypes'], readIssueType),
    components: readAll(parts['components'], readNamed),
    versions: readAll(parts['versions'], readVersion),
    kind: toWord(parts['projectTypeKey']),
  }
}

const hours = (value: unknown, fallback: number): number =>
  typeof value === 'number' && value > 0 && value <= 24 ? value : fallback

/** What is switched on; null when the answer is none. What is not told counts as on. */
export const readSettings = (value: unknown): SiteSettings | null => {
  if (!isJson(value)) return null
  const on = (name: string): boolean => value[name] !== false
  const time = toJson(value['timeTrackingConfiguration'])
  return {
    voting: on('votingEnabled'),
    watching: on('watchingEnabled'),
    unassigned: on('unassignedIssuesAllowed'),
    subtasks: on('subTasksEnabled'),
    linking: on('issueLinkingEnabled'),
    timeTracking: on('timeTrackingEnabled'),
    attachments: on('attachmentsEnabled'),
    hoursPerDay: hours(time['workingHoursPerDay'], 8),
    daysPerWeek: hours(time['workingDaysPerWeek'], 5),
  }
}

/** Which of the named permissions one has, of those that the answer tells of. */
export const readPermissions = (value: unknown, names: readonly string[]): Permissions => {
  const permissions = toJson(toJson(value)['permissions'])
  return Object.fromEntries(
    names.flatMap((name) => {
      const has = Object.hasOwn(permissions, name) ? toJson(permissions[name])['havePermission'] : undefined
      return typeof has === 'boolean' ? [[name, has]] : []
    }),
  )
}
