import { AuthError } from '../errors.ts'

/** A token answer has about 200 bytes. */
const longestAnswer = 8192
/** Jira's tokens have 32 characters. */
const longestValue = 1024

/** An answer as `application/x-www-form-urlencoded`, whatever type it claims: Jira calls it `text/plain`. */
export const parseForm = (body: string): URLSearchParams | undefined => {
  const text = body.trim()
  const isForm = text.length <= longestAnswer && /^[\w.~%+*=&-]+$/u.test(text) && text.includes('=')
  return isForm ? new URLSearchParams(text) : undefined
}

/** A token with its secret, and what belongs to it. */
export interface TokenAnswer {
  readonly token: string
  readonly tokenSecret: string
  readonly isCallbackConfirmed: boolean
  readonly sessionHandle?: string
  /** Seconds. */
  readonly expiresIn?: number
}

const bad = (message: string): AuthError => new AuthError('bad-answer', message)

const single = (form: URLSearchParams, name: string): string | undefined => {
  const values = form.getAll(name)
  if (values.length > 1) throw bad(`The site gave ${name} twice`)
  const [value] = values
  if (value !== undefined && !/^[\u0021-\u007e]*$/u.test(value)) throw bad(`The site gave an unusable ${name}`)
  if (value !== undefined && value.length > longestValue) throw bad(`The site gave a ${name} that is far too long`)
  return value
}

const secondsIn = (form: URLSearchParams, name: string): number | undefined => {
  const text = single(form, name)
  if (text === undefined) return undefined
  if (!/^\d{1,12}$/u.test(text)) throw bad(`The site gave an unusable ${name}`)
  return Number(text)
}

/** What is in the answer to a token request (RFC 5849 sections 2.1 and 2.3). Throws `bad-answer`; quotes no value. */
export const parseTokenAnswer = (form: URLSearchParams): TokenAnswer => {
  const [token, tokenSecret] = [single(form, 'oauth_token'), single(form, 'oauth_token_secret')]
  if (token === undefined || token === '') throw bad('The site gave no token')
  if (tokenSecret === undefined) throw bad('The site gave a token without its secret')
  const [sessionHandle, expiresIn] = [single(form, 'oauth_session_handle'), secondsIn(form, 'oauth_expires_in')]
  return {
    token,
    tokenSecret,
    isCallbackConfirmed: single(form, 'oauth_callback_confirmed') === 'true',
    ...(sessionHandle === undefined || sessionHandle === '' ? {} : { sessionHandle }),
    // A token that ends at once is none: who says so means that it has no end.
    ...(expiresIn === undefined || expiresIn === 0 ? {} : { expiresIn }),
  }
}
