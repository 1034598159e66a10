import type { Site } from '@mmd/auth'
import { pick } from '../actions/flows/pick.ts'
import { bufferOf } from '../input/text-edit.ts'
import { presentError, screenHint } from '../present-error.ts'
import type { App } from './app.ts'
import type { Surroundings } from './surroundings.ts'

/** What was answered so far; each step fills in more. */
interface Draft {
  readonly url: string
  readonly baseUrl: string
  readonly version: string | undefined
  readonly found: string
  readonly methods: readonly ('oauth2' | 'pat')[]
  readonly method: 'oauth2' | 'pat'
  readonly redirectUri: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
}

const nothing: Draft = {
  url: '',
  baseUrl: '',
  version: undefined,
  found: '',
  methods: [],
  method: 'oauth2',
  redirectUri: 'http://localhost:8734/oauth/redirect',
  clientId: '',
  clientSecret: '',
  name: '',
}

interface Wizard {
  readonly app: App
  readonly surroundings: Surroundings
}

/** Asks for a site's address, looks at what answers there, and for what its sign-in needs. Esc goes one step back. */
export const startAddSite = (app: App, surroundings: Surroundings): void => askUrl({ app, surroundings }, nothing, null)

interface Question {
  readonly title: string
  readonly help: readonly string[]
  readonly value: string
  readonly error?: string | null
  readonly masked?: boolean
  readonly next: (text: string) => void
  readonly back: () => void
}

const ask = ({ app }: Wizard, { title, help, value, error = null, masked = false, next, back }: Question): void => {
  const again = (problem: string): void =>
    ask({ app } as Wizard, { title, help, value, masked, error: problem, next, back })
  app.open({
    kind: 'prompt',
    title,
    help,
    buffer: bufferOf(value),
    masked,
    error,
    onSubmit: (text) => (text.trim() === '' ? again('This cannot be empty') : next(text.trim())),
    onCancel: back,
  })
}

const askUrl = (wizard: Wizard, draft: Draft, error: string | null): void =>
  ask(wizard, {
    title: 'Add a site',
    help: [
      'The address of Jira as the browser shows it, such as https://jira.example.com/jira',
      'Enter looks at it · Esc leaves',
    ],
    value: draft.url,
    error,
    next: (url) => void look(wizard, { ...draft, url }),
    back: () => undefined,
  })

/** Finds out what answers at the address. */
const look = async (wizard: Wizard, draft: Draft): Promise<void> => {
  const { app } = wizard
  const abort = new AbortController()
  const cancel = (): void => abort.abort()
  const lines = [`Looking at ${draft.url} …`]
  const waiting = app.open({ kind: 'message', title: 'Add a site', tone: 'info', lines, top: 0, busy: { cancel } })
  try {
    const { parseBaseUrl, probeSite } = await import('../session/site-setup.ts')
    const probe = await probeSite({
      url: parseBaseUrl(draft.url),
      signal: abort.signal,
      proxyEnv: wizard.surroundings.own.proxy,
    })
    app.close(waiting)
    if (abort.signal.aborted) return askUrl(wizard, draft, null)
    const at = new URL(probe.baseUrl).pathname
    const found = `Jira Data Center ${probe.version ?? ''}${at === '/' ? '' : ` at ${at}`}`
    const methods = probe.signInMethods.filter(
      (method): method is 'oauth2' | 'pat' => method === 'oauth2' || method === 'pat',
    )
    if (probe.deployment === 'cloud') {
      askUrl(wizard, draft, 'Jira Cloud answers there; so far only Jira Data Center can be signed in to')
      return
    }
    askMethod(wizard, { ...draft, baseUrl: probe.baseUrl, version: probe.version ?? undefined, found, methods })
  } catch (error) {
    app.close(waiting)
    if (abort.signal.aborted) return askUrl(wizard, draft, null)
    const { what, hint } = presentError(error, {})
    askUrl(wizard, draft, `${what}${screenHint(hint)}`)
  }
}

const methodWords: Readonly<Record<'oauth2' | 'pat', readonly [string, string]>> = {
  oauth2: ['Company login in the browser (OAuth 2.0)', 'application link'],
  pat: ['Personal access token', 'from your Jira profile'],
}

const askMethod = (wizard: Wizard, draft: Draft): void => {
  if (draft.methods.length === 0) {
    askUrl(wizard, draft, `${draft.found} is there, but it is too old for the ways of signing in that this version has`)
    return
  }
  pick(wizard.app, {
    title: `${draft.found}: how to sign in`,
    items: draft.methods.map((method) => ({
      id: method,
      label: methodWords[method][0],
      detail: methodWords[method][1],
    })),
    onCancel: () => askUrl(wizard, draft, null),
    onPick: ([id]) => {
      const method = draft.methods.find((other) => other === id)
      if (method === 'oauth2') askRedirectUri(wizard, { ...draft, method })
      else if (method === 'pat') askName(wizard, { ...draft, method })
    },
  })
}

const askRedirectUri = (wizard: Wizard, draft: Draft): void =>
  ask(wizard, {
    title: 'Redirect URL',
    help: [
      'An administrator makes the application link once: Administration → Applications → Application links → Create link → External application → Incoming.',
      'This URL goes into its field Redirect URL, letter for letter, and Write is its permission. Enter goes on · Esc goes back',
    ],
    value: draft.redirectUri,
    next: (redirectUri) => askClientId(wizard, { ...draft, redirectUri }),
    back: () => askMethod(wizard, draft),
  })

const askClientId = (wizard: Wizard, draft: Draft): void =>
  ask(wizard, {
    title: 'Client ID',
    help: [
      'Jira shows it when the application link is made, and again under View credentials. Enter goes on · Esc goes back',
    ],
    value: draft.clientId,
    next: (clientId) => askClientSecret(wizard, { ...draft, clientId }),
    back: () => askRedirectUri(wizard, draft),
  })

const askClientSecret = (wizard: Wizard, draft: Draft): void =>
  ask(wizard, {
    title: 'Client secret',
    help: [
      'Stands below the client ID. It goes into the keychain, or a file only you can read. Enter goes on · Esc goes back',
    ],
    value: draft.clientSecret,
    masked: true,
    next: (clientSecret) => askName(wizard, { ...draft, clientSecret }),
    back: () => askClientId(wizard, draft),
  })

const askName = (wizard: Wizard, draft: Draft, error: string | null = null): void =>
  void suggestAndAskName(wizard, draft, error).catch((failure: unknown) => wizard.app.fail(failure))

const suggestAndAskName = async (wizard: Wizard, draft: Draft, error: string | null): Promise<void> => {
  const { suggestSiteName } = await import('../session/site-setup.ts')
  const taken = (await wizard.app.shell.listSites()).map((site) => site.name)
  ask(wizard, {
    title: 'A short name for the site',
    help: ['For the switcher and for --site. Enter saves and signs in · Esc goes back'],
    value: draft.name === '' ? suggestSiteName(draft.baseUrl, taken) : draft.name,
    error,
    next: (name) =>
      void save(wizard, { ...draft, name }).catch((failure: unknown) => {
        const { what, hint } = presentError(failure, {})
        askName(wizard, { ...draft, name }, `${what}. ${hint}`)
      }),
    back: () => (draft.method === 'oauth2' ? askClientSecret(wizard, draft) : askMethod(wizard, draft)),
  })
}

const save = async ({ app, surroundings }: Wizard, draft: Draft): Promise<void> => {
  const { openBook, openSecrets } = await import('../session/open-book.ts')
  const { secretKeys } = await import('../session/site-setup.ts')
  const book = await openBook(surroundings.own)
  const { name, baseUrl, version, method, clientId, redirectUri } = draft
  const site: Site = await book.add({
    name,
    baseUrl,
    deployment: 'datacenter',
    method,
    ...(version === undefined ? {} : { version }),
    ...(method === 'oauth2' ? { oauth2: { clientId, redirectUri, scope: 'WRITE' } } : {}),
  })
  if (method === 'oauth2') {
    try {
      const secrets = await openSecrets(surroundings.own)
      await secrets.set(secretKeys(name).clientSecret, draft.clientSecret)
    } catch (error) {
      // A site without its secret could not be signed in to, and its name would be taken at the next try.
      await book.remove(name)
      throw error
    }
  }
  app.toast('good', `Saved ${name}`)
  app.signIn(site)
}
