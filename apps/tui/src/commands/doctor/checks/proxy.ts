import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { authorityOf } from '../network/authority.ts'
import type { ProxyChoice } from '../network/choose-proxy.ts'
import { openTunnel } from '../network/tunnel.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict } from '../verdict.ts'
import { editSite, reasonOf } from '../words.ts'

/** What became of a request through the proxy: a status, no connection to it, or all well. */
export type Passage =
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly code: string }

type Proxy = Extract<ProxyChoice, { kind: 'proxy' }>

/** Whether a proxy's answer is about the site behind it. */
const isAboutSite = (status: number): boolean => status >= 502 && status <= 504

const wantsLogin = (site: string, { shown, from }: Proxy): Verdict =>
  failed(exitCodes.network, {
    found: `${shown} (${from}) answers HTTP 407`,
    problem: 'The proxy wants a user name and password, or does not accept the ones that it was given.',
    remedy: `Name the proxy for this site; user:password is asked for, and kept with the other secrets:\n${editSite({ name: site }, `--proxy ${shown} --proxy-login-stdin`)}`,
    who: 'you',
  })

export const judgeProxy = (site: string, choice: ProxyChoice, passage: Passage): Verdict => {
  if (choice.kind === 'none') return skipped(choice.why)
  if (choice.kind === 'bad') {
    return failed(exitCodes.network, {
      found: `${choice.from} is no address of a proxy`,
      problem: 'It must look like http://proxy.example.com:8080; without that nothing gets through.',
      remedy: 'Correct the variable, or for this site alone:\n' + editSite({ name: site }, '--proxy http://HOST:PORT'),
      who: 'you',
    })
  }
  const { shown, from } = choice
  const found = `${shown} (${from})`
  if (passage.kind === 'passed') return ok(`${found} lets us through`)
  if (passage.kind === 'unreachable') {
    return failed(exitCodes.network, {
      found,
      problem: `The proxy cannot be reached: ${reasonOf(passage.code)}.`,
      remedy: `Correct it, or go without for this site:\n${editSite({ name: site }, '--proxy none')}`,
      who: 'you',
    })
  }
  const { status } = passage
  if (status === 407) return wantsLogin(site, choice)
  return failed(exitCodes.network, {
    found: `${found} answers HTTP ${status}`,
    problem: isAboutSite(status)
      ? 'The proxy is there and cannot reach the site.'
      : 'The proxy is there and does not allow connections to this site.',
    remedy: `Ask for the site to be allowed through; if it can be reached without:\n${editSite({ name: site }, '--proxy none')}`,
    who: 'network',
  })
}

/** A tunnel for https; a plain request otherwise, since many proxies open tunnels to TLS ports alone. */
const tryProxy = async ({ site, signal, serverInfo }: Subject, { url }: Proxy): Promise<Passage> => {
  const base = new URL(site.baseUrl)
  if (base.protocol === 'https:') {
    const tunnel = await openTunnel(url, authorityOf(base), signal)
    if (tunnel.kind === 'open') tunnel.socket.destroy()
    if (tunnel.kind === 'closed') return { kind: 'unreachable', code: tunnel.code }
    return tunnel.kind === 'open' ? { kind: 'passed' } : tunnel
  }
  const reply = await serverInfo()
  if (reply.kind === 'none') return { kind: 'unreachable', code: reply.error.details.reason ?? 'UNKNOWN' }
  return reply.status === 407 ? { kind: 'refused', status: 407 } : { kind: 'passed' }
}

export const proxyCheck: Check<Subject> = {
  id: 'proxy',
  title: 'Proxy',
  group: 'The way to the site',
  doing: 'Asking the proxy for a way through',
  needs: ['settings'],
  run: async (subject) => {
    const choice = await subject.proxy()
    const passage = choice.kind === 'proxy' ? await tryProxy(subject, choice) : ({ kind: 'passed' } as const)
    return judgeProxy(subject.site.name, choice, passage)
  },
}
