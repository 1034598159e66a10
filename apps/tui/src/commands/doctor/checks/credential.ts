import { type AuthError, type CredentialStatus, isAuthError } from '@mmd/auth'
import { exitCodes, presentError } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, type Verdict, warning } from '../verdict.ts'
import { day, duration, sentence, signInTo } from '../words.ts'

export interface CredentialFacts {
  /** After it was renewed, if that was due. */
  readonly status: CredentialStatus
  /** Why there is none that could be sent. */
  readonly error: AuthError | undefined
  readonly now: number
}

/** From here on somebody should think of a new one. Milliseconds. */
const soon = 14 * 86_400_000

const lifeOf = ({ expiresAt, refreshable }: CredentialStatus, now: number): string => {
  const renewal = refreshable ? 'renewed by itself' : 'not renewable'
  if (expiresAt === undefined) return refreshable ? renewal : 'no end known'
  return expiresAt > now
    ? `good for ${duration(expiresAt - now)}, ${renewal}`
    : `ended ${duration(now - expiresAt)} ago, ${renewal}`
}

export const judgeCredential = (site: string, { status, error, now }: CredentialFacts): Verdict => {
  const found = `in ${status.where}, ${lifeOf(status, now)}`
  if (error !== undefined) {
    const { what, hint, exitCode } = presentError(error, { site })
    const isNone = status.state === 'sign-in-needed'
    return failed(exitCode, {
      found: isNone ? 'not signed in' : found,
      problem: sentence(what),
      remedy: error.code === 'sign-in-needed' ? signInTo({ name: site }) : hint,
      who: error.code === 'network' ? 'network' : 'you',
    })
  }
  const { expiresAt, refreshable } = status
  if (refreshable || expiresAt === undefined) return ok(found)
  if (expiresAt <= now) {
    return failed(exitCodes.signIn, {
      found,
      problem: `The token ended on ${day(expiresAt)}.`,
      remedy: signInTo({ name: site }),
      who: 'you',
    })
  }
  if (expiresAt - now > soon) return ok(found)
  return warning({
    found,
    problem: `The token ends in ${duration(expiresAt - now)}, and only you can replace it.`,
    remedy: signInTo({ name: site }),
    who: 'you',
  })
}

const look = async ({ credential, signal }: Subject): Promise<CredentialFacts> => {
  const source = await credential()
  let error: AuthError | undefined
  try {
    // As every request does: a token whose time is over is renewed first.
    await source.authorization()
  } catch (thrown) {
    signal.throwIfAborted()
    if (!isAuthError(thrown)) throw thrown
    error = thrown
  }
  return { status: await source.status(), error, now: Date.now() }
}

export const credentialCheck: Check<Subject> = {
  id: 'credential',
  title: 'Credential',
  group: 'Signing in',
  doing: 'Looking at the credential, renewing it if it is time',
  needs: ['secrets', 'settings'],
  run: async (subject) => judgeCredential(subject.site.name, await look(subject)),
}
