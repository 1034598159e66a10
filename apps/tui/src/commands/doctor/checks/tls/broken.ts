import { exitCodes } from '../../../../present-error.ts'
import { type Finding, failed, type Verdict } from '../../verdict.ts'
import { editSite, reasonOf } from '../../words.ts'

/** OpenSSL's codes for a certificate of ours that is missing or not accepted. */
export const isClientCertificateCode = (code: string): boolean =>
  /ALERT_(?:HANDSHAKE_FAILURE|CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|UNSUPPORTED_CERTIFICATE)/.test(code)

/** Node could not even begin: the files of our own certificate do not belong together, or stay locked. */
const isOwnMaterial = (code: string): boolean => /^ERR_OSSL_|^ERR_CRYPTO_|KEY_VALUES_MISMATCH/.test(code)

type Words = readonly [problem: string, remedy: string, who: Finding['who']]

const noTls: Words = [
  'What answers at this port does not speak TLS.',
  'Check the port; perhaps the address begins with http://',
  'you',
]
const oldTls: Words = [
  'The server and this program have no version of TLS in common; older ones than 1.2 are not safe.',
  'Switch TLS 1.2 or newer on in front of Jira',
  'jira-admin',
]
const cut: Words = [
  'The connection is cut in the middle of the handshake, as firewalls do, and servers that do not accept our certificate.',
  'Have the way to this host opened for TLS',
  'network',
]

const words: Readonly<Record<string, Words>> = {
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  ECONNRESET: cut,
  EPIPE: cut,
  ETIMEDOUT: ['The handshake gets no answer within 10 seconds.', 'Have the way to this host opened for TLS', 'network'],
}

/** What is to be said of a handshake that broke off with a code. */
export const judgeBroken = (site: string, host: string, code: string): Verdict => {
  if (isOwnMaterial(code)) {
    return failed(exitCodes.usage, {
      found: `our own certificate (${code})`,
      problem: 'Client certificate and key do not fit each other, or the passphrase is wrong.',
      remedy: editSite({ name: site }, '--cert FILE --key FILE'),
      who: 'you',
    })
  }
  const found = `${host} (${code})`
  if (isClientCertificateCode(code)) {
    return failed(exitCodes.network, {
      found,
      problem: 'The server wants a client certificate, or does not accept ours.',
      remedy: `Get one there, then\n${editSite({ name: site }, '--cert FILE --key FILE')}`,
      who: 'network',
    })
  }
  const [problem, remedy, who] = words[code] ?? [
    `The secure connection fails: ${reasonOf(code)}.`,
    'Show this to whoever runs the server in front of Jira',
    'jira-admin',
  ]
  return failed(exitCodes.network, { found, problem, remedy, who })
}
