import type { AuthError, Site } from '@mmd/auth'
import type { Check } from '../check.ts'
import { type PortTrial, redirectOf } from '../network/redirect-port.ts'
import type { Subject } from '../subject.ts'
import { type Finding, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { list, sentence, signInTo } from '../words.ts'

const remedies: Partial<Readonly<Record<AuthError['code'], string>>> = {
  'port-taken': 'Stop the program that has it; or without the port:',
  'port-privileged': 'Have a redirect URL with a port above 1023 registered; or without the port:',
}

const findTrouble = (site: Site, error: AuthError): Finding => ({
  found: redirectOf(site) ?? '',
  problem: sentence(error.message),
  remedy: `${remedies[error.code] ?? 'Without listening:'}\n${signInTo(site)} --callback browser`,
  who: 'you',
})

export const judgeRedirectPort = (site: Site, trial: PortTrial): Verdict => {
  if (trial.kind === 'none') {
    return skipped(site.method === 'oauth1' ? 'Jira shows a code instead (oob)' : 'this method needs none')
  }
  if (trial.kind === 'free') return ok(`free on ${list(trial.addresses)}`)
  return warning(findTrouble(site, trial.error))
}

export const redirectPortCheck: Check<Subject> = {
  id: 'redirect-port',
  title: 'Redirect port',
  group: 'Signing in',
  doing: 'Trying the port of the redirect',
  needs: ['settings'],
  run: async ({ site, redirectPort }) => judgeRedirectPort(site, await redirectPort()),
}
