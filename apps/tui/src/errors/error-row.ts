import { networkHint } from '../network-hint.ts'
import type { ExitCode } from './exit-codes.ts'

/** What is read of an error; errors may have crossed a thread, so that only their names and codes are sure. */
export interface Facts {
  readonly message: string
  readonly detail: string | undefined
  readonly messages: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly status: number | undefined
  readonly retryAfter: number | undefined
  /** The system's or OpenSSL's own code. */
  readonly reason: string | undefined
  readonly hint: string | undefined
  readonly site: string | undefined
  readonly logFile: string | undefined
}

/** What is said of errors with one code. */
export interface ErrorRow {
  readonly exitCode: ExitCode
  readonly what: (facts: Facts) => string
  readonly hint: (facts: Facts) => string
}

export const siteName = (facts: Facts): string => facts.site ?? 'the site'
export const loginCommand = (facts: Facts): string =>
  `mmd-tui auth login${facts.site === undefined ? '' : ` ${facts.site}`}`
export const editCommand = (facts: Facts): string => `mmd-tui site edit ${facts.site ?? 'NAME'}`

/** What helps where the site was not reached. */
export const connectionHint = (facts: Facts): string =>
  networkHint(facts.reason ?? facts.detail, facts.site) ??
  'Check the address with mmd-tui site show, your connection, VPN and proxy (HTTPS_PROXY)'

export const signInHint = (facts: Facts): string => `Sign in again: ${loginCommand(facts)}`

/** The text with what is known besides in brackets. */
export const withDetail = (facts: Facts, text: string): string =>
  facts.detail === undefined ? text : `${text} (${facts.detail})`
