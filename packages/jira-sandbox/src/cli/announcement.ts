import type { ClientCredentials, ClientRegistration } from '../oauth2/clients.ts'
import type { ServiceAccountRegistration } from '../oauth2/service-accounts.ts'
import type { Sandbox } from '../serve-world.ts'

/** PEM files that a client of an https sandbox needs. */
export interface TlsFiles {
  /** The authority to trust. */
  readonly ca: string
  /** Present when the sandbox asks for a client certificate. */
  readonly clientCert?: string
  readonly clientKey?: string
}

/** What was registered for the one who started the sandbox; absent: the release does not know it, or nobody asked. */
export interface Registered {
  readonly client?: ClientRegistration & ClientCredentials
  readonly serviceAccount?: ServiceAccountRegistration & ClientCredentials
  readonly consumer?: { readonly key: string; readonly callback?: string }
}

/** What somebody must know to use a running sandbox. */
export interface Announcement extends Registered {
  readonly baseUrl: string
  readonly users: readonly { readonly name: string; readonly displayName: string; readonly password: string }[]
  /** A personal access token of the first of them, for a client that takes no password. */
  readonly token?: { readonly name: string; readonly token: string }
  /** Where the control face is; absent: switched off. */
  readonly control?: string
  readonly tls?: TlsFiles
}

/** Gathers it; the passwords and the secrets are good for this process alone. */
export const announce = (
  sandbox: Pick<Sandbox, 'baseUrl' | 'world' | 'issuePat'>,
  registered: Registered,
  { control, tls }: { readonly control: boolean; readonly tls?: TlsFiles | undefined },
): Announcement => {
  const { baseUrl, world } = sandbox
  const users = world.users
    // Service accounts have no password that anybody knows.
    .filter((user) => user.active && !user.key.startsWith('SERVICEACCOUNT'))
    .map(({ name, displayName, password }) => ({ name, displayName, password }))
  return {
    baseUrl,
    users,
    ...(users[0] === undefined ? {} : { token: { name: users[0].name, token: sandbox.issuePat(users[0].name) } }),
    ...registered,
    ...(control ? { control: `${new URL(baseUrl).origin}/__sandbox/` } : {}),
    ...(tls === undefined ? {} : { tls }),
  }
}

/** A title and lines of a label and a value under it; what has no value is left out. */
export const block = (
  title: string,
  rows: readonly (readonly [label: string, value: string | undefined])[],
): string[] => {
  const present = rows.filter(([, value]) => value !== undefined)
  const width = Math.max(...present.map(([label]) => label.length))
  return [title, ...present.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`), '']
}

/** The same for people. */
export const toText = (announcement: Announcement): string => {
  const { baseUrl, users, token, client, serviceAccount, consumer, control, tls } = announcement
  const people = users.map(
    ({ name, displayName, password }) => [name, `password ${password}  (${displayName})`] as const,
  )
  const credentials = ({ clientId, clientSecret }: ClientCredentials) =>
    [
      ['client id', clientId],
      ['client secret', clientSecret],
    ] as const
  return [
    `Sandbox at ${baseUrl}`,
    '',
    ...block('Users', people),
    ...(token === undefined ? [] : block('Personal access token', [[token.name, token.token]])),
    ...(client === undefined
      ? []
      : block(`Application link "${client.name}"`, [
          ...credentials(client),
          ['redirect URL', client.redirectUri],
          ['scope', client.scope],
        ])),
    ...(serviceAccount === undefined
      ? []
      : block(`Service account "${serviceAccount.name}"`, [
          ...credentials(serviceAccount),
          ['scope', serviceAccount.scope],
        ])),
    ...(consumer === undefined
      ? []
      : block('Consumer of OAuth 1.0a', [
          ['consumer key', consumer.key],
          ['callback', consumer.callback],
        ])),
    ...(tls === undefined
      ? []
      : block('Certificates', [
          ['authority', tls.ca],
          ['client certificate', tls.clientCert],
          ['client key', tls.clientKey],
        ])),
    ...(control === undefined ? [] : [`Control face at ${control}`, '']),
    'Ctrl-C ends it.',
    '',
  ].join('\n')
}
