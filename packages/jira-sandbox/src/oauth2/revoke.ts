import { refusal } from '../sign-in/rest-answers.ts'
import type { Site, SiteRoute } from '../site.ts'
import { noStore, tokenError } from './answers.ts'
import { knowsSecret, notAForm, readForm } from './token.ts'
import { tokenId } from './token-text.ts'

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
    if (token === '') return tokenError(site.persona, 'invalid_request', 'The field token is missing.')
    if (!hints.has(form.get('token_type_hint') ?? ''))
      return tokenError(site.persona, 'unsupported_token_type', 'Unknown hint.')
    const client = site.clients.find(form.get('client_id') ?? '')
    if (client === undefined || !knowsSecret(site, client, form)) {
      return tokenError(site.persona, 'invalid_client', 'The client or its secret is wrong.')
    }
    site.grants.revoke(
      (pair) => pair.clientId === client.clientId && (pair.accessToken === token || pair.refreshToken === token),
    )
    return { status: 200, headers: noStore }
  },
})

/** `POST /rest/oauth2/latest/revoke/{id}`: what the profile page does when a person ends a grant of their own. */
export const revokeOwnRoute = (site: Site): SiteRoute => ({
  method: 'POST',
  path: '/rest/oauth2/latest/revoke/:id',
  unguarded: true,
  handle: ({ user, params }) => {
    if (user === undefined) return refusal(401, 'You are not logged in.')
    site.grants.revoke((pair) => pair.userKey === user.key && tokenId(pair.accessToken) === params['id'])
    return { status: 200, headers: noStore }
  },
})
