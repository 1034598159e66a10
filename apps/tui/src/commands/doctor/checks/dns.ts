import { isIP } from 'node:net'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { hostOf } from '../network/authority.ts'
import { type LookUp, lookUp } from '../network/look-up.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict } from '../verdict.ts'
import { editSite, list, reasonOf } from '../words.ts'

export interface NameFacts {
  readonly site: string
  readonly host: string
  readonly answer: LookUp
  /** Names are looked up by the proxy. */
  readonly proxied: boolean
}

const isUnknown = (code: string): boolean => code === 'ENOTFOUND' || code === 'ENODATA'

export const judgeName = ({ site, host, answer, proxied }: NameFacts): Verdict => {
  if (answer.kind === 'known' && answer.addresses.length > 0) {
    const addresses = answer.addresses.map(({ address, family }) => `${address} (IPv${family})`)
    return ok(`${host}: ${list(addresses)}`)
  }
  const code = answer.kind === 'unknown' ? answer.code : 'ENODATA'
  if (proxied) return ok(`${host} is not known here; the proxy looks it up`)
  return failed(exitCodes.network, {
    found: host,
    problem: isUnknown(code)
      ? 'This machine knows no such host.'
      : `The host name could not be looked up: ${reasonOf(code)}.`,
    remedy: isUnknown(code)
      ? `Is the VPN on, the address right? If not:\n${editSite({ name: site }, '--url URL')}`
      : 'Look at your network and VPN; if other names work, tell whoever runs the name server',
    who: isUnknown(code) ? 'you' : 'network',
  })
}

export const dnsCheck: Check<Subject> = {
  id: 'dns',
  title: 'Host name',
  group: 'The way to the site',
  doing: 'Looking the host name up',
  needs: ['settings'],
  run: async ({ site, signal, proxy }) => {
    const host = hostOf(new URL(site.baseUrl))
    if (isIP(host) !== 0) return skipped(`${host} is an address already`)
    const proxied = (await proxy()).kind === 'proxy'
    return judgeName({ site: site.name, host, proxied, answer: await lookUp(host, signal) })
  },
}
