import { untrusted } from '@mmd/jira-api/model'
import type { AppErrorCode } from './config/app-error.ts'
import { authRows } from './errors/auth-rows.ts'
import type { ErrorRow, Facts } from './errors/error-row.ts'
import { type ExitCode, exitCodes } from './errors/exit-codes.ts'
import { jiraRows } from './errors/jira-rows.ts'
import { storeRows } from './errors/store-rows.ts'
import { redactText } from './session/redact.ts'

export { type ExitCode, exitCodes }

/** An error in words for people: one line what, one line what to do. Never holds a secret. */
export interface PresentedError {
  readonly code: string
  readonly what: string
  /** Names the command or key that helps. */
  readonly hint: string
  readonly exitCode: ExitCode
  readonly site: string | null
  /** HTTP status, when the site answered. */
  readonly status: number | null
  /** What the site said of single fields, by field id. */
  readonly fields: Readonly<Record<string, string>>
}

export interface ErrorContext {
  /** Name of the site that was being asked. */
  readonly site?: string | undefined
  /** Path of the log file, named when the error is an unexpected one. */
  readonly logFile?: string | undefined
  /** It was a write whose answer got lost: sent again, it could be done twice. */
  readonly isUncertain?: boolean | undefined
}

/** The hint as the screen says it after what happened: nothing when it names a command, since here keys do things. */
export const screenHint = (hint: string): string => (hint === '' || /mmd-tui|--\w/.test(hint) ? '' : ` · ${hint}`)

/** Words for any error. Unknown ones are one line without a stack; the stack belongs in the log. */
export const presentError = (error: unknown, context: ErrorContext = {}): PresentedError => {
  const facts = readFacts(error, context)
  const [code, row] = findRow(error)
  return {
    code,
    what: oneLine(
      context.isUncertain === true ? `${row.what(facts)}; it may have been done all the same` : row.what(facts),
    ),
    hint: oneLine(context.isUncertain === true ? uncertainHint : (facts.hint ?? row.hint(facts))),
    exitCode: code === 'server-error' && isPassing(facts.status) ? exitCodes.network : row.exitCode,
    site: context.site ?? null,
    status: facts.status ?? null,
    fields: facts.fields,
  }
}

const uncertainHint = 'Look at the issue before you send it again, or it may be there twice'

const { usage, notFound, refused, failed, cancelled } = exitCodes

const ownWords = (exitCode: ExitCode): ErrorRow => ({ exitCode, what: (f) => f.message, hint: (f) => f.hint ?? '' })

const appRows = {
  usage: ownWords(usage),
  'no-terminal': ownWords(usage),
  'no-site': ownWords(usage),
  'unknown-person': ownWords(refused),
  'unknown-view': ownWords(notFound),
  'no-page': ownWords(notFound),
  'unknown-transition': ownWords(refused),
  'fields-needed': ownWords(refused),
  'bad-value': ownWords(refused),
  'not-in-copy': ownWords(notFound),
  'no-operation': ownWords(notFound),
  'no-way-back': ownWords(refused),
  'bad-config': ownWords(usage),
  cancelled: ownWords(cancelled),
} satisfies Record<AppErrorCode, ErrorRow>

const unexpected: ErrorRow = {
  exitCode: failed,
  // Nobody has looked at such a message before.
  what: (f) => `Something unexpected went wrong: ${redactText(f.message)}`,
  hint: (f) => (f.logFile === undefined ? 'The log file has the details' : `The details are in ${f.logFile}`),
}

const tables: Readonly<Record<string, Readonly<Record<string, ErrorRow>>>> = {
  JiraApiError: jiraRows,
  AuthError: authRows,
  AppError: appRows,
  StoreError: storeRows,
}

const findRow = (error: unknown): readonly [string, ErrorRow] => {
  if (!(error instanceof Error)) return ['unexpected', unexpected]
  const code = 'code' in error ? error.code : undefined
  const row = typeof code === 'string' ? tables[error.name]?.[code] : undefined
  return row === undefined || typeof code !== 'string' ? ['unexpected', unexpected] : [code, row]
}

const readFacts = (error: unknown, context: ErrorContext): Facts => {
  const raw = (error instanceof Error ? error : {}) as {
    message?: string
    detail?: string
    hint?: string
    fields?: Readonly<Record<string, string>>
    details?: {
      status?: number
      retryAfter?: number
      reason?: string
      messages?: readonly string[]
      fields?: Readonly<Record<string, string>>
    }
  }
  return {
    message: raw.message ?? String(error),
    detail: raw.detail,
    messages: raw.details?.messages ?? [],
    fields: raw.details?.fields ?? raw.fields ?? {},
    status: raw.details?.status,
    retryAfter: raw.details?.retryAfter,
    reason: raw.details?.reason,
    hint: raw.hint,
    site: context.site,
    logFile: context.logFile,
  }
}

/** Answers of a proxy or of a site that starts or is being maintained: as good as not reached. */
const isPassing = (status: number | undefined): boolean => status === 502 || status === 503 || status === 504

/** What happened and what to do about it, as a dialog says it on one line. */
export const screenWords = (error: unknown, context: ErrorContext = {}): string => {
  const { what, hint } = presentError(error, context)
  return `${what}${screenHint(hint)}`
}

/** Messages may quote what a server or a command line said. */
const oneLine = (text: string): string => untrusted(text.trim().replace(/\s*[\r\n]+\s*/g, ' · '), 'line')
