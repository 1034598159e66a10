import type { Site } from '@mmd/auth'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { headerOf, type Reply } from '../network/ask.ts'
import type { Subject } from '../subject.ts'
import { type Finding, failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { duration } from '../words.ts'

/** From here on it is worth a word; signed requests are refused from about the other on. Milliseconds. */
const [worthAWord, refused] = [60_000, 300_000]

/** How far this machine's clock is ahead of the site's, in milliseconds; undefined when the site does not say. */
export const aheadBy = (reply: Reply): number | undefined => {
  if (reply.kind === 'none') return undefined
  const theirs = Date.parse(headerOf(reply, 'date'))
  // The header has whole seconds, and was written somewhere between question and answer.
  return Number.isNaN(theirs) ? undefined : (reply.sentAt + reply.gotAt) / 2 - (theirs + 500)
}

export const judgeClock = (method: Site['method'], ahead: number | undefined): Verdict => {
  if (ahead === undefined) return skipped('the site does not tell the time')
  const off = Math.abs(ahead)
  if (off < 2000) return ok('the same as the site’s')
  const word = ahead > 0 ? 'ahead of' : 'behind'
  const found = `${duration(off)} ${word} the site’s`
  if (off <= worthAWord) return ok(found)
  const finding: Finding = {
    found,
    problem:
      method === 'oauth1'
        ? 'Requests are signed with the time; a site refuses those that are minutes off (timestamp_refused).'
        : 'Tokens are renewed by the clock: with a wrong one that comes too late, or all the time.',
    remedy: 'Let both machines take the time from a time server; if this one is right, tell Jira’s administrator',
    who: 'you',
  }
  return method === 'oauth1' && off > refused ? failed(exitCodes.signIn, finding) : warning(finding)
}

export const clockCheck: Check<Subject> = {
  id: 'clock',
  title: 'Clock',
  group: 'Jira',
  doing: 'Comparing the clocks',
  needs: ['settings', 'proxy', 'dns', 'tcp', 'tls', 'client-certificate'],
  run: async ({ site, serverInfo }) => judgeClock(site.method, aheadBy(await serverInfo())),
}
