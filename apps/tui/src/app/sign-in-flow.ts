import { hostname } from 'node:os'
import type { CallbackWay, SignInEvent, SignInPorts, SignInQuestion, Site } from '@mmd/auth'
import { pick } from '../actions/flows/pick.ts'
import { emptyBuffer } from '../input/text-edit.ts'
import { presentError } from '../present-error.ts'
import { methodFacts } from '../session/method-facts.ts'
import type { ModalKey, SignInModal } from '../state/modal.ts'
import { changeModal } from '../state/state.ts'
import type { App, SignInWish } from './app.ts'
import { signInAdvice } from './sign-in/advice.ts'
import { attemptSignIn } from './sign-in/attempt.ts'
import { watchSignIns } from './sign-in/elsewhere.ts'
import { goOnWith } from './sign-in/finish.ts'
import { type SignInCommand, signInKeys } from './sign-in/keys.ts'
import { pageFor, questionWords, type TypedQuestion } from './sign-in/questions.ts'
import { type Step, stepsOf, type Whereabouts } from './sign-in/steps.ts'
import type { Surroundings } from './surroundings.ts'

/** Signs in to a site in a dialog over whatever is on screen, then goes on with the site. */
export const startSignIn = (app: App, site: Site, surroundings: Surroundings, wish: SignInWish = {}): void =>
  new SignInDialog(app, site, surroundings, wish).begin()

/** How one try differs from the usual one. */
interface Try {
  readonly callback?: CallbackWay
  /** Ask for a client secret, although one is stored. */
  readonly newSecret?: boolean
  /** What is said first: why there is another try. */
  readonly because?: readonly Step[]
}

/** Failures of what was typed: it is asked for again at once. */
const retypes: ReadonlySet<string> = new Set(['bad-token'])

/** One sign-in, as often as it takes. A class, since its tries, its dialog and its question belong together. */
class SignInDialog {
  readonly #app: App
  readonly #surroundings: Surroundings
  readonly #wish: SignInWish
  #site: Site
  #modal = 0
  #abort = new AbortController()
  #phase: SignInModal['phase'] = 'running'
  #way: CallbackWay | undefined
  #url: string | undefined
  #failure = ''
  #answer: ((text: string | undefined) => void) | undefined
  #unwatch: () => void = () => undefined

  constructor(app: App, site: Site, surroundings: Surroundings, wish: SignInWish) {
    this.#app = app
    this.#site = wish.mint?.by === undefined ? site : { ...site, method: wish.mint.by }
    this.#surroundings = surroundings
    this.#wish = wish
  }

  begin(): void {
    const { why } = this.#wish
    const { modals } = this.#app.store.get()
    // Several requests may find out at once that a session has ended.
    if (why !== undefined && modals.some((modal) => modal.kind === 'sign-in' && modal.site === this.#site.name)) return
    const { usesBrowser, title } = methodFacts[this.#site.method]
    const because = this.#because()
    // A browser that comes to the front by itself would catch what is being typed elsewhere.
    this.#phase = why !== undefined && usesBrowser ? 'ready' : 'running'
    this.#modal = this.#app.open({
      kind: 'sign-in',
      site: this.#site.name,
      badge: this.#site.badge,
      about: [new URL(this.#site.baseUrl).host, title],
      steps: because,
      url: null,
      phase: this.#phase,
      question: null,
      enter: null,
      keys: [],
      onAnswer: (text) => this.#reply(text),
      onCancel: () => this.#cancel(),
    })
    if (this.#phase === 'ready') this.#showKeys()
    else void this.#start({ because })
    // Without a `why` the person has just asked for the dialog, and is at it.
    if (why !== undefined && this.#surroundings.environmentOf(this.#site).token() === undefined)
      this.#unwatch = watchSignIns(this.#surroundings, this.#site, (saved) => this.#foundSignIn(saved))
  }

  /** Somebody has signed in to the site in another terminal meanwhile. */
  #foundSignIn(saved: Site): void {
    const modal = this.#app.store.get().modals.find(({ id }) => id === this.#modal)
    if (modal?.kind !== 'sign-in') return
    // What is under way here, or being typed, goes on: its keys must not land elsewhere.
    const { phase, question } = modal
    if (phase === 'running' && question?.buffer.text !== '') return
    this.#cancel()
    void goOnWith(this.#app, saved, this.#wish).catch((error: unknown) => this.#app.fail(error, saved))
  }

  #close(): void {
    this.#unwatch()
    this.#app.close(this.#modal)
  }

  /** What is said before anything happens. */
  #because(): readonly Step[] {
    const { why } = this.#wish
    const unsent = this.#app.session()?.replica.operations().length ?? 0
    const kept = why !== undefined && unsent > 0
    return [
      ...(why === undefined ? [] : [{ text: whySignedOut(this.#site, why), tone: 'warn' } as const]),
      ...(kept ? [{ text: 'What you changed is kept and is sent after it', tone: 'info' } as const] : []),
      ...(this.#surroundings.environmentOf(this.#site).token() === undefined
        ? []
        : [{ text: 'MMD_TOKEN is set: it is used instead of what is signed in here', tone: 'warn' } as const]),
    ]
  }

  #change(change: (modal: SignInModal) => SignInModal): void {
    this.#app.store.update((state) => changeModal(state, this.#modal, 'sign-in', change))
  }

  #say(...steps: readonly Step[]): void {
    // The same said again moves to the end instead of filling the dialog.
    const isNew = (step: Step): boolean => !steps.some(({ text }) => text === step.text)
    this.#change((modal) => ({ ...modal, steps: [...modal.steps.filter(isNew), ...steps] }))
  }

  #showKeys(): void {
    const [phase, enter, keys] = [this.#phase, this.#enter(), this.#keys()]
    this.#change((modal) => ({ ...modal, phase, enter, keys }))
  }

  #enter(): SignInModal['enter'] {
    if (this.#phase === 'ready') return { label: 'signs in', run: () => void this.#start({}) }
    if (this.#phase === 'failed') return { label: 'tries again', run: () => void this.#start({}) }
    return this.#canApprove() ? { label: 'approves without a browser', run: () => void this.#approve() } : null
  }

  #keys(): readonly ModalKey[] {
    const progress = {
      site: this.#site,
      phase: this.#phase,
      way: this.#way,
      hasUrl: this.#url !== undefined,
      failure: this.#failure,
    }
    return signInKeys(progress).map(({ chord, label, command }) => ({ chord, label, run: () => this.#run(command) }))
  }

  #run(command: SignInCommand): void {
    switch (command.kind) {
      case 'open-browser':
        return void this.#openPage(this.#url)
      case 'open-page':
        return void this.#openPage(pageFor(this.#site)?.url)
      case 'copy-url':
        return this.#copy()
      case 'way':
        return void this.#start({ callback: command.way })
      case 'new-secret':
        return void this.#start({ newSecret: true })
      case 'show-key':
        return void this.#showKey().catch((error: unknown) => this.#app.fail(error))
      case 'edit':
        this.#cancel()
        this.#app.sites({ kind: 'edit', site: this.#site })
    }
  }

  #cancel(): void {
    this.#abort.abort()
    this.#close()
  }

  async #showKey(): Promise<void> {
    const { showConsumerKey } = await import('./sites/consumer-key.ts')
    const again = (): void => startSignIn(this.#app, this.#site, this.#surroundings, this.#wish)
    await showConsumerKey(this.#app, this.#surroundings, this.#site, again)
    this.#cancel()
  }

  async #openPage(url: string | undefined): Promise<void> {
    if (url === undefined) return
    if (await this.#app.shell.openBrowser(url)) this.#say({ text: 'The browser is opened', tone: 'info' })
    else this.#say({ text: `No browser could be started here: ${url}`, tone: 'warn' })
  }

  #copy(): void {
    if (this.#url === undefined) return
    this.#app.shell.copy(this.#url)
    this.#say({ text: 'The URL is on the clipboard', tone: 'good' })
  }

  #canApprove(): boolean {
    const demo = this.#surroundings.demo()
    return this.#url !== undefined && this.#way === 'listener' && demo?.site.baseUrl === this.#site.baseUrl
  }

  async #approve(): Promise<void> {
    const demo = this.#surroundings.demo()
    if (this.#url === undefined || demo === undefined) return
    this.#say({ text: `Logging in as ${demo.person.name} and pressing Allow…`, tone: 'info' })
    try {
      await demo.approve(this.#url)
    } catch (error) {
      this.#say({ text: presentError(error, { site: this.#site.name }).what, tone: 'bad' })
    }
  }

  async #start({ callback, newSecret = false, because = [] }: Try): Promise<void> {
    this.#abort.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#phase = 'running'
    this.#way = undefined
    this.#url = undefined
    this.#change((modal) => ({ ...modal, steps: because, url: null, question: null }))
    this.#showKeys()
    const { signal } = abort
    try {
      const saved = await attemptSignIn({
        site: this.#site,
        surroundings: this.#surroundings,
        signal,
        callback,
        newSecret,
        mint: this.#wish.mint,
        ports: (secrets, verify) => this.#ports(secrets, verify, callback),
        onMinting: () => this.#say({ text: 'Making a personal access token…', tone: 'info' }),
      })
      if (signal.aborted) return
      this.#close()
      // The dialog is gone: from here on it cannot tell what went wrong.
      await goOnWith(this.#app, saved, this.#wish).catch((error: unknown) => this.#app.fail(error, saved))
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    const { what, code } = presentError(error, { site: this.#site.name })
    const advised = signInAdvice(code, this.#site)
    this.#failure = code
    const because: readonly Step[] = [
      { text: what, tone: 'bad' },
      ...(advised === '' ? [] : [{ text: advised, tone: 'warn' } as const]),
    ]
    if (retypes.has(code) && !methodFacts[this.#site.method].usesBrowser && this.#wish.mint === undefined) {
      void this.#start({ because })
      return
    }
    this.#phase = 'failed'
    this.#say(...because)
    this.#change((modal) => ({ ...modal, question: null, url: null }))
    this.#showKeys()
  }

  #ports(
    secrets: SignInPorts['secrets'],
    verify: SignInPorts['verify'],
    callback: CallbackWay | undefined,
  ): SignInPorts {
    const { own } = this.#surroundings
    return {
      secrets,
      openBrowser: (url) => this.#app.shell.openBrowser(url),
      findBrowser: async () => {
        const { findWatchableBrowser } = await import('../session/open-browser.ts')
        return own.graphical || callback === 'browser' ? findWatchableBrowser(own) : undefined
      },
      ask: (question, signal) => this.#ask(question, signal),
      report: (event) => this.#report(event),
      verify,
    }
  }

  #ask(question: SignInQuestion, signal: AbortSignal): Promise<string | undefined> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve(undefined)
      this.#answer = resolve
      signal.addEventListener('abort', () => resolve(undefined), { once: true })
      if (question.kind === 'cloud-site') this.#askCloudSite(question.sites, signal)
      else this.#askHere(question)
    })
  }

  #askHere(question: TypedQuestion): void {
    const asked = { ...questionWords(question, this.#site), buffer: emptyBuffer }
    this.#change((modal) => ({ ...modal, question: asked }))
    this.#showKeys()
  }

  #askCloudSite(sites: Extract<SignInQuestion, { kind: 'cloud-site' }>['sites'], signal: AbortSignal): void {
    const picker = pick(this.#app, {
      title: 'Which site of your account',
      items: sites.map(({ id, name, url }) => ({ id, label: name, detail: new URL(url).host })),
      onPick: ([id]) => this.#reply(id ?? ''),
      onCancel: () => this.#cancel(),
    })
    signal.addEventListener('abort', () => this.#app.close(picker), { once: true })
  }

  #reply(text: string): void {
    const answer = this.#answer
    this.#answer = undefined
    this.#change((modal) => ({ ...modal, question: null }))
    answer?.(text)
  }

  #report(event: SignInEvent): void {
    if (event.kind === 'authorize-url') {
      this.#url = event.url
      this.#way = event.way
      // The URL of a window of our own is of no use anywhere else.
      this.#change((modal) => ({ ...modal, url: event.way === 'browser' ? null : event.url }))
      if (event.way === 'paste') this.#app.shell.copy(event.url)
    }
    this.#say(...stepsOf(event, this.#site, this.#whereabouts()))
    this.#showKeys()
  }

  #whereabouts(): Whereabouts {
    const { own } = this.#surroundings
    const demo = this.#surroundings.demo()
    return {
      remoteHost: own.remote ? hostname() : undefined,
      demo: demo?.site.baseUrl === this.#site.baseUrl ? demo.person : undefined,
    }
  }
}

const whySignedOut = ({ user }: Site, why: string): string => {
  if (why !== '') return `Signed out: ${why}`
  return user === undefined ? 'Nobody is signed in yet' : 'Signed out'
}
