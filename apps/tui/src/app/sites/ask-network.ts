import type { Site, Transport } from '@mmd/auth'
import { bufferOf } from '../../input/text-edit.ts'
import { screenWords } from '../../present-error.ts'
import type { App } from '../app.ts'
import type { Surroundings } from '../surroundings.ts'
import type { NetworkAnswers } from './answers.ts'
import { expandHome } from './home-path.ts'
import { parseProxy } from './proxy.ts'
import { type NetworkChoice, networkOffers } from './tls-trouble.ts'

/** How a site is reached that is not saved yet. Throws `bad-certificate`. */
export const draftTransport = async (surroundings: Surroundings, network: NetworkAnswers): Promise<Transport> => {
  const { secretKeys, transportFor } = await import('../../session/site-setup.ts')
  const { tls, tlsPassphrase, proxy, proxyLogin } = network
  const site: Site = {
    name: 'draft',
    baseUrl: 'https://localhost',
    deployment: 'datacenter',
    method: 'pat',
    ...(tls === undefined ? {} : { tls }),
    ...(proxy === undefined ? {} : { proxy }),
  }
  const keys = secretKeys(site.name)
  const known = new Map([
    [keys.tlsPassphrase, tlsPassphrase],
    [keys.proxyLogin, proxyLogin],
  ])
  return transportFor(site, { secrets: { get: async (key) => known.get(key) }, proxyEnv: surroundings.own.proxy })
}

export interface AskNetwork {
  readonly app: App
  readonly title: string
  /** What went wrong; empty when nothing has. */
  readonly trouble: readonly string[]
  /** The system's code of what went wrong. */
  readonly reason?: string
  readonly network: NetworkAnswers
  /** Home folder of the person, for paths with `~`. */
  readonly home: string | undefined
  readonly onChange: (network: NetworkAnswers) => void
  readonly onCancel: (network: NetworkAnswers) => void
}

/** What is set already, in a few words each. */
const described = ({ tls, proxy }: NetworkAnswers): readonly string[] => [
  ...(tls?.ca === undefined ? [] : ['a CA file is trusted']),
  ...(tls?.systemCa === true ? ['the system’s authorities are trusted'] : []),
  ...(tls?.certFile === undefined ? [] : ['a client certificate is shown']),
  ...(proxy === undefined ? [] : [`the proxy is ${proxy}`]),
]

/** Offers what can be changed about how the site is reached, and asks for what the choice needs. */
export const askNetwork = (ask: AskNetwork): void => {
  const { app, title, trouble, reason, network, onChange, onCancel } = ask
  const set = described(network)
  app.open({
    kind: 'menu',
    title,
    intro: [...trouble, ...(set.length === 0 ? [] : [`Set so far: ${set.join(', ')}.`])],
    tone: trouble.length > 0 ? 'bad' : 'info',
    items: networkOffers(reason),
    cursor: 0,
    onCancel: () => onCancel(network),
    onPick: (id) => {
      switch (id as NetworkChoice) {
        case 'system':
          return onChange({ ...network, tls: { ...network.tls, systemCa: true } })
        case 'ca':
          return askAuthorities(ask, '', null)
        case 'certificate':
          return askCertificate(ask, network.tls?.certFile ?? '', null)
        case 'proxy':
          return askProxy(ask, network.proxy ?? '', null)
      }
    },
  })
}

interface FileQuestion {
  readonly title: string
  readonly help: readonly string[]
  readonly value: string
  readonly error: string | null
  readonly masked?: boolean
  readonly onSubmit: (text: string) => void
}

const prompt = (ask: AskNetwork, { title, help, value, error, masked = false, onSubmit }: FileQuestion): void =>
  void ask.app.open({
    kind: 'prompt',
    title,
    help,
    buffer: bufferOf(value),
    masked,
    error,
    hints: { enter: 'goes on', esc: 'goes back' },
    onSubmit,
    onCancel: () => askNetwork(ask),
  })

const askAuthorities = (ask: AskNetwork, value: string, error: string | null): void =>
  prompt(ask, {
    title: 'CA file',
    help: ['Path of a file with the authorities to trust besides the usual ones, PEM or DER; ~ is your home folder.'],
    value,
    error,
    onSubmit: (text) =>
      void readAuthorities(ask, text.trim())
        .then((ca) => ask.onChange({ ...ask.network, tls: { ...ask.network.tls, ca } }))
        .catch((failure: unknown) => askAuthorities(ask, text, screenWords(failure))),
  })

const readAuthorities = async ({ home }: AskNetwork, path: string): Promise<string> => {
  const { readAuthorities: read } = await import('../../session/certificates.ts')
  return read(expandHome(path, home))
}

const askCertificate = (ask: AskNetwork, value: string, error: string | null): void =>
  prompt(ask, {
    title: 'Client certificate',
    help: ['Path of a PEM file, or of a PKCS #12 file (.p12, .pfx) that has the key in it.'],
    value,
    error,
    onSubmit: (text) => void locate(ask, text.trim(), undefined, (failure) => askKey(ask, text.trim(), '', failure)),
  })

/** A certificate in PEM whose key is not in the same file. */
const askKey = (ask: AskNetwork, certificate: string, value: string, error: string | null): void =>
  prompt(ask, {
    title: 'Key of the client certificate',
    help: [`Path of the private key to ${certificate}, PEM.`],
    value,
    error,
    onSubmit: (text) =>
      void locate(ask, certificate, text.trim(), (failure) => askKey(ask, certificate, text, failure)),
  })

/** `again` asks for the key, which is what is missing when the certificate itself could be read. */
const locate = async (
  ask: AskNetwork,
  certificate: string,
  key: string | undefined,
  again: (failure: string | null) => void,
): Promise<void> => {
  const { locateClientCertificate } = await import('../../session/certificates.ts')
  const { home } = ask
  try {
    const paths = await locateClientCertificate(
      expandHome(certificate, home),
      key === undefined ? undefined : expandHome(key, home),
    )
    askPassphrase(ask, { ...ask.network, tls: { ...ask.network.tls, ...paths } })
  } catch (error) {
    const isMissing = key === undefined && error instanceof Error && error.message.includes('no private key')
    if (isMissing || key !== undefined) again(isMissing ? null : screenWords(error))
    else askCertificate(ask, certificate, screenWords(error))
  }
}

const askPassphrase = (ask: AskNetwork, network: NetworkAnswers): void =>
  prompt(ask, {
    title: 'Passphrase of the key',
    help: ['Empty when it has none. It is kept where secrets are kept.'],
    value: network.tlsPassphrase ?? '',
    error: null,
    masked: true,
    onSubmit: (text) => {
      const { tlsPassphrase: _, ...rest } = network
      ask.onChange(text === '' ? rest : { ...rest, tlsPassphrase: text })
    },
  })

const askProxy = (ask: AskNetwork, value: string, error: string | null): void =>
  prompt(ask, {
    title: 'Proxy',
    help: [
      'http://host:port, or http://user:password@host:port: the login is kept where secrets are kept. none: no proxy for this site.',
    ],
    value,
    error,
    onSubmit: (text) => {
      const parsed = parseProxy(text)
      if ('wrong' in parsed) return askProxy(ask, text, parsed.wrong)
      const { proxyLogin: _, ...rest } = ask.network
      ask.onChange({ ...rest, ...parsed })
    },
  })
