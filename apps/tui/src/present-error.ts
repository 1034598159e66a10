import type { AuthErrorCode } from '@mmd/auth'
import { type JiraApiErrorCode, untrusted } from '@mmd/jira-api/model'
import type { StoreErrorCode } from '@mmd/replica'
import type { AppErrorCode } from './config/app-error.ts'
import { networkHint } from './network-hint.ts'
import { redactText } from './session/redact.ts'

/** The program's exit codes, as the contract lists them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  signIn: 3,
  notFound: 4,
  refused: 5,
  network: 6,
  queued: 7,
  cancelled: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

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

/** What is read of an error; errors may have crossed a thread, so that only their names and codes are sure. */
interface Facts {
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

interface Row {
  readonly exitCode: ExitCode
  readonly what: (facts: Facts) => string
  readonly hint: (facts: Facts) => string
}

/** The hint as the screen says it after what happened: nothing when it names a command, since here keys do things. */
export const screenHint = (hint: string): string => (/mmd-tui|--\w/.test(hint) ? '' : ` · ${hint}`)

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

const { usage, signIn, notFound, refused, network, failed, cancelled } = exitCodes

const siteName = (facts: Facts): string => facts.site ?? 'the site'
const loginCommand = (facts: Facts): string => `mmd-tui auth login${facts.site === undefined ? '' : ` ${facts.site}`}`
const editCommand = (facts: Facts): string => `mmd-tui site edit ${facts.site ?? 'NAME'}`
const connectionHint = (facts: Facts): string =>
  networkHint(facts.reason ?? facts.detail, facts.site) ??
  'Check the address with mmd-tui site show, your connection, VPN and proxy (HTTPS_PROXY)'
const signInHint = (facts: Facts): string => `Sign in again: ${loginCommand(facts)}`
const said = (facts: Facts): string =>
  [...facts.messages, ...Object.entries(facts.fields).map(([field, text]) => `${field}: ${text}`)].join(' · ')
const withDetail = (facts: Facts, text: string): string =>
  facts.detail === undefined ? text : `${text} (${facts.detail})`

/** What the message says besides that there is no connection. */
const why = ({ message }: Facts): string => {
  const more = message.replace(/^(?:The site could not be reached|The secure connection failed)/u, '')
  return more === '' || more.startsWith(' (') ? more : `: ${more}`
}

const jiraRows = {
  'signed-out': { exitCode: signIn, what: (f) => `You are not signed in to ${siteName(f)}`, hint: signInHint },
  'scope-missing': {
    exitCode: refused,
    what: (f) => `The sign-in to ${siteName(f)} was not given the right for this`,
    hint: (f) => `Add the scope to the app and to the site, then sign in anew: ${loginCommand(f)}`,
  },
  forbidden: {
    exitCode: refused,
    what: (f) => said(f) || `${siteName(f)} does not allow this to your account`,
    hint: () => 'Ask an administrator of the project for the permission; a sign-in with scope READ cannot write',
  },
  'not-found': {
    exitCode: notFound,
    what: (f) => said(f) || `${siteName(f)} has no such thing, or hides it from your account`,
    hint: () => 'Check the key or number, and that your account may see it and do this',
  },
  refused: {
    exitCode: refused,
    what: (f) => said(f) || f.message,
    hint: () => 'Correct what the site names, then try again',
  },
  conflict: {
    exitCode: refused,
    what: (f) => said(f) || 'Somebody else changed this at the same time',
    hint: () => 'Load it again, then decide anew',
  },
  'rate-limited': {
    exitCode: network,
    what: (f) => `${siteName(f)} asks us to slow down`,
    hint: (f) =>
      f.retryAfter === undefined ? 'Wait a minute, then try again' : `Try again in ${Math.ceil(f.retryAfter)} seconds`,
  },
  'server-error': {
    exitCode: failed,
    what: (f) => `${siteName(f)} failed to answer${f.status === undefined ? '' : ` (HTTP ${f.status})`}`,
    hint: () => 'Try again in a moment; if it stays, tell an administrator of the site',
  },
  network: {
    exitCode: network,
    what: (f) => `${siteName(f)} cannot be reached${why(f)}`,
    hint: connectionHint,
  },
  timeout: {
    exitCode: network,
    what: (f) => `${siteName(f)} did not answer in time`,
    hint: () => 'Try again; if it stays, check your connection, VPN and proxy (HTTPS_PROXY)',
  },
  tls: {
    exitCode: network,
    what: (f) => `No safe connection to ${siteName(f)}${why(f)}`,
    hint: (f) => networkHint(f.reason, f.site) ?? 'Name the company’s CA file: --ca FILE, or --system-ca',
  },
  'sso-page': {
    exitCode: signIn,
    what: (f) => `${siteName(f)} answered with a login page instead of data`,
    hint: (f) => `A single sign-on stands in front of Jira: ask for REST calls to pass it, then ${loginCommand(f)}`,
  },
  'not-jira': {
    exitCode: failed,
    what: () => 'What answers at this address is not Jira',
    hint: () => 'Check the URL, also its path: many sites live below one, such as https://jira.example.com/jira',
  },
  'bad-answer': {
    exitCode: failed,
    what: (f) => `${siteName(f)} gave an answer that makes no sense: ${f.message}`,
    hint: () => 'Try again with --log-level debug; the log file then says which request it was',
  },
  'login-denied': {
    exitCode: signIn,
    what: (f) => `${siteName(f)} refuses the log-in and may want a CAPTCHA answered`,
    hint: (f) => `Log in once in the browser, then ${loginCommand(f)}`,
  },
  cancelled: { exitCode: cancelled, what: () => 'Cancelled', hint: () => 'Nothing more was sent' },
} satisfies Record<JiraApiErrorCode, Row>

const authRows = {
  'sign-in-needed': { exitCode: signIn, what: (f) => withDetail(f, f.message), hint: signInHint },
  'consent-refused': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: (f) => `To try again and press Allow: ${loginCommand(f)}`,
  },
  'invalid-client': {
    exitCode: signIn,
    what: (f) => withDetail(f, f.message),
    hint: (f) =>
      `Compare client id, secret and redirect URL with the application link or app at the site, then ${editCommand(f)}`,
  },
  'invalid-scope': {
    exitCode: signIn,
    what: (f) => withDetail(f, f.message),
    hint: (f) => `Take a scope that the application link or app allows: ${editCommand(f)} --scope SCOPE`,
  },
  'code-expired': {
    exitCode: signIn,
    what: () => 'The code from the redirect was too old or already used',
    hint: (f) => `Start again and finish quickly, a code may live ten seconds: ${loginCommand(f)}`,
  },
  'port-taken': {
    exitCode: failed,
    what: (f) => f.message,
    hint: (f) => `Stop that program, or paste the address instead: ${loginCommand(f)} --callback paste`,
  },
  'port-privileged': {
    exitCode: failed,
    what: (f) => f.message,
    hint: (f) => `Register a redirect URL with a port above 1023, or ${loginCommand(f)} --callback paste`,
  },
  'timed-out': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: (f) => `Look in the browser for what Jira says there, then ${loginCommand(f)}`,
  },
  cancelled: { exitCode: cancelled, what: (f) => f.message, hint: (f) => `To sign in later: ${loginCommand(f)}` },
  'state-mismatch': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: (f) => `Start again and use the newest address only: ${loginCommand(f)}`,
  },
  'bad-redirect': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'Copy the whole address from the address bar after pressing Allow',
  },
  'bad-answer': {
    exitCode: failed,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Check the base URL with mmd-tui site show; OAuth 2.0 needs Jira 8.22 or newer',
  },
  network: {
    exitCode: network,
    what: (f) => f.message,
    hint: connectionHint,
  },
  'bad-token': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: (f) => `Check what was given, or make a token by hand at the site, then ${loginCommand(f)}`,
  },
  'login-denied': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: (f) => `Log in once in the browser and answer it there, then ${loginCommand(f)}`,
  },
  'clock-skew': {
    exitCode: signIn,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Set this machine’s clock, or tell an administrator that the server’s clock is off',
  },
  'no-browser': {
    exitCode: failed,
    what: (f) => f.message,
    hint: (f) => `Install one, name it in MMD_BROWSER, or paste the address: ${loginCommand(f)} --callback paste`,
  },
  'browser-failed': {
    exitCode: failed,
    what: (f) => withDetail(f, f.message),
    hint: (f) => `Paste the address instead: ${loginCommand(f)} --callback paste`,
  },
  'window-closed': {
    exitCode: cancelled,
    what: (f) => f.message,
    hint: (f) => `To start again: ${loginCommand(f)}`,
  },
  'no-cloud-site': {
    exitCode: signIn,
    what: (f) => f.message,
    hint: () => 'Sign in with an account that may use Jira on that site, and choose the site on the consent page',
  },
  'not-an-invite': {
    exitCode: usage,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Ask for the file that mmd-tui site export writes',
  },
  'weak-passphrase': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'Take a longer one, such as four or five words, and tell it in another way than the file',
  },
  'wrong-passphrase': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'Ask whoever made the invite; capitals and blanks count',
  },
  'invite-tampered': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'Do not use it; ask for a new invite, and tell whoever made it that this one was changed',
  },
  'bad-certificate': {
    exitCode: usage,
    what: (f) => withDetail(f, f.message),
    hint: () =>
      'PEM is read, and PKCS #12 for a certificate with its key; a key’s passphrase comes by --cert-passphrase-stdin',
  },
  'no-such-site': {
    exitCode: usage,
    what: (f) => f.message,
    hint: (f) =>
      f.detail === undefined || f.detail === ''
        ? 'No site is saved yet: mmd-tui site add URL'
        : `Saved are: ${f.detail}; mmd-tui site add URL saves another`,
  },
  'site-exists': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'Choose another name with --name, or first mmd-tui site remove the old one',
  },
  'bad-site': {
    exitCode: usage,
    what: (f) => f.message,
    hint: () => 'mmd-tui site add --help lists what a site needs',
  },
  'store-failed': {
    exitCode: failed,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Unlock the keychain and try again, or keep secrets in a file: MMD_SECRETS=file',
  },
  'bad-file': {
    exitCode: usage,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Repair the file or move it away, then try again',
  },
  'insecure-url': {
    exitCode: usage,
    what: (f) => withDetail(f, f.message),
    hint: () => 'Use https, or allow plain http for this host with --insecure-http',
  },
} satisfies Record<AuthErrorCode, Row>

/** The local copy. Its own words are of files and statements, which say little to people. */
const storeRows = {
  'newer-version': {
    exitCode: failed,
    what: () => 'The local copy was made by a newer mmd-tui',
    hint: () => 'Install the newest mmd-tui, or move the folder sites in its data folder away',
  },
  'older-version': {
    exitCode: failed,
    what: () => 'The local copy is of an older mmd-tui and has not been brought up to date yet',
    hint: () => 'Start mmd-tui once',
  },
  'not-found': {
    exitCode: notFound,
    what: (f) => `There is no local copy of ${siteName(f)} yet`,
    hint: () => 'Start mmd-tui once, or run the command while the site can be reached',
  },
  'other-identity': {
    exitCode: notFound,
    what: (f) => `The local copy of ${siteName(f)} is of somebody else, or of another address`,
    hint: () => 'Start mmd-tui once, or run the command while the site can be reached',
  },
  damaged: {
    exitCode: failed,
    what: () => 'The local copy is damaged',
    hint: () => 'Start again: it is made anew then, and what was not sent is brought over',
  },
  'disk-full': {
    exitCode: failed,
    what: () => 'The disk is full: the local copy could not be written',
    hint: () => 'Make room, then try again',
  },
  'read-only': {
    exitCode: failed,
    what: () => 'The local copy cannot be written: the disk is read-only',
    hint: () => 'Look at where the data folder lies',
  },
  'no-permission': {
    exitCode: failed,
    what: () => 'The local copy may not be read or written',
    hint: () => 'Look at the permissions of the data folder',
  },
  busy: {
    exitCode: failed,
    what: () => 'Another process has been writing to the local copy for too long',
    hint: () => 'Try again in a moment',
  },
  io: {
    exitCode: failed,
    what: () => 'The disk fails: the local copy could not be read or written',
    hint: () => 'Look at the disk',
  },
  failed: {
    exitCode: failed,
    what: () => 'The local copy could not be used',
    hint: (f) => (f.logFile === undefined ? 'The log file has the details' : `The details are in ${f.logFile}`),
  },
} satisfies Record<StoreErrorCode, Row>

const ownWords = (exitCode: ExitCode): Row => ({ exitCode, what: (f) => f.message, hint: (f) => f.hint ?? '' })

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
} satisfies Record<AppErrorCode, Row>

const unexpected: Row = {
  exitCode: failed,
  // Nobody has looked at such a message before.
  what: (f) => `Something unexpected went wrong: ${redactText(f.message)}`,
  hint: (f) => (f.logFile === undefined ? 'The log file has the details' : `The details are in ${f.logFile}`),
}

const tables: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  JiraApiError: jiraRows,
  AuthError: authRows,
  AppError: appRows,
  StoreError: storeRows,
}

const findRow = (error: unknown): readonly [string, Row] => {
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

/** Messages may quote what a server or a command line said. */
const oneLine = (text: string): string => untrusted(text.trim().replace(/\s*[\r\n]+\s*/g, ' · '), 'line')
