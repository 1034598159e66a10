import type { CloudCredentials } from '../cloud/clients.ts'
import type { CloudSandbox } from '../start-cloud-sandbox.ts'
import { block } from './announcement.ts'

/** What somebody must know to use a running cloud. */
export interface CloudAnnouncement {
  readonly authUrl: string
  readonly apiUrl: string
  readonly siteUrl: string
  readonly cloudId: string
  readonly otherSiteUrl: string
  readonly otherCloudId: string
  readonly app: CloudCredentials & { readonly redirectUri: string }
  readonly users: readonly { readonly email: string; readonly password: string; readonly apiToken: string }[]
}

/** Registers an app, makes an API token for each person, and gathers both; all of it is good for this process alone. */
export const announceCloud = (cloud: CloudSandbox, redirectUri: string): CloudAnnouncement => {
  const { authUrl, apiUrl, siteUrl, cloudId, otherSiteUrl, otherCloudId, world } = cloud
  const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']
  return {
    authUrl,
    apiUrl,
    siteUrl,
    cloudId,
    otherSiteUrl,
    otherCloudId,
    app: { redirectUri, ...cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes }) },
    users: world.users
      .filter(({ active }) => active)
      .map(({ email, password }) => ({ email, password, apiToken: cloud.issueApiToken(email) })),
  }
}

/** The same for people. */
export const cloudText = ({ app, users, ...addresses }: CloudAnnouncement): string =>
  [
    `Sandbox at ${addresses.siteUrl}`,
    '',
    ...block('Addresses', Object.entries(addresses)),
    ...block('App for OAuth 2.0 (3LO)', Object.entries(app)),
    ...block(
      'Users',
      users.map(({ email, password, apiToken }) => [email, `password ${password}, API token ${apiToken}`] as const),
    ),
    'Ctrl-C ends it.',
    '',
  ].join('\n')
