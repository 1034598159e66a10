import type { MenuItem } from '../../state/modal.ts'

/** Codes of a certificate whose issuer nobody here vouches for. */
const unknownIssuer: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'INVALID_CA',
])

const wantsCertificate = (reason: string): boolean =>
  /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(reason)

/** What a failure of the secure connection means, by the system's own code for it; empty for one that says nothing. */
export const tlsReason = (reason: string): string => {
  if (unknownIssuer.has(reason)) {
    return 'Its certificate comes from an authority that this machine does not know: often the company’s own, or a proxy that looks into the traffic.'
  }
  if (wantsCertificate(reason)) return 'It seems to want a client certificate.'
  if (reason === 'CERT_HAS_EXPIRED') return 'Its certificate has expired: whoever runs the site has to renew it.'
  if (reason === 'CERT_NOT_YET_VALID') return 'Its certificate is not valid yet: check the clock of this machine.'
  if (/ALTNAME|HOSTNAME/.test(reason)) return 'Its certificate is for another name: check the address.'
  return ''
}

export type NetworkChoice = 'ca' | 'system' | 'certificate' | 'proxy'

/** What can be done about a site that cannot be reached safely, the most likely first. */
export const networkOffers = (reason = ''): readonly MenuItem[] => {
  const items: Readonly<Record<NetworkChoice, MenuItem>> = {
    ca: {
      id: 'ca',
      label: 'Trust the authorities in a file',
      short: 'A CA file',
      about: 'A CA file of your company, PEM or DER. It counts for this site alone.',
    },
    system: {
      id: 'system',
      label: 'Trust the authorities of the operating system too',
      short: 'The system’s CA store',
      about: 'Where the company has put its own authority into the system, as browsers use it.',
    },
    certificate: {
      id: 'certificate',
      label: 'Show a client certificate',
      about: 'A PEM file with its key, or a PKCS #12 file (.p12, .pfx), for sites that want one from everybody.',
    },
    proxy: {
      id: 'proxy',
      label: 'Go through a proxy',
      about: 'For this site alone; without it HTTPS_PROXY and NO_PROXY count.',
    },
  }
  const order: readonly NetworkChoice[] = wantsCertificate(reason)
    ? ['certificate', 'ca', 'system', 'proxy']
    : ['system', 'ca', 'certificate', 'proxy']
  return order.map((id) => items[id])
}
