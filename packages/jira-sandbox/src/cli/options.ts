import { parseArgs } from 'node:util'
import { faultOf } from '../fault-wish.ts'
import type { Fault } from '../faults.ts'
import { type PersonaName, personas } from '../persona.ts'
import type { SandboxOptions } from '../start-sandbox.ts'

/** Which certificate to serve https with: the one of the tests, or PEM files. */
export type TlsChoice =
  | { readonly kind: 'test'; readonly clientCertificate: boolean }
  | { readonly kind: 'files'; readonly key: string; readonly cert: string }

/** A consumer of OAuth 1.0a to register. */
export interface ConsumerChoice {
  readonly key: string
  /** A PEM file. */
  readonly publicKeyFile: string
  readonly callback?: string
}

/** What the command line asked for. */
export interface SandboxCommand {
  /** Which of the three sites. */
  readonly product: 'jira' | 'cloud' | 'confluence'
  /** On from the start. */
  readonly faults: readonly Fault[]
  /** Everything but the certificates, which are still names of files. */
  readonly sandbox: Omit<SandboxOptions, 'tls'>
  readonly redirectUri: string
  readonly tls?: TlsChoice
  readonly consumer?: ConsumerChoice
  readonly json: boolean
  readonly help: boolean
}

/** What `--help` prints. */
export const usage: string = `Usage: jira-sandbox [flags]

A Jira on loopback to test against, until Ctrl-C.

  --persona NAME       which Jira: ${Object.keys(personas).join(', ')} (default 10.3)
  --cloud              a Jira Cloud with two sites instead (knows --port, --issues, --seed, --latency, --fault)
  --confluence         a Confluence Data Center instead
  --port N             port on 127.0.0.1 and ::1 (default: a free one)
  --context-path PATH  default /jira; "" for none
  --issues N           how many issues the world has
  --seed N             another world; the same number gives the same world
  --quirks             with further issues as large old sites have them
  --fault JSON         misbehave, such as {"kind":"rate-limit","match":{"path":"/rest/api/2/search"},"times":1};
                       may be given several times
  --latency MS         every answer takes at least this long
  --redirect-uri URL   redirect URL of the registered client (default http://localhost:8734/oauth/redirect)
  --tls                serve https with the certificate of the tests
  --client-certificate and ask for a client certificate
  --tls-key FILE       serve https with a key of your own (PEM),
  --tls-cert FILE      and this certificate for it
  --consumer-public-key FILE
                       register a consumer of OAuth 1.0a with this RSA key (PEM)
  --consumer-key KEY   its consumer key (default mmd-tui)
  --consumer-callback URL
                       its callback
  --control            serve /__sandbox/ (journal, faults, clients, tokens)
  --json               print one JSON object instead of text
  -h, --help           this text
`

const options = {
  persona: { type: 'string' },
  cloud: { type: 'boolean', default: false },
  confluence: { type: 'boolean', default: false },
  quirks: { type: 'boolean', default: false },
  fault: { type: 'string', multiple: true },
  port: { type: 'string' },
  'context-path': { type: 'string' },
  issues: { type: 'string' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  'redirect-uri': { type: 'string', default: 'http://localhost:8734/oauth/redirect' },
  tls: { type: 'boolean', default: false },
  'client-certificate': { type: 'boolean', default: false },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  'consumer-public-key': { type: 'string' },
  'consumer-key': { type: 'string' },
  'consumer-callback': { type: 'string' },
  control: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const readFlags = (args: readonly string[]) =>
  parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values

type Flags = ReturnType<typeof readFlags>

const toNumber = (flag: string, text: string, largest = Number.MAX_SAFE_INTEGER): number => {
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN
  if (!(value <= largest)) throw new TypeError(`--${flag} wants a whole number, not "${text}"`)
  return value
}

const toContextPath = (text: string): string => {
  if (!/^(?:\/[\w.~-]+)*$/u.test(text)) throw new TypeError(`--context-path wants a path such as /jira, not "${text}"`)
  return text
}

const toPersona = (text: string): PersonaName => {
  if (Object.hasOwn(personas, text)) return text as PersonaName
  throw new TypeError(`--persona wants one of ${Object.keys(personas).join(', ')}, not "${text}"`)
}

const toTls = (flags: Flags): TlsChoice | undefined => {
  const { tls, 'client-certificate': clientCertificate, 'tls-key': key, 'tls-cert': cert } = flags
  if ((key === undefined) !== (cert === undefined)) throw new TypeError('--tls-key and --tls-cert belong together')
  if (key !== undefined && cert !== undefined) {
    if (tls || clientCertificate) throw new TypeError('--tls-key brings a certificate of its own: leave out --tls')
    return { kind: 'files', key, cert }
  }
  if (clientCertificate && !tls) throw new TypeError('--client-certificate needs --tls')
  return tls ? { kind: 'test', clientCertificate } : undefined
}

const toConsumer = (flags: Flags): ConsumerChoice | undefined => {
  const { 'consumer-public-key': publicKeyFile, 'consumer-key': key, 'consumer-callback': callback } = flags
  if (publicKeyFile !== undefined) {
    return { key: key ?? 'mmd-tui', publicKeyFile, ...(callback === undefined ? {} : { callback }) }
  }
  if (key !== undefined || callback !== undefined) throw new TypeError('A consumer needs --consumer-public-key')
  return undefined
}

const toFault = (text: string): Fault => {
  try {
    const wish: unknown = JSON.parse(text)
    return faultOf(typeof wish === 'object' && wish !== null ? wish : {})
  } catch (error) {
    const why = error instanceof TypeError ? error.message : 'This is no JSON, or its pattern is none'
    throw new TypeError(`--fault wants JSON with a "kind" and a "match", not "${text}". ${why}.`, { cause: error })
  }
}

// What only a Data Center has.
const notForCloud = ['persona', 'context-path', 'tls', 'tls-key', 'consumer-public-key', 'quirks', 'control'] as const

const toProduct = (flags: Flags): SandboxCommand['product'] => {
  if (flags.cloud && flags.confluence) throw new TypeError('--cloud and --confluence are two sandboxes')
  const strange = flags.cloud
    ? notForCloud.find((name) => flags[name] !== undefined && flags[name] !== false)
    : undefined
  if (strange !== undefined) throw new TypeError(`--${strange} is not for --cloud`)
  if (flags.cloud) return 'cloud'
  return flags.confluence ? 'confluence' : 'jira'
}

const toSandboxOptions = (flags: Flags): SandboxCommand['sandbox'] => {
  const { persona, port, issues, seed, latency, 'context-path': contextPath, control, quirks } = flags
  return {
    control,
    ...(quirks && { quirks }),
    ...(persona === undefined ? {} : { persona: toPersona(persona) }),
    ...(port === undefined ? {} : { port: toNumber('port', port, 65_535) }),
    ...(issues === undefined ? {} : { issues: toNumber('issues', issues) }),
    ...(seed === undefined ? {} : { seed: toNumber('seed', seed) }),
    ...(latency === undefined ? {} : { latencyMs: toNumber('latency', latency) }),
    ...(contextPath === undefined ? {} : { contextPath: toContextPath(contextPath) }),
  }
}

/** Reads the command line. Throws `TypeError` for a flag that is unknown or makes no sense. */
export const parseCommand = (args: readonly string[]): SandboxCommand => {
  const flags = readFlags(args)
  const [tls, consumer] = [toTls(flags), toConsumer(flags)]
  return {
    product: toProduct(flags),
    faults: (flags.fault ?? []).map(toFault),
    sandbox: toSandboxOptions(flags),
    redirectUri: flags['redirect-uri'],
    ...(tls === undefined ? {} : { tls }),
    ...(consumer === undefined ? {} : { consumer }),
    json: flags.json,
    help: flags.help,
  }
}
