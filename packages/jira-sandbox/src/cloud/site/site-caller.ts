import { type Cloud, findByEmail } from '../cloud.ts'
import { readBasic } from '../credentials.ts'

/** Who calls a site directly. `locked`: a login in the browser must come first. */
export type SiteCaller =
  | { readonly kind: 'known'; readonly userKey: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' }

/** Finds out who calls: only a classic API token with the mail address of its owner, by Basic, is somebody. */
export const siteCaller = (cloud: Cloud, authorization: string | undefined): SiteCaller => {
  if (authorization === undefined) return { kind: 'anonymous' }
  const [email, token] = readBasic(authorization) ?? ['', '']
  const owner = findByEmail(cloud, email)
  if (owner === undefined) return { kind: 'refused' }
  if (cloud.logins.isLocked(owner.key)) return { kind: 'locked' }
  const found = cloud.apiTokens.find(token)
  if (found?.userKey !== owner.key) {
    cloud.logins.fail(owner.key)
    return { kind: 'refused' }
  }
  // A scoped token is a good one at the wrong door.
  if (found.scopes !== undefined) return { kind: 'refused' }
  cloud.logins.pass(owner.key)
  return { kind: 'known', userKey: owner.key }
}
