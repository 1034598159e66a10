import type { Issue } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import type { Macro } from '../../../macros/macro.ts'

/** How a macro is to be run. */
export interface MacroRun {
  readonly app: App
  readonly session: SiteSession
  /** As they are on screen. */
  readonly issues: readonly Issue[]
  readonly macro: Macro
  /** Shows what it would do, whatever that is. */
  readonly dry: boolean
}

const pad = (number: number): string => String(number).padStart(2, '0')

/** A day of this machine's calendar: `2026-11-22`. */
export const dayOf = (time: number): string => {
  const date = new Date(time)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
