import { readFile } from 'node:fs/promises'
import { createSecureContext, getCACertificates } from 'node:tls'
import { errorCode } from './atomic-file.ts'
import { AuthError } from './errors.ts'
import { onlyCertificates } from './invite/certificates.ts'
import type { SecretStore } from './ports.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import type { Site, TlsSettings } from './site.ts'
import { isLoopbackHost } from './site-book/base-url.ts'
import type { TlsMaterial, Transport } from './transport.ts'

export interface SiteTransportOptions {
  readonly secrets: Pick<SecretStore, 'get'>
  /** Proxy variables of the environment. */
  readonly proxyEnv: Readonly<Record<string, string>>
}

/** The proxy's own password goes into its address only here, where nothing is logged. */
const withLogin = (proxy: string, login: string | undefined): string => {
  if (login === undefined) return proxy
  const url = new URL(proxy)
  const [user = '', ...password] = login.split(':')
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password.join(':'))
  return url.href
}

/** Plain http is allowed to this machine because it does not leave it: no proxy may read it either. */
const withoutHttp = (proxyEnv: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(proxyEnv).filter(([name]) => name.toUpperCase() !== 'HTTP_PROXY'))

const isOnThisMachine = ({ baseUrl }: Site): boolean => {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'http:' && isLoopbackHost(hostname)
}

const proxyFor = async (site: Site, { secrets, proxyEnv }: SiteTransportOptions) => {
  if (site.proxy === undefined) return isOnThisMachine(site) ? withoutHttp(proxyEnv) : proxyEnv
  if (site.proxy === 'none') return {}
  const proxy = withLogin(site.proxy, await secrets.get(secretKeys(site.name).proxyLogin))
  return { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }
}

const read = async (path: string, what: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    throw new AuthError('bad-certificate', `The ${what} cannot be read (${errorCode(error)})`, path)
  }
}

const authorities = ({ ca, systemCa }: TlsSettings): Pick<TlsMaterial, 'ca'> => {
  if (ca === undefined && systemCa !== true) return {}
  // Node passes over what it cannot read: the site's certificate would then be said to be the wrong one.
  if (ca !== undefined && onlyCertificates(ca) === undefined) {
    throw new AuthError('bad-certificate', 'The saved certificate authority cannot be read')
  }
  // A list of one's own takes the place of the built-in one, and of NODE_EXTRA_CA_CERTS: they are put back in.
  const system = systemCa === true ? getCACertificates('system') : []
  return { ca: [...getCACertificates('default'), ...system, ...(ca === undefined ? [] : [ca])] }
}

const whyUnusable = (error: unknown): string => {
  const code = errorCode(error)
  if (/MISMATCH/u.test(code)) return 'its key belongs to another one'
  if (/BAD_DECRYPT|INTERRUPTED/u.test(code)) return 'the passphrase of its key is missing or wrong'
  // A PKCS #12 file is refused without a code.
  return code === 'unknown' ? 'it is damaged, or its passphrase is missing or wrong' : code
}

/** OpenSSL's own words may quote the file: only its reason's name is passed on. */
const usable = (material: Omit<TlsMaterial, 'ca'>, path: string): TlsMaterial => {
  const { pfx, ...rest } = material
  try {
    createSecureContext({ ...rest, ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }) })
    return material
  } catch (error) {
    throw new AuthError('bad-certificate', `The client certificate cannot be used: ${whyUnusable(error)}`, path)
  }
}

const clientCertificate = async (site: Site, secrets: Pick<SecretStore, 'get'>): Promise<TlsMaterial> => {
  const { certFile, keyFile } = site.tls ?? {}
  if (certFile === undefined) return {}
  const passphrase = await secrets.get(secretKeys(site.name).tlsPassphrase)
  const unlocks = passphrase === undefined ? {} : { passphrase }
  if (keyFile === undefined) return usable({ pfx: await read(certFile, 'client certificate'), ...unlocks }, certFile)
  // One after the other, so that with both missing the same one is named each time: the certificate.
  const cert = await read(certFile, 'client certificate')
  const key = await read(keyFile, 'key of the certificate')
  return usable({ cert: cert.toString(), key: key.toString(), ...unlocks }, certFile)
}

/** How this site is reached: its own proxy, authorities and client certificate. Throws `bad-certificate`, `store-failed`. */
export const transportFor = async (site: Site, options: SiteTransportOptions): Promise<Transport> => {
  const proxyEnv = await proxyFor(site, options)
  if (site.tls === undefined) return { proxyEnv }
  return { proxyEnv, tls: { ...authorities(site.tls), ...(await clientCertificate(site, options.secrets)) } }
}
