import type { Answer } from '../exchange.ts'
import type { Site } from '../site.ts'
import { noStore, tokenError } from './answers.ts'
import { missingField } from './fields.ts'
import { parseScope, scopeIncludes } from './scopes.ts'

/** The grant of service accounts: an access token of an hour and no refresh token. */
export const grantByCredentials = (site: Site, form: URLSearchParams): Answer => {
  const { persona, serviceAccounts, grants } = site
  const missing = missingField(persona, form, ['client_id', 'scope'])
  if (missing !== undefined) return missing
  const account = serviceAccounts.find(form.get('client_id') ?? '')
  if (account === undefined || account.clientSecret !== form.get('client_secret')) {
    return tokenError(persona, 'invalid_client', 'The service account is unknown or its secret is wrong.')
  }
  const scope = parseScope(form.get('scope') ?? '')
  // With a space, as Jira spells it where a scope cannot be read at all.
  if (scope === undefined) return tokenError(persona, 'invalid scope', 'The scope cannot be read.')
  if (!scopeIncludes(account.scope, scope)) {
    return tokenError(persona, 'invalid_scope', 'The scope is more than the service account may have.')
  }
  const { accessToken, createdAt } = serviceAccounts.issue(account, scope)
  return {
    status: 200,
    headers: noStore,
    json: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: grants.lifetimes.accessSeconds,
      scope,
      created_at: Math.floor(createdAt / 1000),
    },
  }
}
