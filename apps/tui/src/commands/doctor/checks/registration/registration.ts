import { type AuthError, checkConsumer, isAuthError } from '@mmd/auth'
import { presentError } from '../../../../present-error.ts'
import type { Check } from '../../check.ts'
import type { Subject } from '../../subject.ts'
import { failed, ok, skipped, type Verdict } from '../../verdict.ts'
import { askAdmin, sentence } from '../../words.ts'
import { judgeRegistration, lookAtRegistration } from './oauth2.ts'

/** `error`: what the site, or we, have against a signed request; undefined for nothing. */
export const judgeConsumer = (site: string, error: AuthError | undefined): Verdict => {
  if (error === undefined) return ok('consumer key, public key and callback are right')
  const { what, hint, exitCode } = presentError(error, { site })
  const isLink = error.code === 'invalid-client'
  return failed(exitCode, {
    found: error.detail ?? 'the signed request was refused',
    problem: sentence(what),
    remedy: isLink ? `Compare the application link with what belongs into it:\n${askAdmin({ name: site })}` : hint,
    who: isLink ? 'jira-admin' : 'you',
  })
}

const askAsConsumer = async ({ site, secrets, transport, signal }: Subject): Promise<Verdict> => {
  try {
    await checkConsumer(site, { secrets: await secrets(), transport: await transport(), signal })
    return judgeConsumer(site.name, undefined)
  } catch (error) {
    signal.throwIfAborted()
    if (isAuthError(error)) return judgeConsumer(site.name, error)
    throw error
  }
}

export const registrationCheck: Check<Subject> = {
  id: 'registration',
  title: 'Registration',
  group: 'Signing in',
  doing: 'Asking whether Jira knows this program',
  needs: ['address', 'method', 'oauth'],
  run: async (subject) => {
    const { site, ask } = subject
    switch (site.method) {
      case 'oauth2':
        return judgeRegistration(site, await lookAtRegistration(site, ask))
      case 'oauth1':
        return askAsConsumer(subject)
      case 'oauth2-cloud':
        return skipped('Atlassian tells it in the browser alone, when somebody signs in')
      case 'client-credentials':
        return skipped('no redirect; id and secret are tried below')
      case 'pat':
      case 'api-token':
      case 'basic':
        return skipped('this method does without')
    }
  },
}
