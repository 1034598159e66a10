import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A certificate and its private key, PEM texts. */
export interface TestKeyPair {
  readonly cert: string
  readonly key: string
}

/** Certificates for tests: their keys are public, they protect nothing. `fixtures/tls/make.sh` makes them. */
export interface TestCertificates {
  /** The authority of everything below. */
  readonly ca: string
  /** An authority that signed nothing. */
  readonly otherCa: string
  /** For localhost, 127.0.0.1 and ::1. */
  readonly server: TestKeyPair
  /** For the same names, over since 2020-02-01. */
  readonly expiredServer: TestKeyPair
  /** For a client called mira. */
  readonly client: TestKeyPair
  /** Where the PEM files lie, for programs that want paths. */
  readonly files: Readonly<Record<'ca' | 'otherCa' | 'serverCert' | 'serverKey' | 'clientCert' | 'clientKey', string>>
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url))
const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8')

/** The certificates that are checked in; each is read when it is asked for. */
export const testCertificates: TestCertificates = {
  get ca() {
    return textOf('ca')
  },
  get otherCa() {
    return textOf('other-ca')
  },
  get server() {
    return { cert: textOf('server'), key: textOf('server-key') }
  },
  get expiredServer() {
    return { cert: textOf('expired'), key: textOf('server-key') }
  },
  get client() {
    return { cert: textOf('client'), key: textOf('client-key') }
  },
  files: {
    ca: pathOf('ca'),
    otherCa: pathOf('other-ca'),
    serverCert: pathOf('server'),
    serverKey: pathOf('server-key'),
    clientCert: pathOf('client'),
    clientKey: pathOf('client-key'),
  },
}
