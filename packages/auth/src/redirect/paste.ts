import { AuthError } from '../errors.ts'
import { hasRegisteredQuery, hasState, isAnswer, longestQuery, refuseErrorAnswer } from './callback.ts'
import { parseRegistered } from './registered.ts'

const bad = (message: string): AuthError => new AuthError('bad-redirect', message)

/** Terminals and chats like to wrap addresses in quotes or angle brackets. */
const unwrapped = (text: string): string => {
  const trimmed = text.trim()
  return /^(?:<.*>|".*"|'.*')$/u.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed
}

/** The query of a pasted address-bar URL, once it is the registered redirect URL; else `bad-redirect`. */
export const parseCallbackUrl = (pasted: string, redirectUri: string): URLSearchParams => {
  const registered = parseRegistered(redirectUri)
  const text = unwrapped(pasted)
  if (text === '') throw bad('Nothing was pasted')
  if (text.length > redirectUri.length + longestQuery) throw bad('What was pasted is far too long')
  if (/[\s\u0000-\u001f\u007f-\u009f]/u.test(text)) throw bad('The address has a blank or a line break in it')
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSameAddress =
    url !== undefined &&
    url.origin === registered.origin &&
    url.pathname === registered.pathname &&
    url.username === '' &&
    url.password === '' &&
    hasRegisteredQuery(url.searchParams, registered)
  if (!isSameAddress) throw bad(`The address must begin with ${redirectUri}`)
  return url.searchParams
}

/** The query of a pasted address-bar URL, once it is the registered redirect URL with an answer in it; else `bad-redirect`. */
export const parseAnswerUrl = (pasted: string, redirectUri: string): URLSearchParams => {
  const query = parseCallbackUrl(pasted, redirectUri)
  if (!isAnswer(query)) throw bad('The address has no single code in it')
  return query
}

/**
 * The query of a pasted address-bar URL that answers the sign-in with this state. Throws `bad-redirect` for anything
 * else, `state-mismatch` for an answer to another sign-in, and what the site answered instead of a code.
 */
export const parsePastedRedirect = (pasted: string, redirectUri: string, state: string): URLSearchParams => {
  const query = parseAnswerUrl(pasted, redirectUri)
  if (!hasState(query, state)) throw new AuthError('state-mismatch', 'The address belongs to another sign-in')
  refuseErrorAnswer(query)
  return query
}
