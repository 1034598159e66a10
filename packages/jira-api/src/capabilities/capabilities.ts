import type { SiteSettings } from '../model/model.ts'
import { isJson, toJson, toWord } from '../model/primitives.ts'
import { readSettings } from '../model/read-project.ts'

/** Whether a product is there: `closed` when it is, but not for this sign-in; `unknown` when the answer told nothing. */
export type Presence = 'present' | 'closed' | 'absent' | 'unknown'

const presences: readonly Presence[] = ['present', 'closed', 'absent', 'unknown']

/** What a site can do, beyond what every Jira can. Plain data, to be kept between runs. */
export interface Capabilities {
  /** `10.3.24`; Cloud says `1001.0.0-SNAPSHOT`. */
  readonly version: string
  readonly settings: SiteSettings
  /** The longest file that may be attached, in bytes; null: not told. */
  readonly uploadLimit: number | null
  /** Boards, sprints, ranks. */
  readonly software: Presence
  /** Queues, requests, SLA. */
  readonly serviceDesk: Presence
  /** Branches, commits, pull requests of an issue. */
  readonly development: Presence
  /** ISO 8601, of this machine's clock. */
  readonly probedAt: string
}

const toPresence = (value: unknown): Presence => presences.find((presence) => presence === value) ?? 'unknown'

/** A length in bytes; null for everything else, also for the 0 of sites that do not say. */
export const toLimit = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null

const settingsOf = (kept: unknown): SiteSettings | null => {
  const settings = toJson(kept)
  const known = readSettings({
    votingEnabled: settings['voting'],
    watchingEnabled: settings['watching'],
    unassignedIssuesAllowed: settings['unassigned'],
    subTasksEnabled: settings['subtasks'],
    issueLinkingEnabled: settings['linking'],
    timeTrackingEnabled: settings['timeTracking'],
    attachmentsEnabled: settings['attachments'],
    timeTrackingConfiguration: {
      workingHoursPerDay: settings['hoursPerDay'],
      workingDaysPerWeek: settings['daysPerWeek'],
    },
  })
  return isJson(kept) ? known : null
}

/** What was kept by an earlier run, which may have been another version of this program; null when it is of no use. */
export const readKeptCapabilities = (value: unknown): Capabilities | null => {
  const kept = toJson(value)
  const version = toWord(kept['version'])
  const settings = settingsOf(kept['settings'])
  const probedAt = toWord(kept['probedAt'])
  if (version === null || settings === null || probedAt === null || Number.isNaN(Date.parse(probedAt))) return null
  return {
    version,
    settings,
    uploadLimit: toLimit(kept['uploadLimit']),
    software: toPresence(kept['software']),
    serviceDesk: toPresence(kept['serviceDesk']),
    development: toPresence(kept['development']),
    probedAt,
  }
}

const DAY = 86_400_000

/** Whether what was found out is still to be believed: for a day, and never from the future. */
export const isCurrent = ({ probedAt }: Capabilities, now: number): boolean => {
  const age = now - Date.parse(probedAt)
  return age >= 0 && age < DAY
}
