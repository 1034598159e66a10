import type { Invite } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api/model'
import type { CertificateFacts } from './certificates.ts'
import { methodFacts } from './method-facts.ts'

/** What a value is, and the value. */
type Fact = readonly [label: string, value: string]

const labelled = (label: string, value: string | undefined): readonly Fact[] =>
  value === undefined || value === '' ? [] : [[label, untrusted(value, 'line')]]

/** Hosts of Atlassian’s own cloud; others are named. */
const usualHosts: ReadonlySet<string> = new Set(['https://auth.atlassian.com', 'https://api.atlassian.com'])

const otherHost = (url: string | undefined): string | undefined =>
  url === undefined || usualHosts.has(url) ? undefined : url

/** What joining would store, host first. */
export const inviteFacts = (
  { site, note, views, createdAt }: Invite,
  certificates: readonly CertificateFacts[],
): readonly Fact[] => {
  const { baseUrl, product, method, oauth2, oauth1, cloud, proxy, tls } = site
  return [
    ...labelled('Host', new URL(baseUrl).host),
    ...labelled('Address', baseUrl),
    ...labelled('Product', product === 'confluence' ? 'Confluence' : undefined),
    ...labelled('Signs in by', methodFacts[method].title),
    ...labelled('Client ID', oauth2?.clientId),
    ...labelled('Redirect URL', oauth2?.redirectUri),
    ...labelled('Scope', oauth2?.scope),
    ...labelled('Consumer key', oauth1?.consumerKey),
    ...labelled('Callback URL', oauth1?.callback),
    ...labelled('Login server', otherHost(cloud?.authUrl)),
    ...labelled('API gateway', otherHost(cloud?.apiUrl)),
    ...labelled('Proxy', proxy),
    ...(tls?.systemCa === true ? labelled('Trusts', 'the authorities of the operating system too') : []),
    ...certificates.flatMap(({ subject, fingerprint }) => [
      ...labelled('Trusts', subject),
      ...labelled('', fingerprint),
    ]),
    ...labelled('Made', new Date(createdAt).toISOString().slice(0, 10)),
    ...(views.length === 0
      ? []
      : labelled('Views', views.map(({ name }) => `“${untrusted(name, 'line')}”`).join(', '))),
    ...(note === undefined ? [] : labelled('Its writer says', `“${note}”`)),
  ]
}

/** What is to be thought of before joining: who vouches for the invite, and what in it lets somebody listen in. */
export const inviteRemarks = (
  { site, isSealed }: Invite,
  certificates: readonly CertificateFacts[],
): readonly string[] => {
  const { insecureHttp } = site
  const proxy = site.proxy === undefined ? undefined : untrusted(site.proxy, 'line')
  return [
    isSealed
      ? 'It comes unchanged from somebody who knew the passphrase.'
      : '! Nothing vouches for this invite: anybody can have written or changed it. Compare the address.',
    ...(insecureHttp === true ? ['! Plain http: everybody on the way can read the sign-in.'] : []),
    ...(proxy === undefined || proxy === 'none' ? [] : [`! All of it goes through the proxy ${proxy}.`]),
    ...(certificates.length === 0
      ? []
      : ['! It brings authorities along: whoever has their keys can pose as the site.']),
  ]
}

/** Both as plain lines. */
export const inviteLines = (invite: Invite, certificates: readonly CertificateFacts[]): readonly string[] => [
  ...inviteFacts(invite, certificates).map(([label, value]) => `${label.padEnd(16)}${value}`),
  '',
  ...inviteRemarks(invite, certificates),
]
