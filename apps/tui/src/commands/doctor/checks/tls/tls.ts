import { exitCodes } from '../../../../present-error.ts'
import type { Check } from '../../check.ts'
import { hostOf } from '../../network/authority.ts'
import { handshakeWith } from '../../network/handshake-with.ts'
import type { Subject } from '../../subject.ts'
import { failed, ok, skipped, type Verdict, warning } from '../../verdict.ts'
import { duration } from '../../words.ts'
import { judgeBroken } from './broken.ts'
import { type Done, describeCertificate, soon, type TlsFacts } from './tls-facts.ts'
import { explainUntrusted, isUnknownAuthority } from './untrusted.ts'

const judgeDone = (facts: TlsFacts, done: Done): Verdict => {
  const { problem, protocol, chain } = done
  const { now } = facts
  const own = chain[0]
  const found = own === undefined ? 'no certificate' : describeCertificate(own, now)
  if (problem !== undefined) return failed(exitCodes.network, explainUntrusted(problem, facts, done, found))
  const end = Math.min(...chain.map(({ validTo }) => validTo))
  if (end - now >= soon) return ok(`${found}, ${protocol}`)
  return warning({
    found: `${found}, ${protocol}`,
    problem: `It, or what it stands on, ends in ${duration(end - now)}; after that nothing works.`,
    remedy: 'Have it renewed in time',
    who: 'jira-admin',
  })
}

export const judgeTls = (facts: TlsFacts): Verdict => {
  const { site, host, handshake } = facts
  return handshake.kind === 'done' ? judgeDone(facts, handshake) : judgeBroken(site, host, handshake.code)
}

const look = async ({ site, handshake: shake, proxy, transport, signal }: Subject): Promise<TlsFacts> => {
  const url = new URL(site.baseUrl)
  const facts = { site: site.name, host: hostOf(url), now: Date.now(), handshake: await shake() }
  const { handshake } = facts
  if (handshake.kind === 'broken' || !isUnknownAuthority(handshake.problem)) {
    return { ...facts, systemTrusts: undefined }
  }
  const route = { url, proxy: await proxy(), transport: await transport(), signal, systemCa: true }
  const again = await handshakeWith(route)
  return { ...facts, systemTrusts: again.kind === 'done' && again.problem === undefined }
}

export const tlsCheck: Check<Subject> = {
  id: 'tls',
  title: 'Certificate',
  group: 'The way to the site',
  doing: 'Looking at the certificate',
  needs: ['settings', 'proxy', 'dns', 'tcp'],
  run: async (subject) =>
    subject.site.baseUrl.startsWith('https:') ? judgeTls(await look(subject)) : skipped('plain http has none'),
}
