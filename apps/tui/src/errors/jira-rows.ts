import type { JiraApiErrorCode } from '@mmd/jira-api/model'
import { networkHint } from '../network-hint.ts'
import { connectionHint, type ErrorRow, type Facts, loginCommand, signInHint, siteName } from './error-row.ts'
import { exitCodes } from './exit-codes.ts'

const { signIn, notFound, refused, network, failed, cancelled } = exitCodes

const said = (facts: Facts): string =>
  [...facts.messages, ...Object.entries(facts.fields).map(([field, text]) => `${field}: ${text}`)].join(' · ')

/** What the message says besides that there is no connection. */
const why = ({ message }: Facts): string => {
  const more = message.replace(/^(?:The site could not be reached|The secure connection failed)/u, '')
  return more === '' || more.startsWith(' (') ? more : `: ${more}`
}

/** What the client of a site can say. */
export const jiraRows = {
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
    // Found out here, such as that no step leads back: the site has named nothing.
    hint: ({ reason }) =>
      reason === 'NOT_SENT'
        ? 'Nothing was sent: look at it, then decide anew'
        : 'Correct what the site names, then try again',
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
} satisfies Record<JiraApiErrorCode, ErrorRow>
