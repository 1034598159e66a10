import type { OAuthMode, SignInMethod, Site } from '@mmd/auth'
import { defaultConsumerKey, defaultRedirectUri, defaultScope, methodFacts } from '../../session/method-facts.ts'
import { builtInViews } from '../../session/views.ts'
import type { SettingField } from '../../state/site-modals.ts'
import { badgeColours } from '../../theme/badge.ts'

/** What is known of a site's secrets and files when its form is opened. */
export interface StoredFacts {
  readonly hasClientSecret: boolean
  readonly hasTlsPassphrase: boolean
  readonly hasProxyLogin: boolean
  /** Subjects of the authorities that are trusted for it. */
  readonly authorities: readonly string[]
}

/** Names of the fields. */
export type FieldId =
  | 'url'
  | 'badge'
  | 'defaultView'
  | 'method'
  | 'oauth'
  | 'redirectUri'
  | 'clientId'
  | 'clientSecret'
  | 'scope'
  | 'consumerKey'
  | 'callback'
  | 'login'
  | 'ca'
  | 'systemCa'
  | 'certFile'
  | 'keyFile'
  | 'tlsPassphrase'
  | 'proxy'
  | 'insecureHttp'
  | 'authUrl'
  | 'apiUrl'

/** Ids of choices. */
export const none = 'none'
export const yes = 'yes'
const no = 'no'
const yesNo = [
  { id: no, label: 'no' },
  { id: yes, label: 'yes' },
]

const oauthWords: Readonly<Record<OAuthMode, string>> = {
  'get-and-refresh': 'asks for a sign-in by itself, and renews it',
  refresh: 'renews the sign-in, asks for none by itself',
  off: 'uses the stored token as it is',
}

const methodsFor: Readonly<Record<Site['deployment'], readonly SignInMethod[]>> = {
  datacenter: ['oauth2', 'pat', 'client-credentials', 'oauth1', 'basic'],
  cloud: ['oauth2-cloud', 'api-token', 'client-credentials'],
}

const stored = (is: boolean): string => (is ? 'stored; type another one to replace it' : 'not stored')

/** How the authorities that are trusted stand in their field; anything else there is a path. */
export const savedAuthorities = ({ authorities }: StoredFacts): string =>
  authorities.length === 0 ? '' : `${authorities.join(', ')} (saved)`

const viewNames = builtInViews.map(({ id }) => id).join(', ')

type Draft = Omit<SettingField, 'group' | 'error'> & { readonly id: FieldId }

/** Every setting of a site, by the group that it stands in. */
export const settingGroups = (site: Site, facts: StoredFacts): readonly (readonly [string, readonly Draft[]])[] => {
  const { oauth2, oauth1, tls = {}, cloud = {} } = site
  return [
    [
      'Site',
      [
        {
          id: 'url',
          label: 'Address',
          value: site.baseUrl,
          help: 'As the browser shows it, with its path. Another address needs another sign-in.',
        },
        {
          id: 'badge',
          label: 'Badge',
          value: site.badge ?? none,
          choices: [
            ...badgeColours.map((badge) => ({ id: badge, label: badge, badge })),
            { id: none, label: 'no colour of its own' },
          ],
          help: 'The colour of its name, in the header and wherever sites stand together.',
        },
        {
          id: 'defaultView',
          label: 'Default view',
          value: site.defaultView ?? '',
          placeholder: builtInViews[0]?.id ?? '',
          help: `The view that it opens with: ${viewNames}, or the name of a favourite filter.`,
        },
      ],
    ],
    [
      'Sign-in',
      [
        {
          id: 'method',
          label: 'Method',
          value: site.method,
          choices: methodsFor[site.deployment].map((id) => ({ id, label: methodFacts[id].title })),
          help: 'Another method needs another sign-in.',
        },
        {
          id: 'login',
          label: 'User name or e-mail',
          value: site.login ?? '',
          help: 'Who logs in: the user name of a password, the e-mail address of an API token.',
        },
        {
          id: 'redirectUri',
          label: 'Redirect URL',
          value: oauth2?.redirectUri ?? '',
          placeholder: defaultRedirectUri[site.deployment],
          help: 'Letter for letter as it is registered.',
        },
        { id: 'clientId', label: 'Client ID', value: oauth2?.clientId ?? '', help: 'Of the application link or app.' },
        {
          id: 'clientSecret',
          label: 'Client secret',
          value: '',
          masked: true,
          placeholder: stored(facts.hasClientSecret),
          help: 'Kept where secrets are kept, and never shown again.',
        },
        {
          id: 'scope',
          label: 'Scope',
          value: oauth2?.scope ?? '',
          placeholder: defaultScope[site.deployment],
          help: 'What the sign-in asks for; the link or app must allow it. Counts from the next sign-in.',
        },
        {
          id: 'consumerKey',
          label: 'Consumer key',
          value: oauth1?.consumerKey ?? '',
          placeholder: defaultConsumerKey,
          help: 'As it stands in the application link.',
        },
        {
          id: 'callback',
          label: 'Callback URL',
          value: oauth1?.callback ?? '',
          placeholder: defaultRedirectUri.datacenter,
          help: 'Where the browser is sent after Allow, or oob: the site shows a code.',
        },
        {
          id: 'oauth',
          label: 'Without being asked',
          value: site.oauth ?? 'get-and-refresh',
          choices: (Object.keys(oauthWords) as OAuthMode[]).map((id) => ({ id, label: oauthWords[id] })),
          help: 'What is done about a sign-in that ends. As CData’s drivers have it: get-and-refresh, refresh, off.',
        },
      ],
    ],
    [
      'Connection',
      [
        {
          id: 'ca',
          label: 'CA file',
          value: savedAuthorities(facts),
          placeholder: none,
          help: 'Path of a file with authorities to trust for this site besides the usual ones. Empty: none.',
        },
        {
          id: 'systemCa',
          label: 'System’s CA store',
          value: tls.systemCa === true ? yes : no,
          choices: yesNo,
          help: 'Also trust the authorities that the operating system trusts.',
        },
        {
          id: 'certFile',
          label: 'Client certificate',
          value: tls.certFile ?? '',
          placeholder: none,
          help: 'Path of a PEM file, or of a PKCS #12 file (.p12, .pfx) with the key in it.',
        },
        {
          id: 'keyFile',
          label: 'Its key',
          value: tls.keyFile ?? '',
          placeholder: 'in the same file',
          help: 'Path of the private key, PEM. Empty when it is in the certificate’s own file.',
        },
        {
          id: 'tlsPassphrase',
          label: 'Passphrase of the key',
          value: '',
          masked: true,
          placeholder: stored(facts.hasTlsPassphrase),
          help: 'Kept where secrets are kept.',
        },
        {
          id: 'proxy',
          label: 'Proxy',
          value: site.proxy ?? '',
          placeholder: 'as the environment says',
          help: `http://host:port or http://user:password@host:port; none: no proxy for this site. ${facts.hasProxyLogin ? 'A login is stored.' : ''}`,
        },
        {
          id: 'insecureHttp',
          label: 'Plain http allowed',
          value: site.insecureHttp === true ? yes : no,
          choices: yesNo,
          help: 'Everybody on the way can read the sign-in then.',
        },
        {
          id: 'authUrl',
          label: 'Authorization server',
          value: cloud.authUrl ?? '',
          placeholder: 'https://auth.atlassian.com',
          help: 'Other clouds of Atlassian have another one.',
        },
        {
          id: 'apiUrl',
          label: 'API gateway',
          value: cloud.apiUrl ?? '',
          placeholder: 'https://api.atlassian.com',
          help: 'Other clouds of Atlassian have another one.',
        },
      ],
    ],
  ]
}
