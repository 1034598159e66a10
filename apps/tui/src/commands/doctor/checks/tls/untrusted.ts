import type { Finding } from '../../verdict.ts'
import { day, duration, editSite, list } from '../../words.ts'
import type { Done, TlsFacts } from './tls-facts.ts'

/** What is to be said of a certificate that is not accepted; `found` describes it. */
type Explain = (facts: TlsFacts, done: Done, found: string) => Finding

/** Which certificate nobody here knows, and how to make it known. */
const unknownAuthority: Explain = ({ site, host, systemTrusts }, { chain }, found) => {
  const last = chain.at(-1)
  const authority = last?.selfIssued === true ? last.subject : (last?.issuer ?? 'its issuer')
  if (systemTrusts === true) {
    return {
      found,
      problem: `This operating system trusts “${authority}”, this program by itself does not.`,
      remedy: editSite({ name: site }, '--system-ca'),
      who: 'you',
    }
  }
  const isAlone = chain.length === 1 && last?.selfIssued === false
  return {
    found,
    problem: isAlone
      ? `${host} shows its own certificate alone, and “${authority}”, which signed it, is not known here.`
      : `The authority “${authority}” is not known here.`,
    remedy: `Get the certificate of “${authority}” as a PEM file from whoever runs the network, then\n${editSite({ name: site }, '--ca FILE')}`,
    who: 'you',
  }
}

const selfSigned: Explain = ({ site, host }, _done, found) => ({
  found,
  problem: `The certificate of ${host} vouches for itself; nobody else does.`,
  remedy: `Have it replaced by one of a real authority. Until then: get it as a PEM file in a way that you trust, then\n${editSite({ name: site }, '--ca FILE')}`,
  who: 'jira-admin',
})

const expired: Explain = ({ now }, { chain }, found) => {
  const ended = chain.find(({ validTo }) => validTo <= now)
  return {
    found,
    problem:
      ended === undefined
        ? 'The certificate is said to have ended; is the clock of this machine right?'
        : `The certificate of “${ended.subject}” ended ${duration(now - ended.validTo)} ago.`,
    remedy: 'Have it renewed; until then nobody should sign in there',
    who: 'jira-admin',
  }
}

const tooEarly: Explain = ({ now }, { chain }, found) => {
  const early = chain.find(({ validFrom }) => validFrom > now)
  return {
    found,
    problem: `By the clock of this machine, ${day(now)}, the certificate is not valid before ${day(early?.validFrom ?? now)}.`,
    remedy: 'Set this machine’s clock',
    who: 'you',
  }
}

const otherHost: Explain = ({ site, host }, { chain }, found) => ({
  found,
  problem: `The certificate is not for ${host}, but for ${list(chain[0]?.names ?? []) || 'no host at all'}.`,
  remedy: `Have ${host} added to it, or use a name that it is for:\n${editSite({ name: site }, '--url URL')}`,
  who: 'jira-admin',
})

/** By the code that OpenSSL or Node gives. */
const explanations: Readonly<Record<string, Explain>> = {
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: tooEarly,
  ERR_TLS_CERT_ALTNAME_INVALID: otherHost,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
}

/** Whether a code means that nobody here knows who signed the certificate. */
export const isUnknownAuthority = (code: string | undefined): boolean =>
  code !== undefined && explanations[code] === unknownAuthority

/** Why a certificate is not accepted, from the code. */
export const explainUntrusted = (code: string, facts: TlsFacts, done: Done, found: string): Finding =>
  explanations[code]?.(facts, done, found) ?? {
    found,
    problem: `The certificate is not accepted: ${code}.`,
    remedy: 'Show this to whoever runs the server in front of Jira',
    who: 'jira-admin',
  }
