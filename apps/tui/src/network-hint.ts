type HintFor = (site: string | undefined) => string

const flags =
  (words: string, ...names: readonly string[]): HintFor =>
  (site) =>
    `${words}: ${names.join(', or ')}${site === undefined ? '' : ` with mmd-tui site edit ${site}`}`

const trust = flags('Trust the company’s certificate authority', '--ca FILE', '--system-ca')
const certificate = flags('Show it the client certificate that you were given', '--cert FILE --key FILE')
const otherName: HintFor = () => 'Use the host name that the certificate was made for'

/** By the system's or OpenSSL's own code. */
const hints: Readonly<Record<string, HintFor>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: trust,
  SELF_SIGNED_CERT_IN_CHAIN: trust,
  UNABLE_TO_GET_ISSUER_CERT: trust,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trust,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trust,
  CERT_SIGNATURE_FAILURE: trust,
  CERT_UNTRUSTED: trust,
  CERT_HAS_EXPIRED: () =>
    'Tell whoever runs the site that its certificate has expired; or is this machine’s clock wrong?',
  CERT_NOT_YET_VALID: () => 'Look at this machine’s clock: the certificate begins later than that',
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
  HOSTNAME_MISMATCH: otherName,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: certificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: certificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: certificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: certificate,
  EPROTO: () => 'What answers there may not speak TLS at all: check scheme and port of the address',
  ERR_PROXY_TUNNEL: flags('Tell the proxy who you are', '--proxy URL --proxy-login-stdin'),
}

/** What mends a connection that failed with this code; undefined when nothing in particular does. */
export const networkHint = (reason: string | undefined, site: string | undefined): string | undefined =>
  reason === undefined || !Object.hasOwn(hints, reason) ? undefined : hints[reason]?.(site)
