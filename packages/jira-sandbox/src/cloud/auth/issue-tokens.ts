import type { Answer } from '../../exchange.ts'
import type { Cloud } from '../cloud.ts'
import type { AccessGrant } from '../tokens/access-tokens.ts'
import { noStore } from './answers.ts'

/** The answer of a token endpoint that gives out a new access token. */
export const issueTokens = (
  cloud: Cloud,
  grant: AccessGrant,
  lifetimeSeconds: number,
  refreshToken: string | undefined,
): Answer => ({
  status: 200,
  headers: noStore,
  json: {
    access_token: cloud.accessTokens.issue(grant, lifetimeSeconds),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    expires_in: lifetimeSeconds,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
  },
})
