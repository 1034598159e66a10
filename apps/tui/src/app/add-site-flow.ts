import { bufferOf } from '../input/text-edit.ts'
import { presentError, screenWords } from '../present-error.ts'
import type { App } from './app.ts'
import { showStep, type Wizard } from './sites/add-steps.ts'
import { type Answers, noAnswers, withFound } from './sites/answers.ts'
import { askNetwork, draftTransport } from './sites/ask-network.ts'
import { tlsReason } from './sites/tls-trouble.ts'
import type { Surroundings } from './surroundings.ts'

/** Answers of a wizard that was left, by its program: they are there again when it is begun anew. */
const unfinished = new WeakMap<App, Answers>()

/** Asks for a site's address, looks at what answers there, and for what its sign-in needs. Esc goes one step back. */
export const startAddSite = (app: App, surroundings: Surroundings): void => {
  const wizard: Wizard = {
    app,
    surroundings,
    askAddress: (answers, error) => askAddress(wizard, answers, error),
    onSaved: () => unfinished.delete(app),
  }
  askAddress(wizard, unfinished.get(app) ?? noAnswers, null)
}

/** Secrets do not outlive the wizard. */
const leave = ({ app }: Wizard, answers: Answers): void => {
  const { tlsPassphrase: _, proxyLogin: __, ...network } = answers.network
  unfinished.set(app, { ...answers, network, clientSecret: '' })
}

const askAddress = (wizard: Wizard, answers: Answers, error: string | null): void => {
  const { app } = wizard
  const modal = app.open({
    kind: 'prompt',
    title: 'Add a site',
    help: ['The address of Jira as the browser shows it, such as https://jira.example.com/jira'],
    buffer: bufferOf(answers.url),
    masked: false,
    error,
    hints: { enter: 'looks at it', esc: 'closes' },
    keys: [{ chord: 'ctrl-o', label: 'certificates, proxy', run: () => changeNetwork(wizard, answers, modal) }],
    onSubmit: (text) => {
      const url = text.trim()
      if (url === '') askAddress(wizard, { ...answers, url }, 'This cannot be empty')
      else void look(wizard, { ...answers, url })
    },
    onCancel: (url) => leave(wizard, { ...answers, url }),
  })
}

const changeNetwork = (wizard: Wizard, answers: Answers, modal: number): void => {
  const { app } = wizard
  const open = app.store.get().modals.find(({ id }) => id === modal)
  const url = open?.kind === 'prompt' ? open.buffer.text : answers.url
  app.close(modal)
  const back = (network: Answers['network']): void => askAddress(wizard, { ...answers, url, network }, null)
  const { home } = homeOf(wizard)
  askNetwork({
    app,
    title: 'How the site is reached',
    trouble: [],
    network: answers.network,
    home,
    onChange: back,
    onCancel: back,
  })
}

const homeOf = ({ surroundings }: Wizard): { readonly home: string | undefined } => ({
  home: surroundings.own.programs.env['HOME'],
})

const wikiWords = (url: string): string =>
  `That is a Confluence: save it for the commands about pages with mmd-tui site add ${url}`

/** Finds out what answers at the address. */
const look = async (wizard: Wizard, answers: Answers): Promise<void> => {
  const { app, surroundings } = wizard
  const { url, network } = answers
  const abort = new AbortController()
  const busy = { cancel: () => abort.abort() }
  const lines = [`Looking at ${url}…`]
  const waiting = app.open({ kind: 'message', title: 'Add a site', tone: 'info', lines, top: 0, busy })
  try {
    const { parseBaseUrl, probeSite, toClientTransport } = await import('../session/site-setup.ts')
    const insecureHttp = network.insecureHttp === true
    const probe = await probeSite({
      url: parseBaseUrl(url, { insecureHttp }),
      insecureHttp,
      signal: abort.signal,
      ...toClientTransport(await draftTransport(surroundings, network)),
    })
    app.close(waiting)
    if (abort.signal.aborted) return askAddress(wizard, answers, null)
    if (probe.product === 'confluence') return askAddress(wizard, answers, wikiWords(url))
    const { baseUrl, deployment, version, signInMethods, oauth2Reachable } = probe
    const found = { baseUrl, deployment, version: version ?? undefined, methods: signInMethods, oauth2Reachable }
    showStep(wizard, withFound(answers, found), 'method')
  } catch (error) {
    app.close(waiting)
    if (abort.signal.aborted) askAddress(wizard, answers, null)
    else notFound(wizard, answers, error)
  }
}

/** What can be mended in its place is offered; everything else goes back to the address. */
const notFound = (wizard: Wizard, answers: Answers, error: unknown): void => {
  const { code } = presentError(error)
  const reason = reasonOf(error)
  if (code === 'tls') return mend(wizard, answers, tlsTrouble(answers, reason), reason)
  if (code === 'bad-certificate') return mend(wizard, answers, [screenWords(error)])
  if (code === 'insecure-url' || reason === 'INSECURE_HTTP') return allowHttp(wizard, answers)
  askAddress(wizard, answers, screenWords(error))
}

const reasonOf = (error: unknown): string =>
  (error as { readonly details?: { readonly reason?: string } } | null)?.details?.reason ?? ''

const tlsTrouble = ({ url }: Answers, reason: string): readonly string[] => {
  const said = tlsReason(reason)
  const failed = `No safe connection to ${hostOf(url)}${reason === '' ? '' : ` (${reason})`}.`
  return said === '' ? [failed] : [failed, said]
}

const mend = (wizard: Wizard, answers: Answers, trouble: readonly string[], reason = ''): void =>
  askNetwork({
    app: wizard.app,
    title: 'No safe connection',
    trouble,
    reason,
    network: answers.network,
    ...homeOf(wizard),
    onChange: (network) => void look(wizard, { ...answers, network }),
    onCancel: (network) => askAddress(wizard, { ...answers, network }, null),
  })

const hostOf = (url: string): string => {
  const full = /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`
  return URL.canParse(full) ? new URL(full).host : url
}

const allowHttp = (wizard: Wizard, answers: Answers): void => {
  const back = (): void => askAddress(wizard, answers, null)
  wizard.app.open({
    kind: 'message',
    title: 'Plain http',
    tone: 'bad',
    lines: [
      `${hostOf(answers.url)} is reached without encryption.`,
      'Everybody on the way can read the sign-in and everything else. Try https first.',
    ],
    top: 0,
    enter: {
      label: 'takes plain http all the same',
      run: () => void look(wizard, { ...answers, network: { ...answers.network, insecureHttp: true } }),
    },
    onLeave: back,
  })
}
