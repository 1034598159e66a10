import type { ClientCredentials, ClientRegistration, Sandbox } from '@mmd/jira-sandbox'

/** What somebody must know to use a running sandbox. */
export interface Announcement {
  readonly baseUrl: string
  readonly users: readonly { readonly name: string; readonly displayName: string; readonly password: string }[]
  readonly client: ClientRegistration & ClientCredentials
  /** Where the control face is; absent: switched off. */
  readonly control?: string
}

/** Gathers it; the passwords and the secret are good for this process alone. */
export const announce = (
  sandbox: Sandbox,
  client: ClientRegistration & ClientCredentials,
  control: boolean,
): Announcement => ({
  baseUrl: sandbox.baseUrl,
  users: sandbox.world.users
    .filter((user) => user.active)
    .map(({ name, displayName, password }) => ({ name, displayName, password })),
  client,
  ...(control ? { control: `http://localhost:${sandbox.port}/__sandbox/` } : {}),
})

/** The same for people. */
export const toText = ({ baseUrl, users, client, control }: Announcement): string => {
  const width = Math.max(...users.map(({ name }) => name.length))
  const people = users.map(
    ({ name, displayName, password }) => `  ${name.padEnd(width)}  password ${password}  (${displayName})`,
  )
  return [
    `Jira sandbox at ${baseUrl}`,
    '',
    'Users',
    ...people,
    '',
    `Application link "${client.name}"`,
    `  client id      ${client.clientId}`,
    `  client secret  ${client.clientSecret}`,
    `  redirect URL   ${client.redirectUri}`,
    `  scope          ${client.scope}`,
    '',
    ...(control === undefined ? [] : [`Control face at ${control}`, '']),
    'Ctrl-C ends it.',
    '',
  ].join('\n')
}
