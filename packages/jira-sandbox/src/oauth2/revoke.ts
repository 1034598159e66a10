import type { Site, SiteRoute } from '../site.ts'
import { noStore, tokenError } from './answers.ts'
import { knowsSecret, notAForm, readForm } from './token.ts'

const hints = new Set(['', 'access_token', 'refresh_token'])

/** `POST /rest/oauth2/latest/revoke` (RFC 7009): either token ends the pair; an unknown one is no error. */
export const revokeRoute = (site: Site): SiteRoute => ({
  method: 'POST',
  path: '/rest/oauth2/latest/revoke',
  unguarded: true,
  handle: (exchange) => {
    const form = readForm(exchange)
    if (form === undefined) return notAForm
    const token = form.get('token') ?? ''
    if (token === '') return tokenError('invalid_request', 'The field token is missing.')
    if (!hints.has(form.get('token_type_hint') ?? '')) return tokenError('unsupported_token_type', 'Unknown hint.')
    const client = site.clients.find(form.get('client_id') ?? '')
    if (client === undefined || !knowsSecret(client, form)) {
      return tokenError('invalid_client', 'The client or its secret is wrong.')
    }
    site.grants.revoke(
      (pair) => pair.clientId === client.clientId && (pair.accessToken === token || pair.refreshToken === token),
    )
    return { status: 200, headers: noStore }
  },
})
