import { parseArgs } from 'node:util'

/** One thing to do before the picture is taken. */
export type PictureStep =
  | { readonly kind: 'wait'; readonly text: string }
  | { readonly kind: 'press'; readonly keys: readonly string[] }
  | { readonly kind: 'type'; readonly text: string }

/** What to run, what to do with it, and where the picture goes. */
export interface PicturePlan {
  /** A file, or with `themes` a folder. */
  readonly file: string
  /** A picture of every theme with every number of colours, in the place of one. */
  readonly themes: boolean
  readonly cols: number
  readonly rows: number
  readonly title: string | undefined
  /** In the order of the command line. */
  readonly steps: readonly PictureStep[]
  readonly command: string
  readonly args: readonly string[]
}

/** The words of the command line. */
export const pictureUsage =
  'picture OUT.svg|--themes FOLDER [--cols N] [--rows N] [--title TEXT] [--wait TEXT | --press "KEY …" | --type TEXT]… -- COMMAND [ARGUMENT…]'

const options = {
  cols: { type: 'string', default: '120' },
  rows: { type: 'string', default: '30' },
  title: { type: 'string' },
  themes: { type: 'string' },
  wait: { type: 'string', multiple: true },
  press: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
} as const

const size = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 1000)
    throw new TypeError(`--${name} takes 1 to 1000, not ${text}`)
  return value
}

const stepOf = (name: string, value: string): PictureStep | undefined => {
  if (name === 'wait') return { kind: 'wait', text: value }
  if (name === 'type') return { kind: 'type', text: value }
  if (name === 'press') return { kind: 'press', keys: value.split(' ').filter(Boolean) }
  return undefined
}

/** Reads the arguments of `picture`. Throws `TypeError` when they are wrong. */
export const parsePicturePlan = (argv: readonly string[]): PicturePlan => {
  const end = argv.indexOf('--')
  const [command, ...args] = end === -1 ? [] : argv.slice(end + 1)
  if (command === undefined) throw new TypeError(`There is no command. Usage: ${pictureUsage}`)
  const { values, positionals, tokens } = parseArgs({
    args: argv.slice(0, end),
    options,
    allowPositionals: true,
    tokens: true,
  })
  const { themes } = values
  const [file, ...others] = themes === undefined ? positionals : [themes, ...positionals]
  if (file === undefined || others.length > 0) throw new TypeError(`Name one file to write. Usage: ${pictureUsage}`)
  const steps = tokens.flatMap((token) =>
    token.kind === 'option' && token.value !== undefined ? (stepOf(token.name, token.value) ?? []) : [],
  )
  const [cols, rows] = [size('cols', values.cols), size('rows', values.rows)]
  return { file, themes: themes !== undefined, cols, rows, title: values.title, steps, command, args }
}
