import { AuthError } from '../errors.ts'

/** Longest token that is taken, in characters. */
const longestToken = 4096

/** True for what can stand in a header as a token. */
export const isToken = (text: string): boolean => text.length <= longestToken && /^[\u0021-\u007e]+$/u.test(text)

/** The token without blanks around it. Throws `bad-token` when it is empty or cannot stand in a header. */
export const parseToken = (text: string): string => {
  const token = text.trim()
  if (token === '') throw new AuthError('bad-token', 'The token is empty')
  if (/\s/u.test(token)) throw new AuthError('bad-token', 'The token has a blank or a line break in it')
  if (token.length > longestToken) throw new AuthError('bad-token', 'The token is far too long')
  if (!isToken(token)) throw new AuthError('bad-token', 'The token has a character that no token has')
  return token
}

/** The header value of HTTP Basic authentication (RFC 7617), UTF-8. Throws `bad-token` for a login with a colon. */
export const basicHeader = (login: string, password: string): string => {
  if (login.includes(':')) throw new AuthError('bad-token', 'A user name cannot have a colon in it')
  return `Basic ${Buffer.from(`${login}:${password}`, 'utf8').toString('base64')}`
}
