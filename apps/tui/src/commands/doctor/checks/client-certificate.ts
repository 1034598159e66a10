import { X509Certificate } from 'node:crypto'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import type { Reply } from '../network/ask.ts'
import type { Handshake } from '../network/handshake.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { day, duration, editSite } from '../words.ts'
import { isClientCertificateCode } from './tls/broken.ts'
import { soon } from './tls/tls-facts.ts'

export interface ClientCertificateFacts {
  readonly site: string
  /** What is set for the site; undefined: nothing. */
  readonly file: string | undefined
  /** When our certificate ends, epoch milliseconds; undefined: not known. */
  readonly validTo: number | undefined
  /** Whether the site turned us away for want of a certificate that it accepts; `perhaps`: it gave no reason. */
  readonly refused: 'no' | 'perhaps' | 'yes'
  readonly now: number
}

/** What nginx and others say in words, after a handshake that went through. */
const saidInWords = /client (?:ssl )?certificate|no required ssl certificate|ssl certificate error/i

/** Some servers just hang up on a certificate that they do not accept. */
const hungUp = new Set(['ECONNRESET', 'EPIPE', 'EPROTO'])

/** What handshake and first request say of our certificate, or of the want of one. */
export const readRefusal = (shaken: Handshake, reply: Reply, isConfigured: boolean): 'no' | 'perhaps' | 'yes' => {
  const judge = (code: string): 'no' | 'perhaps' | 'yes' => {
    if (isClientCertificateCode(code)) return 'yes'
    return isConfigured && hungUp.has(code) ? 'perhaps' : 'no'
  }
  if (shaken.kind === 'broken') return judge(shaken.code)
  if (reply.kind === 'answer') {
    const isRefusal = (reply.status === 400 || reply.status === 403) && saidInWords.test(reply.text.slice(0, 4096))
    return isRefusal ? 'yes' : 'no'
  }
  return judge(reply.error.details.reason ?? '')
}

export const judgeClientCertificate = (facts: ClientCertificateFacts): Verdict => {
  const { site, file, validTo, refused, now } = facts
  const change = editSite({ name: site }, '--cert FILE --key FILE')
  if (file === undefined) {
    if (refused === 'no') return skipped('none is set, and the site asks for none')
    return failed(exitCodes.network, {
      found: 'none is set',
      problem: 'The server in front of Jira wants a client certificate.',
      remedy: `Get one there, then\n${change}`,
      who: 'network',
    })
  }
  const ended = validTo !== undefined && validTo <= now
  const found = validTo === undefined ? file : `${file}, ${ended ? 'ended' : 'until'} ${day(validTo)}`
  if (refused !== 'no') {
    const words =
      refused === 'yes'
        ? 'The server does not accept our client certificate.'
        : 'The connection is cut right after the handshake: our client certificate is probably not accepted.'
    return failed(exitCodes.network, {
      found,
      problem: ended ? 'Our client certificate has ended.' : words,
      remedy: `Get a new one there, then\n${change}`,
      who: 'network',
    })
  }
  if (validTo === undefined || validTo - now >= soon) return ok(found)
  return warning({
    found,
    problem: ended
      ? 'Our client certificate has ended; the server has not asked for it yet.'
      : `Our client certificate ends in ${duration(validTo - now)}.`,
    remedy: `Get a new one there, then\n${change}`,
    who: 'network',
  })
}

const endOf = (pem: string | undefined): number | undefined => {
  try {
    return pem === undefined ? undefined : Date.parse(new X509Certificate(pem).validTo)
  } catch {
    return undefined
  }
}

export const clientCertificateCheck: Check<Subject> = {
  id: 'client-certificate',
  title: 'Client certificate',
  group: 'The way to the site',
  doing: 'Trying the client certificate',
  needs: ['settings', 'proxy', 'dns', 'tcp', 'tls'],
  run: async ({ site, handshake, serverInfo, transport }) => {
    if (!site.baseUrl.startsWith('https:')) return skipped('plain http asks for none')
    const shaken = await handshake()
    // What was shown in the handshake is known also of a PKCS #12 file.
    const shown = shaken.kind === 'done' ? shaken.own?.validTo : undefined
    return judgeClientCertificate({
      site: site.name,
      file: site.tls?.certFile,
      validTo: shown ?? endOf((await transport()).tls?.cert),
      refused: readRefusal(shaken, await serverInfo(), site.tls?.certFile !== undefined),
      now: Date.now(),
    })
  },
}
