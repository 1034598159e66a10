import { isIP } from 'node:net'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { authorityOf, hostOf, portOf } from '../network/authority.ts'
import { lookUp } from '../network/look-up.ts'
import { openSocket } from '../network/open-socket.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { list, reasonOf } from '../words.ts'

/** How one address of the host answered. */
export interface Attempt {
  readonly address: string
  readonly family: number
  readonly outcome: { readonly kind: 'open'; readonly ms: number } | { readonly kind: 'closed'; readonly code: string }
}

/** A machine without IPv6, or without IPv4, loses nothing: nobody will try that way. */
const isNoWay = ({ outcome }: Attempt): boolean =>
  outcome.kind === 'closed' && ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(outcome.code)

export const judgeConnection = (target: string, attempts: readonly Attempt[]): Verdict => {
  const open = attempts.flatMap(({ address, outcome }) =>
    outcome.kind === 'open' ? [{ address, ms: outcome.ms }] : [],
  )
  const closed = attempts.flatMap((attempt) =>
    attempt.outcome.kind === 'closed' && !isNoWay(attempt) ? [{ ...attempt, code: attempt.outcome.code }] : [],
  )
  const first = open[0]
  if (first === undefined) {
    const code = closed[0]?.code ?? 'ENETUNREACH'
    return failed(exitCodes.network, {
      found: target,
      problem: `No connection: ${reasonOf(code)}.`,
      remedy:
        code === 'ECONNREFUSED'
          ? 'Check the port of the address; if it is right, Jira is down: tell its administrator'
          : 'Check VPN and firewall; where only a proxy leads out, set HTTPS_PROXY or the site’s own proxy',
      who: code === 'ECONNREFUSED' ? 'jira-admin' : 'network',
    })
  }
  const found = `${target} answers from ${first.address} within ${first.ms} ms`
  const dead = closed[0]
  if (dead === undefined) return ok(found)
  return warning({
    found,
    problem: `${list(closed.map(({ address, family }) => `${address} (IPv${family})`))} does not: ${reasonOf(dead.code)}. Each new connection may lose time there.`,
    remedy: 'Have the dead address taken out of the name server, or opened',
    who: 'network',
  })
}

/** The first address of each family: more would be a scan. */
const addressesOf = async ({ site, signal }: Subject): Promise<readonly Pick<Attempt, 'address' | 'family'>[]> => {
  const host = hostOf(new URL(site.baseUrl))
  if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
  const answer = await lookUp(host, signal)
  if (answer.kind === 'unknown') return []
  return [4, 6].flatMap((family) => answer.addresses.find((one) => one.family === family) ?? [])
}

export const tcpCheck: Check<Subject> = {
  id: 'tcp',
  title: 'Connection',
  group: 'The way to the site',
  doing: 'Connecting',
  needs: ['settings', 'proxy', 'dns'],
  run: async (subject) => {
    const url = new URL(subject.site.baseUrl)
    if ((await subject.proxy()).kind === 'proxy') return skipped('made by the proxy')
    const attempts = await Promise.all(
      (await addressesOf(subject)).map(async ({ address, family }): Promise<Attempt> => {
        const opened = await openSocket(address, portOf(url), subject.signal)
        if (opened.kind === 'closed') return { address, family, outcome: opened }
        opened.socket.destroy()
        return { address, family, outcome: { kind: 'open', ms: opened.ms } }
      }),
    )
    return judgeConnection(authorityOf(url), attempts)
  },
}
