import type { SignInEvent, Site } from '@mmd/auth'
import { portOfRedirect } from '../../session/redirect-port.ts'
import type { SignInModal } from '../../state/modal.ts'
import { tenSeconds } from './questions.ts'

export type Step = SignInModal['steps'][number]

/** Where this program runs, as far as it matters to a sign-in. */
export interface Whereabouts {
  /** Name of this machine when it is worked on from another one. */
  readonly remoteHost: string | undefined
  /** Who logs in to the demo, when this is its site. */
  readonly demo: { readonly name: string; readonly password: string } | undefined
}

const info = (text: string): Step => ({ text, tone: 'info' })
const good = (text: string): Step => ({ text, tone: 'good' })
const warn = (text: string): Step => ({ text, tone: 'warn' })

const isShownCode = ({ oauth1 }: Site): boolean => oauth1?.callback === 'oob'

const opened = (site: Site, { way, browserOpened }: Extract<SignInEvent, { kind: 'authorize-url' }>): Step => {
  if (way === 'browser') return info('A browser window of our own shows the login; it closes by itself')
  if (!browserOpened) return warn('No browser could be started here: open this address in one')
  return info(
    isShownCode(site)
      ? 'Your browser shows the login of the site: log in there, press Allow, and it shows a code'
      : 'Your browser shows the login of the site: log in there and press Allow',
  )
}

const waiting = (site: Site, where: Whereabouts): readonly Step[] => {
  const port = portOfRedirect(site)
  const { remoteHost } = where
  return [
    info(`Waiting at ${site.oauth2?.redirectUri ?? site.oauth1?.callback ?? ''}`),
    ...(remoteHost === undefined || port === undefined
      ? []
      : [
          warn(
            `Your browser is on another machine: forward the port there first, ssh -L ${port}:127.0.0.1:${port} ${remoteHost}`,
          ),
        ]),
    info('If the browser shows an error page instead, it says why; nothing of it reaches us here'),
  ]
}

/** What the dialog says of an event, in the order of its lines. */
export const stepsOf = (event: SignInEvent, site: Site, where: Whereabouts): readonly Step[] => {
  switch (event.kind) {
    case 'authorize-url':
      return [
        opened(site, event),
        ...(event.way === 'listener' && where.demo !== undefined
          ? [info(`The demo knows ${where.demo.name} with the password ${where.demo.password}`)]
          : []),
        ...(event.way === 'listener' ? waiting(site, where) : []),
        ...(event.way === 'paste' ? [good('Its URL is on the clipboard')] : []),
        ...(event.way === 'paste' && !isShownCode(site) ? [warn(tenSeconds)] : []),
      ]
    case 'way-failed':
      return [
        warn(
          event.way === 'listener'
            ? `${event.reason}: a browser window of our own is tried`
            : `${event.reason}: the address has to be pasted`,
        ),
      ]
    case 'foreign-callback':
      return [warn(`That was not the answer to this sign-in: ${event.reason}`)]
    case 'exchanging':
      return [info('Swapping what came back for a token…')]
    case 'verifying':
      return [info('Asking the site who we are…')]
  }
}
