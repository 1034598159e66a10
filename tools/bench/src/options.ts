import { parseArgs } from 'node:util'

/** What can be measured, in the order in which it is. */
export const measurementNames = [
  'start',
  'keys',
  'held',
  'memory',
  'requests',
  'fetch',
  'rich-text',
  'copy-start',
  'copy-keys',
  'copy-keys-refresh',
  'copy-held',
  'perform',
  'perform-key',
  'search',
  'arrange',
  'delta',
  'first-copy',
  'copy-memory',
  'copy-hour',
  'offline-list',
] as const

export type MeasurementName = (typeof measurementNames)[number]

/** How to measure. */
export interface BenchOptions {
  readonly only: readonly MeasurementName[]
  /** Rounds of what is measured in turns with something else. */
  readonly rounds: number
  /** Keystrokes per pattern and size, and repetitions of what is done with a local copy. */
  readonly keys: number
  /** Issues on the site that is measured against. */
  readonly issues: number
  /** Issues in the local copy that is measured without a site of that size. */
  readonly copy: number
  /** How long a key is held, milliseconds. */
  readonly holdMs: number
  /** The built program. */
  readonly program: string
  /** The view to open. */
  readonly view: string
  /** A text that is on the first whole screen. */
  readonly marker: string
  /** A folder of texts to measure besides the generated ones. */
  readonly corpus: string | undefined
  /** Print one JSON value instead of tables. */
  readonly json: boolean
  /** A page whose results are to be replaced. */
  readonly write: string | undefined
}

/** The words of the command line. */
export const benchUsage = `bench [--only ${measurementNames.join(',')}] [--rounds N] [--keys N] [--issues N] [--copy N] [--hold MS]
      [--program FILE] [--view NAME] [--marker TEXT] [--corpus DIR] [--json] [--write PAGE]`

const count = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new TypeError(`--${name} takes a whole number from 1, not ${text}\n${benchUsage}`)
  return Number(text)
}

const isMeasurement = (name: string): name is MeasurementName => (measurementNames as readonly string[]).includes(name)

const chosen = (text: string): readonly MeasurementName[] =>
  text.split(',').map((name) => {
    if (!isMeasurement(name)) throw new TypeError(`There is no measurement ${name}\n${benchUsage}`)
    return name
  })

/** Reads the command line. Throws `TypeError` when it is wrong. */
export const parseBenchOptions = (argv: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', default: measurementNames.join(',') },
      rounds: { type: 'string', default: '15' },
      keys: { type: 'string', default: '500' },
      issues: { type: 'string', default: '10000' },
      copy: { type: 'string', default: '50000' },
      hold: { type: 'string', default: '5000' },
      program: { type: 'string', default: 'apps/tui/dist/mmd-tui.js' },
      view: { type: 'string', default: 'open' },
      marker: { type: 'string', default: 'Views' },
      corpus: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'string' },
    },
  })
  return {
    only: chosen(values.only),
    rounds: count('rounds', values.rounds),
    keys: count('keys', values.keys),
    issues: count('issues', values.issues),
    copy: count('copy', values.copy),
    holdMs: count('hold', values.hold),
    program: values.program,
    view: values.view,
    marker: values.marker,
    corpus: values.corpus,
    json: values.json,
    write: values.write,
  }
}
