import { apiBaseUrl, type Site } from '@mmd/auth'
import type { CertificateFacts } from '../../session/certificates.ts'
import { methodFacts } from '../../session/method-facts.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { readStatus } from '../auth/status.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { describeServer, describeTls, type SiteFacts, type TlsFacts, toSiteJson } from './site-json.ts'

/** `site show`: everything that is saved of a site but its secrets. */
export const runSiteShow = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const book = await openBook(environment)
  const site = await chooseSite(environment, book, name ?? globals.site)
  context.asking(site.name)
  const { state, where } = await readStatus(context, site, await openSecrets(environment))
  const facts = { isDefault: (await book.default())?.name === site.name, state, tls: await describeTls(site.tls) }
  if (output.json) {
    output.value(toSiteJson(site, facts))
    return undefined
  }
  for (const [label, value] of toLines(site, facts, where)) {
    if (value !== undefined) output.line(`${output.paint('dim', label.padEnd(11))}${value}`)
  }
  return undefined
}

type Line = readonly [label: string, value: string | undefined]

const toLines = (site: Site, { isDefault, state, tls }: SiteFacts, where: string): readonly Line[] => [
  ['Name', isDefault ? `${site.name} (default)` : site.name],
  ['Address', site.baseUrl],
  ['API', apiBaseUrl(site) === site.baseUrl ? undefined : apiBaseUrl(site)],
  ['Server', describeServer(site)],
  ['Method', `${site.method}, ${methodFacts[site.method].title}`],
  ...clientLines(site),
  ['Login', site.login],
  ['Renewal', site.oauth],
  ...tlsLines(tls),
  ['Proxy', site.proxy],
  ['Plain http', site.insecureHttp === true ? 'allowed' : undefined],
  ['Badge', site.badge],
  ['View', site.defaultView],
  ['User', site.user === undefined ? undefined : `${site.user.name} (${site.user.id})`],
  ['Signed in', state === 'signed-in' ? 'yes' : `no: mmd-tui auth login ${site.name}`],
  ['Secrets', where],
]

const clientLines = ({ method, oauth1, oauth2, cloud }: Site): readonly Line[] =>
  method === 'oauth1'
    ? [
        ['Consumer', oauth1?.consumerKey],
        ['Callback', oauth1?.callback],
      ]
    : [
        ['Client id', oauth2?.clientId],
        ['Redirect', oauth2?.redirectUri === '' ? undefined : oauth2?.redirectUri],
        ['Scope', oauth2?.scope === '' ? undefined : oauth2?.scope],
        ['Auth host', cloud?.authUrl],
        ['API host', cloud?.apiUrl],
      ]

/** `CN=Acme CA, until 2036-01-01`. */
export const describeCertificate = ({ subject, expires }: CertificateFacts): string =>
  `${subject}, until ${expires.slice(0, 10)}`

const tlsLines = ({ authorities, systemCa, clientCertificate }: TlsFacts): readonly Line[] => {
  const shown = clientCertificate?.certificate
  return [
    ...authorities.map((one): Line => ['CA', describeCertificate(one)]),
    ['System CA', systemCa ? 'trusted too' : undefined],
    [
      'Cert',
      clientCertificate === null
        ? undefined
        : `${clientCertificate.file}${shown === null || shown === undefined ? '' : ` (${describeCertificate(shown)})`}`,
    ],
    ['Key', clientCertificate?.keyFile ?? undefined],
  ]
}
