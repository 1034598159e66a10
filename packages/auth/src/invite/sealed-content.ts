import * as z from 'zod/mini'
import { AuthError } from '../errors.ts'
import { Secret } from '../secret.ts'

const schema = z.strictObject({ secret: z.optional(z.string().check(z.minLength(1))) })

/** The text that is sealed. JSON, because a secret may hold half characters that UTF-8 cannot. */
export const toSealedContent = (secret: Secret | undefined): string =>
  JSON.stringify(secret === undefined ? {} : { secret: secret.reveal() })

const parse = (content: string): unknown => {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** The secret in what was sealed, if there is one. Throws `not-an-invite`. */
export const fromSealedContent = (content: string): Secret | undefined => {
  const result = schema.safeParse(parse(content))
  if (!result.success) throw new AuthError('not-an-invite', 'What the invite has sealed is not a secret')
  return result.data.secret === undefined ? undefined : new Secret(result.data.secret)
}
