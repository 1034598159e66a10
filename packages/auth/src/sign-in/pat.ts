import { writeCredential } from '../credential.ts'
import { AuthError } from '../errors.ts'
import type { SignInPorts } from '../ports.ts'
import { revealed, type Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { refuseInsecure } from '../site-book/base-url.ts'
import type { SignedIn } from './redeem.ts'

/** The token without blanks around it. Throws `bad-token` when it is empty or cannot stand in a header. */
export const parseToken = (text: string): string => {
  const token = text.trim()
  if (token === '') throw new AuthError('bad-token', 'The token is empty')
  if (/\s/u.test(token)) throw new AuthError('bad-token', 'The token has a blank or a line break in it')
  if (!/^[\u0021-\u007e]+$/u.test(token))
    throw new AuthError('bad-token', 'The token has a character that no token has')
  if (token.length > 4096) throw new AuthError('bad-token', 'The token is far too long')
  return token
}

/** Signs in with a personal access token, stored once the site accepts it. Throws `bad-token`, and what `verify` throws. */
export const signInWithToken = async (
  site: Site,
  text: Secret | string,
  ports: Pick<SignInPorts, 'secrets' | 'report' | 'verify'>,
): Promise<SignedIn> => {
  refuseInsecure(new URL(site.baseUrl), { insecureHttp: site.insecureHttp === true })
  const accessToken = parseToken(revealed(text))
  ports.report({ kind: 'verifying' })
  const user = await ports.verify(`Bearer ${accessToken}`)
  await writeCredential(site, ports.secrets, { method: 'pat', baseUrl: site.baseUrl, accessToken })
  return { user, where: ports.secrets.where, refreshable: false }
}
