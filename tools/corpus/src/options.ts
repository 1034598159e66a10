import { parseArgs } from 'node:util'

/** What the command line asked for. */
export interface CorpusOptions {
  /** The folder to walk. */
  readonly folder: string
  /** Print one JSON value instead of text. */
  readonly json: boolean
  /** The one width to lay out in, in cells; undefined for several. */
  readonly width: number | undefined
  /** Seconds that a file may take for each megabyte of it, and at least. */
  readonly limit: number
  readonly help: boolean
}

/** What `--help` prints. */
export const usage = `corpus DIR [--json] [--width N] [--limit S]

Runs everything in a folder through readers, parsers, layout and writers, and tells what goes wrong.

  --width N   lay out in N cells (1 to 1000) instead of in several widths
  --limit S   seconds that a file may take, times its megabytes; default 60
  --json      print one JSON value
  --help      this text

Exit code: 0 nothing wrong, 1 a crash, a control character, a line too wide, a loss or a stall, 2 a wrong call.
`

const widthOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const width = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (width < 1 || width > 1000) throw new TypeError(`--width takes a whole number from 1 to 1000, not ${text}`)
  return width
}

const limitOf = (text: string): number => {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (limit < 1) throw new TypeError(`--limit takes a whole number of seconds, not ${text}`)
  return limit
}

/** Reads the command line. Throws `TypeError` when it is wrong. */
export const parseOptions = (argv: readonly string[]): CorpusOptions => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      width: { type: 'string' },
      limit: { type: 'string', default: '60' },
      help: { type: 'boolean', default: false },
    },
  })
  const [folder, ...others] = positionals
  if (!values.help && (folder === undefined || folder === '' || others.length > 0))
    throw new TypeError('One folder is needed')
  const { json, help } = values
  return { folder: folder ?? '', json, width: widthOf(values.width), limit: limitOf(values.limit), help }
}
