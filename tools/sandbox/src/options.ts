import { parseArgs } from 'node:util'
import type { SandboxOptions } from '@mmd/jira-sandbox'

/** What the command line asked for. */
export interface SandboxCommand {
  readonly sandbox: SandboxOptions
  readonly redirectUri: string
  readonly json: boolean
  readonly help: boolean
}

/** What `--help` prints. */
export const usage = `Runs the Jira sandbox until Ctrl-C.

  --port N             port on 127.0.0.1 and ::1 (default: a free one)
  --context-path PATH  default /jira; "" for none
  --issues N           how many issues the world has
  --seed N             another world; the same number gives the same world
  --latency MS         every answer takes at least this long
  --redirect-uri URL   redirect URL of the registered client (default http://localhost:8734/oauth/redirect)
  --control            serve /__sandbox/ (journal, faults, clients, tokens)
  --json               print one JSON object instead of text
  --help               this text
`

const options = {
  port: { type: 'string' },
  'context-path': { type: 'string' },
  issues: { type: 'string' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  'redirect-uri': { type: 'string', default: 'http://localhost:8734/oauth/redirect' },
  control: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const toNumber = (flag: string, text: string, largest = Number.MAX_SAFE_INTEGER): number => {
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN
  if (!(value <= largest)) throw new TypeError(`--${flag} wants a whole number, not "${text}"`)
  return value
}

const toContextPath = (text: string): string => {
  if (!/^(?:\/[\w.~-]+)*$/u.test(text)) throw new TypeError(`--context-path wants a path such as /jira, not "${text}"`)
  return text
}

/** Reads the command line. Throws `TypeError` for a flag that is unknown or makes no sense. */
export const parseCommand = (args: readonly string[]): SandboxCommand => {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  const { port, issues, seed, latency, control, json, help } = values
  const contextPath = values['context-path']
  return {
    sandbox: {
      control,
      ...(port === undefined ? {} : { port: toNumber('port', port, 65_535) }),
      ...(issues === undefined ? {} : { issues: toNumber('issues', issues) }),
      ...(seed === undefined ? {} : { seed: toNumber('seed', seed) }),
      ...(latency === undefined ? {} : { latencyMs: toNumber('latency', latency) }),
      ...(contextPath === undefined ? {} : { contextPath: toContextPath(contextPath) }),
    },
    redirectUri: values['redirect-uri'],
    json,
    help,
  }
}
