import type { Site } from '@mmd/auth'
import { whenUndisturbed } from '../actions/flows/perform.ts'
import { presentError, screenHint } from '../present-error.ts'
import type { Modal } from '../state/modal.ts'
import type { App, SiteSession } from './app.ts'
import type { OpenSites } from './open-sites.ts'

/** Says what went wrong, and offers the sign-in where the want of one is what went wrong. */
export interface ErrorTeller {
  readonly fail: App['fail']
  /** The sign-in of this site is not wanted any more. */
  readonly forget: (name: string) => void
}

const signedOutTitle = 'Signed out'
const unsentWords = 'What you changed is kept and is sent after it.'

/** Of these is said that the log file has more. */
const inLog: ReadonlySet<string> = new Set(['unexpected', 'failed'])

/** True for a dialog that offers a sign-in already. */
const isAboutSignIn = (modal: Modal): boolean =>
  modal.kind === 'sign-in' || (modal.kind === 'message' && modal.title === signedOutTitle)

const hasUnsent = ({ replica }: SiteSession): boolean => replica.operations().length > 0

export const createErrorTeller = (appOf: () => App, sites: OpenSites): ErrorTeller => {
  /** Sites whose sign-in waits until the dialog that is open is closed. */
  const asking = new Set<string>()

  /** Offers the sign-in over what is on screen, `why` says more than that it ended; keys that are meant for another dialog must not land in it. */
  const askToSignIn = (site: Site, what: string, why: string): void => {
    const app = appOf()
    const { modals } = app.store.get()
    const open = sites.get(site.name)
    const isAsked = sites.shown()?.members === undefined && modals.some(isAboutSignIn)
    if (asking.has(site.name) || isAsked || open === undefined) return
    if (modals.length > 0) app.toast('bad', `${what} · the sign-in comes when this dialog is closed`)
    asking.add(site.name)
    whenUndisturbed(app, open, () => {
      // Somebody may have signed in meanwhile.
      if (!asking.delete(site.name)) return
      if ((site.oauth ?? 'get-and-refresh') === 'get-and-refresh') return app.signIn(site, { why })
      const lines = [what, ...(hasUnsent(open) ? ['', unsentWords] : [])]
      const enter = { label: 'sign in', run: () => app.signIn(site) }
      app.open({ kind: 'message', title: signedOutTitle, tone: 'bad', lines, top: 0, enter })
    })
  }

  return {
    fail: (error, of) => {
      const app = appOf()
      const { site: shown } = app.store.get()
      const site = of ?? shown
      const { what, hint: advice, code } = presentError(error, { site: site?.name })
      const hint = screenHint(advice)
      if (inLog.has(code)) app.shell.logError(what, error)
      const signedOut = code === 'signed-out' || code === 'sign-in-needed'
      const isMember = site !== null && sites.togetherWith(site.name).length > 0
      if (site !== null && site.name !== shown?.name && !(isMember && signedOut))
        app.toast('bad', what.startsWith(`${site.name} `) ? `${what}${hint}` : `${site.name}: ${what}${hint}`)
      else if (signedOut && site !== null) askToSignIn(site, what, code === 'signed-out' ? '' : what)
      else app.toast('bad', `${what}${hint}`)
    },
    forget: (name) => void asking.delete(name),
  }
}
