import { hostname } from 'node:os'
import type { SecretStore, SignInEvent, SignInPorts, SignInQuestion, Site, Transport } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api/model'
import { findWatchableBrowser, openBrowser } from '../../session/open-browser.ts'
import { portOfRedirect } from '../../session/redirect-port.ts'
import { createVerify } from '../../session/sign-in.ts'
import type { CommandContext } from '../invocation.ts'
import { ask, type Question } from '../prompt.ts'

export interface LoginPortsOptions {
  readonly secrets: SecretStore
  readonly transport: Transport
  /** Whether a browser may be started. */
  readonly browser: boolean
  /** A watched browser was asked for by name: it is tried even where windows cannot open. */
  readonly forcesBrowser?: boolean
}

/** The world as a sign-in from the command line sees it: words on standard error, questions on the terminal. */
export const createLoginPorts = (context: CommandContext, site: Site, options: LoginPortsOptions): SignInPorts => {
  const { environment, output } = context
  const { secrets, transport, browser, forcesBrowser = false } = options
  return {
    secrets,
    openBrowser: async (url) => browser && openBrowser(environment, url),
    findBrowser: async () =>
      browser && (forcesBrowser || environment.graphical) ? findWatchableBrowser(environment) : undefined,
    ask: (question, signal) => askOnTerminal(context, question, signal),
    report: (event) => {
      for (const line of toWords(context, site, event)) output.note(line)
      if (event.kind === 'authorize-url' && event.way === 'paste') output.copy(event.url)
    },
    verify: createVerify(environment, site, transport),
  }
}

const questions: Readonly<Record<Exclude<SignInQuestion['kind'], 'cloud-site'>, Question>> = {
  redirect: { text: 'Address after pressing Allow', flag: 'it with auth url and auth complete' },
  verifier: { text: 'Code that the site shows after Allow', flag: 'it at a terminal' },
  'client-secret': { text: 'client secret', flag: '--client-secret-stdin', hidden: true },
  token: { text: 'personal access token', flag: '--token-stdin', hidden: true },
  'api-token': { text: 'API token', flag: '--token-stdin', hidden: true },
  password: { text: 'password', flag: '--password-stdin', hidden: true, exact: true },
}

const askOnTerminal = async (
  context: CommandContext,
  question: SignInQuestion,
  signal: AbortSignal,
): Promise<string | undefined> => {
  if (question.kind === 'cloud-site') return askCloudSite(context, question, signal)
  return ask(context.environment, worded(question), signal)
}

/** Whose password it is, is said with it. */
const worded = (question: Exclude<SignInQuestion, { kind: 'cloud-site' }>): Question => {
  const usual = questions[question.kind]
  return 'login' in question ? { ...usual, text: `${usual.text} of ${question.login}` } : usual
}

const triesForNumber = 3

const askCloudSite = async (
  { environment, output }: CommandContext,
  { sites }: Extract<SignInQuestion, { kind: 'cloud-site' }>,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const question = { text: 'Which site (number)', flag: 'the site’s own address to mmd-tui site edit NAME --url' }
  for (const [index, { name, url }] of sites.entries()) {
    output.note(`  ${index + 1}  ${untrusted(name, 'line')}  ${url}`)
  }
  for (let tries = triesForNumber; tries > 0; tries -= 1) {
    const chosen = sites[Number(await ask(environment, question, signal)) - 1]
    if (chosen !== undefined) return chosen.id
    output.note(`A number from 1 to ${sites.length}, please`)
  }
  return undefined
}

const toWords = (context: CommandContext, site: Site, event: SignInEvent): readonly string[] => {
  switch (event.kind) {
    case 'authorize-url':
      return announce(context, site, event)
    case 'way-failed':
      return [
        `${event.reason}; ${event.way === 'listener' ? 'trying a browser window of our own.' : 'so the address has to be pasted here.'}`,
      ]
    case 'foreign-callback':
      return [`That was not the answer to this sign-in (${event.reason}); still waiting.`]
    case 'exchanging':
      return [site.method === 'client-credentials' ? 'Asking for a token …' : 'Swapping the code for a token …']
    case 'verifying':
      return ['Asking the site who you are …']
  }
}

type Announcement = Extract<SignInEvent, { kind: 'authorize-url' }>

const announce = ({ environment }: CommandContext, site: Site, event: Announcement): readonly string[] => {
  const { url, way, browserOpened } = event
  if (way === 'browser') return ['A browser window shows the sign-in; it closes by itself. Ctrl-C cancels.']
  const port = portOfRedirect(site)
  return [
    browserOpened ? 'The browser shows the sign-in; if it does not, open:' : 'Open this address in a browser:',
    `  ${url}`,
    ...(way === 'listener' && environment.remote && port !== undefined
      ? [`Your browser is on another machine? Forward the port first: ssh -L ${port}:127.0.0.1:${port} ${hostname()}`]
      : []),
    whatThen(site, way),
  ]
}

const whatThen = ({ oauth1 }: Site, way: Announcement['way']): string => {
  if (way === 'listener') {
    return 'Waiting for you to press Allow. If Jira shows an error there, it never gets here: Ctrl-C cancels.'
  }
  if (oauth1?.callback === 'oob') return 'Press Allow, then type here the code that the page shows.'
  return oauth1 === undefined
    ? 'Press Allow, then paste here at once what the address bar shows; the code may live only ten seconds.'
    : 'Press Allow, then paste here what the address bar shows.'
}
