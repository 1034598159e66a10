import type { AuthErrorCode, Site } from '@mmd/auth'
import type { JiraApiErrorCode } from '@mmd/jira-api/model'

type Code = AuthErrorCode | JiraApiErrorCode

/** What to do about a sign-in that failed, in keys of its dialog; codes that say it all themselves have none. */
const advice: Readonly<Partial<Record<Code, (site: Site) => string>>> = {
  'consent-refused': () => 'Nothing was stored. Start again and press Allow.',
  'code-expired': () => 'A code may live for ten seconds only: start again, and finish quickly.',
  'invalid-client': ({ method, deployment }) => {
    if (method === 'oauth1')
      return 'Compare consumer key and public key with the application link in Jira: k shows ours.'
    return deployment === 'cloud'
      ? 'Compare client ID and secret with the app in the developer console (e edits the site, c takes another secret).'
      : 'Compare client ID, secret and redirect URL with the application link in Jira (e edits the site, c takes another secret).'
  },
  'invalid-scope': ({ oauth2 }) =>
    `It was asked for “${oauth2?.scope ?? ''}”. e edits the site: take a scope that the link or app allows.`,
  'timed-out': ({ name }) =>
    `If ${name} shows an error page in the browser, that page says why: it never gets here. Start again when it is mended.`,
  'window-closed': () => 'The window was closed before Allow was pressed.',
  'no-browser': () => 'Paste the address from any browser instead.',
  'browser-failed': () => 'Paste the address from any browser instead.',
  'port-taken': () => 'End that program, or take another way below.',
  'port-privileged': () => 'Take another way below, or have a redirect URL with a port above 1023 registered.',
  'state-mismatch': () => 'It belongs to an earlier try. Start again and use the newest page only.',
  'no-cloud-site': () => 'Sign in with an account that may use Jira, and choose the site on the consent page.',
  'login-denied': () => 'Log in once in the browser and answer the CAPTCHA there; then try again here.',
  'clock-skew': () => 'Set the clock of this machine, or tell an administrator that the server’s is off.',
  'bad-certificate': () => 'e edits the site: its certificate files are named there.',
  'store-failed': () => 'Unlock the keychain, then try again.',
  tls: () => 'e edits the site: a CA file or the system’s own authorities can be trusted for it.',
  network: () => 'Check the connection, VPN and proxy (e edits the site), then try again.',
  timeout: () => 'Check the connection, VPN and proxy (e edits the site), then try again.',
  'sso-page': () => 'A single sign-on stands in front of Jira: REST calls have to be let past it.',
  'bad-answer': () => 'e edits the site: check its address. OAuth 2.0 needs Jira 8.22 or newer.',
}

/** What to do about a failure with this code; empty when there is nothing to say. */
export const signInAdvice = (code: string, site: Site): string => advice[code as Code]?.(site) ?? ''
