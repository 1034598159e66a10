import type { SecretStore, SignInEvent, SignInPorts, Site } from '@mmd/auth'
import { openBrowser } from '../../session/open-browser.ts'
import { createVerify } from '../../session/sign-in.ts'
import type { CommandContext } from '../invocation.ts'
import { ask } from '../prompt.ts'

/** The world as a sign-in from the command line sees it: words on standard error, questions on the terminal. */
export const createLoginPorts = (
  context: CommandContext,
  site: Site,
  options: { readonly secrets: SecretStore; readonly browser: boolean },
): SignInPorts => {
  const { environment, output } = context
  return {
    secrets: options.secrets,
    openBrowser: async (url) => options.browser && openBrowser(environment, url),
    askRedirect: (signal) =>
      ask(environment, { text: 'Address after pressing Allow', flag: 'it with auth url and auth complete' }, signal),
    report: (event) => {
      for (const line of toWords(event)) output.note(line)
    },
    verify: createVerify(environment, site),
  }
}

const toWords = (event: SignInEvent): readonly string[] => {
  switch (event.kind) {
    case 'authorize-url':
      return announce(event)
    case 'way-failed':
      return [`${event.reason}; so the address has to be pasted here.`]
    case 'foreign-callback':
      return [`That was not the answer to this sign-in (${event.reason}); still waiting.`]
    case 'exchanging':
      return ['Swapping the code for a token …']
    case 'verifying':
      return ['Asking the site who you are …']
  }
}

const announce = ({ url, way, browserOpened }: Extract<SignInEvent, { kind: 'authorize-url' }>): readonly string[] => [
  browserOpened ? 'The browser shows the sign-in; if it does not, open:' : 'Open this address in a browser:',
  `  ${url}`,
  way === 'listener'
    ? 'Waiting for you to press Allow. If Jira shows an error there, it never gets here: Ctrl-C cancels.'
    : 'Press Allow, then paste here at once what the address bar shows; the code may live only ten seconds.',
]
