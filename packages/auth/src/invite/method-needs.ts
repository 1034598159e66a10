import type { SignInMethod, Site } from '../site.ts'

const shared = {
  oauth2: 'client secret',
  'oauth2-cloud': 'client secret',
  oauth1: 'private key',
  pat: undefined,
  'api-token': undefined,
  basic: undefined,
  'client-credentials': 'client secret',
} as const satisfies Record<SignInMethod, string | undefined>

/** The secret that all who sign in by this method share, in words; `undefined` when each has only a secret of his own. */
export const sharedSecretOf = (method: SignInMethod): 'client secret' | 'private key' | undefined => shared[method]

/** Which groups of settings belong to a site of this kind; those of the cloud may be absent. */
export const settingsOf = ({
  method,
  deployment,
}: Pick<Site, 'method' | 'deployment'>): {
  readonly oauth2: boolean
  readonly oauth1: boolean
  readonly cloud: boolean
} => ({
  oauth2: sharedSecretOf(method) === 'client secret',
  oauth1: method === 'oauth1',
  cloud: deployment === 'cloud',
})
