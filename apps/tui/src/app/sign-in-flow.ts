import type { CallbackWay, SignInEvent, SignInPorts, Site } from '@mmd/auth'
import { emptyBuffer } from '../input/text-edit.ts'
import { presentError, screenHint } from '../present-error.ts'
import type { SignInModal } from '../state/modal.ts'
import { changeModal } from '../state/state.ts'
import type { App } from './app.ts'
import type { Surroundings } from './surroundings.ts'

type Step = SignInModal['steps'][number]

/** Signs in to a site in a dialog over whatever is on screen, then shows the site. */
export const startSignIn = (app: App, site: Site, surroundings: Surroundings): void => {
  if (site.method === 'pat') askToken(app, site, surroundings)
  else new BrowserSignIn(app, site, surroundings).begin()
}

/** Remembers who signed in, shows the site, and sends again what had failed for want of a sign-in. */
const finish = async (
  app: App,
  site: Site,
  surroundings: Surroundings,
  user: { readonly id: string; readonly name: string },
): Promise<void> => {
  const { openBook } = await import('../session/open-book.ts')
  const book = await openBook(surroundings.environmentOf(site))
  const updated = await book.update(site.name, { user: { id: user.id, name: user.name } })
  app.toast('good', `Signed in to ${site.name} as ${user.name}`)
  const open = app.session()
  if (open?.site.name !== site.name) {
    await app.showSite(updated)
    return
  }
  const { replica } = open
  for (const { id, state, error, isUncertain } of replica.operations()) {
    if (state === 'failed' && error?.code === 'signed-out' && !isUncertain) replica.retry(id)
  }
  await app.showSite(updated)
  const { activeView } = app.store.get()
  if (replica.view(activeView)?.phase === 'failed') await replica.refreshView(activeView)
}

const askToken = (app: App, site: Site, surroundings: Surroundings, error: string | null = null): void => {
  app.open({
    kind: 'prompt',
    title: `Personal access token for ${site.name}`,
    help: ['Made in Jira under your profile → Personal Access Tokens. Enter signs in · Esc leaves'],
    buffer: emptyBuffer,
    masked: true,
    error,
    onSubmit: (token) => {
      const abort = new AbortController()
      const waiting = app.open({
        kind: 'message',
        title: site.name,
        tone: 'info',
        lines: ['Asking the site who this token belongs to…'],
        top: 0,
        busy: { cancel: () => abort.abort() },
      })
      void signInByToken(app, site, surroundings, { token, signal: abort.signal })
        .catch((failure: unknown) => {
          if (abort.signal.aborted) return
          const { what, hint } = presentError(failure, { site: site.name })
          askToken(app, site, surroundings, `${what}${screenHint(hint)}`)
        })
        .finally(() => app.close(waiting))
    },
  })
}

const signInByToken = async (
  app: App,
  site: Site,
  surroundings: Surroundings,
  { token, signal }: { readonly token: string; readonly signal: AbortSignal },
): Promise<void> => {
  const [{ openSecrets }, session] = await Promise.all([
    import('../session/open-book.ts'),
    import('../session/sign-in.ts'),
  ])
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const transport = await session.siteTransport(surroundings.own, site, secrets)
  const ports: SignInPorts = {
    secrets,
    openBrowser: async () => false,
    findBrowser: async () => undefined,
    ask: async () => undefined,
    report: () => undefined,
    verify: session.createVerify(surroundings.own, site, transport),
  }
  const { user } = await session.signIn(site, ports, { token, signal, transport })
  if (!signal.aborted) await finish(app, site, surroundings, user)
}

/** One sign-in through the browser, as often as it takes. */
class BrowserSignIn {
  readonly #app: App
  readonly #site: Site
  readonly #surroundings: Surroundings
  #modal = 0
  #abort = new AbortController()
  #url: string | undefined
  #pasted: ((text: string | undefined) => void) | undefined

  constructor(app: App, site: Site, surroundings: Surroundings) {
    this.#app = app
    this.#site = site
    this.#surroundings = surroundings
  }

  begin(): void {
    this.#modal = this.#app.open({
      kind: 'sign-in',
      site: this.#site.name,
      steps: [],
      url: null,
      way: 'listener',
      phase: 'running',
      paste: null,
      canApprove: false,
      run: {
        cancel: () => this.#cancel(),
        openAgain: () => {
          if (this.#url === undefined) return
          void this.#app.shell.openBrowser(this.#url).then((opened) => {
            if (opened) this.#say('The browser is opened again', 'info')
            else this.#say('No browser could be started here', 'warn')
          })
        },
        copy: () => {
          if (this.#url === undefined) return
          this.#app.shell.copy(this.#url)
          this.#say('The URL is on the clipboard', 'good')
        },
        pasteInstead: () => void this.#start('paste'),
        submitPaste: (text) => this.#pasted?.(text),
        approve: () => void this.#approve(),
        retry: () => void this.#start(undefined),
      },
    })
    void this.#start(undefined)
  }

  #change(change: (modal: SignInModal) => SignInModal): void {
    this.#app.store.update((state) => changeModal(state, this.#modal, 'sign-in', change))
  }

  #say(text: string, tone: Step['tone']): void {
    // The same said again moves to the end instead of filling the dialog.
    this.#change((modal) => ({
      ...modal,
      steps: [...modal.steps.filter((step) => step.text !== text), { text, tone }],
    }))
  }

  #cancel(): void {
    this.#abort.abort()
    this.#app.close(this.#modal)
  }

  async #approve(): Promise<void> {
    const demo = this.#surroundings.demo()
    if (this.#url === undefined || demo === undefined) return
    this.#say(`Logging in as ${demo.person.name} and pressing Allow…`, 'info')
    try {
      await demo.approve(this.#url)
    } catch (error) {
      this.#say(presentError(error, { site: this.#site.name }).what, 'bad')
    }
  }

  async #start(callback: CallbackWay | undefined): Promise<void> {
    this.#abort.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#url = undefined
    this.#change((modal) => ({ ...modal, steps: [], url: null, phase: 'running', paste: null }))
    try {
      const [{ openSecrets }, session] = await Promise.all([
        import('../session/open-book.ts'),
        import('../session/sign-in.ts'),
      ])
      const secrets = await openSecrets(this.#surroundings.environmentOf(this.#site))
      const transport = await session.siteTransport(this.#surroundings.own, this.#site, secrets)
      const verify = session.createVerify(this.#surroundings.own, this.#site, transport)
      const { user } = await session.signIn(this.#site, this.#ports(secrets, verify), {
        signal: abort.signal,
        transport,
        ...(callback === undefined ? {} : { callback }),
      })
      if (abort.signal.aborted) return
      this.#app.close(this.#modal)
      // The dialog is gone: from here on it cannot tell what went wrong.
      await finish(this.#app, this.#site, this.#surroundings, user).catch((error: unknown) =>
        this.#app.fail(error, this.#site),
      )
    } catch (error) {
      if (abort.signal.aborted) return
      const { what, hint } = presentError(error, { site: this.#site.name })
      this.#say(what, 'bad')
      // Starting again is a key here, not a command.
      if (screenHint(hint) !== '') this.#say(hint, 'warn')
      this.#change((modal) => ({ ...modal, phase: 'failed', paste: null, url: null }))
    }
  }

  #ports(secrets: SignInPorts['secrets'], verify: SignInPorts['verify']): SignInPorts {
    return {
      secrets,
      openBrowser: (url) => this.#app.shell.openBrowser(url),
      findBrowser: async () => {
        const { findWatchableBrowser } = await import('../session/open-browser.ts')
        return this.#surroundings.own.graphical ? findWatchableBrowser(this.#surroundings.own) : undefined
      },
      ask: (_question, signal) =>
        new Promise((resolve) => {
          this.#pasted = resolve
          signal.addEventListener('abort', () => resolve(undefined), { once: true })
          this.#change((modal) => ({ ...modal, paste: emptyBuffer }))
        }),
      report: (event) => this.#report(event),
      verify,
    }
  }

  #report(event: SignInEvent): void {
    switch (event.kind) {
      case 'authorize-url':
        this.#url = event.url
        this.#change((modal) => ({ ...modal, url: event.url, way: event.way, canApprove: this.#canApprove(event.way) }))
        this.#sayWhere(event)
        return
      case 'way-failed':
        this.#say(event.reason, 'warn')
        return
      case 'foreign-callback':
        this.#say(event.reason, 'warn')
        return
      case 'exchanging':
        this.#say('Exchanging the code…', 'info')
        return
      case 'verifying':
        this.#say('Asking the site who we are…', 'info')
    }
  }

  #canApprove(way: CallbackWay): boolean {
    return way === 'listener' && this.#surroundings.demo()?.site.baseUrl === this.#site.baseUrl
  }

  #sayWhere({ way, browserOpened }: Extract<SignInEvent, { kind: 'authorize-url' }>): void {
    const demo = this.#surroundings.demo()
    if (browserOpened) this.#say('Your browser shows the login of the site: log in there and press Allow', 'info')
    else this.#say('No browser could be started here: open this address in one', 'warn')
    if (this.#canApprove(way) && demo !== undefined) {
      this.#say(`The demo knows ${demo.person.name} with the password ${demo.person.password}`, 'info')
    }
    if (way === 'listener') {
      const { redirectUri = '' } = this.#site.oauth2 ?? {}
      this.#say(`Waiting at ${redirectUri}`, 'info')
      this.#say('If the browser shows an error page instead, it says why; nothing of it reaches us here', 'info')
    }
  }
}
