import type { Site } from '@mmd/auth'
import type { MessageLine } from '../../state/modal.ts'
import type { App } from '../app.ts'
import type { Surroundings } from '../surroundings.ts'

/** What an administrator does for an OAuth 1.0a link, with the values to type in. */
export const consumerSteps = (site: Site): readonly MessageLine[] => {
  const { consumerKey = '', callback = '' } = site.oauth1 ?? {}
  return [
    'An administrator of Jira does this once:',
    '1. Administration → Applications → Application links → Create link. Any address will do (such as https://mmd-tui.example): Jira warns that nothing answers there, go on. On newer versions choose “Atlassian product”.',
    '2. Application name mmd-tui, type Generic Application; nothing else is filled in. Continue.',
    '3. Edit the new link → Incoming Authentication:',
    ['Consumer Key', consumerKey],
    ['Consumer Name', 'mmd-tui'],
    ['Callback URL', callback === 'oob' ? '(stays empty)' : callback],
    ['Public Key', 'the lines below'],
  ]
}

const asText = (line: MessageLine): string => (typeof line === 'string' ? line : `   ${line[0].padEnd(15)}${line[1]}`)

/** Shows the public key of a saved site and what an administrator does with it; Enter goes on to sign in. */
export const showConsumerKey = async (
  app: App,
  surroundings: Surroundings,
  site: Site,
  signIn: () => void,
): Promise<void> => {
  const [{ openSecrets }, { publicKeyOf, secretKeys }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/site-setup.ts'),
  ])
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const privateKey = await secrets.get(secretKeys(site.name).privateKey)
  if (privateKey === undefined) return signIn()
  const publicKey = publicKeyOf(privateKey).trim()
  const steps = consumerSteps(site)
  const copy = (text: string, what: string): void => {
    app.shell.copy(text)
    app.toast('good', `${what} on the clipboard`)
  }
  app.open({
    kind: 'message',
    title: `The application link for ${site.name}`,
    tone: 'info',
    lines: [...steps, '', ...publicKey.split('\n')],
    top: 0,
    enter: { label: 'it is made: signs in', run: signIn },
    keys: [
      { chord: 'y', label: 'copy the key', run: () => copy(`${publicKey}\n`, 'The public key is') },
      {
        chord: 'Y',
        label: 'copy all',
        run: () => copy(`${[...steps.map(asText), publicKey].join('\n')}\n`, 'Everything is'),
      },
    ],
  })
}
