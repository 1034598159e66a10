import type { AuthErrorCode } from '@mmd/auth'
import { connectionHint, type ErrorRow, editCommand, loginCommand, signInHint, withDetail } from './error-row.ts'
import { exitCodes } from './exit-codes.ts'

const { usage, signIn, network, failed, cancelled } = exitCodes

/** What signing in, and keeping a sign-in, can say. */
export const authRows = {
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
} satisfies Record<AuthErrorCode, ErrorRow>
