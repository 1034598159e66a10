import { isAuthError, type Site } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api'
import { exitCodes, presentError } from '../../../present-error.ts'
import { isNobodys } from '../../auth/use-stored.ts'
import type { Check } from '../check.ts'
import { headerOf, jsonOf, judgeReply } from '../network/ask.ts'
import type { Account, Subject } from '../subject.ts'
import { type Finding, failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { sentence, signInTo } from '../words.ts'

const nameIn = (json: Readonly<Record<string, unknown>>, ...names: readonly string[]): string | undefined => {
  const value = names.map((name) => json[name]).find((one) => typeof one === 'string' && one !== '')
  return typeof value === 'string' ? untrusted(value, 'line').slice(0, 120) : undefined
}

const who: Readonly<Record<string, Finding['who']>> = {
  network: 'network',
  timeout: 'network',
  'sso-page': 'network',
  'server-error': 'jira-admin',
  'rate-limited': 'jira-admin',
  'not-jira': 'network',
}

const refused = (site: Site, { reply }: Account): Verdict => {
  const error = judgeReply(reply, true)
  const { what, hint, exitCode } = presentError(error, { site: site.name })
  const isNobody = headerOf(reply, 'x-ausername').toLowerCase() === 'anonymous'
  if (error?.code === 'signed-out') {
    return failed(exitCode, {
      found: isNobody ? 'Jira takes us for nobody (anonymous)' : 'the site does not accept us',
      problem:
        'The token was revoked or has ended, or something on the way takes the Authorization header out. Lists would be empty.',
      remedy: signInTo(site),
      who: 'you',
    })
  }
  return failed(exitCode, {
    found: reply.kind === 'answer' ? `HTTP ${reply.status}` : 'no answer',
    problem: sentence(what),
    remedy: hint,
    who: who[error?.code ?? ''] ?? 'you',
  })
}

export const judgeAccount = (site: Site, account: Account): Verdict => {
  const { reply, renewed } = account
  if (judgeReply(reply, true) !== undefined) return refused(site, account)
  const json = jsonOf(reply)
  const isNobody = json['type'] === 'anonymous'
  const id = isNobody ? undefined : nameIn(json, 'name', 'username', 'accountId', 'key')
  if (id === undefined) {
    return failed(exitCodes.failed, {
      found: 'an answer without a name',
      problem: 'The site does not say who we are.',
      remedy: 'Is there something between this machine and Jira that changes answers?',
      who: 'network',
    })
  }
  const name = nameIn(json, 'displayName') ?? id
  const found = `accepted as ${name} (${id})${renewed ? ', after the dead token was renewed' : ''}`
  const before = site.user
  if (before === undefined || before.id === id) return ok(found)
  return warning({
    found,
    problem: `You signed in as ${before.name} (${before.id}); now Jira takes us for somebody else.`,
    remedy: `If that is not you:\n${signInTo(site)}`,
    who: 'you',
  })
}

export const accountCheck: Check<Subject> = {
  id: 'account',
  title: 'Account',
  group: 'Signing in',
  doing: 'Asking the site who we are',
  needs: ['address', 'credential'],
  run: async ({ site, account, signal }) => {
    if (isNobodys(site)) return skipped('credentials of the site, which belong to nobody')
    try {
      return judgeAccount(site, await account())
    } catch (error) {
      signal.throwIfAborted()
      if (!isAuthError(error)) throw error
      const { what, hint, exitCode } = presentError(error, { site: site.name })
      const remedy = error.code === 'sign-in-needed' ? signInTo(site) : hint
      return failed(exitCode, {
        found: 'the dead token could not be renewed',
        problem: sentence(what),
        remedy,
        who: 'you',
      })
    }
  },
}
