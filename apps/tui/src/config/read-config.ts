import { LineCounter, parseDocument } from 'yaml'
import type { Action } from '../actions/action.ts'
import { remap } from '../actions/remap.ts'
import { type Config, defaultConfig } from './config.ts'
import { type Explained, explain } from './explain.ts'
import { type ConfigProblem, showPath } from './problem.ts'
import { type ConfigShape, configSchema } from './schema.ts'
import { toConfig } from './to-config.ts'
import { placeOf, takeLooseAliases } from './yaml-tree.ts'

/** What a text gave: the choices, and what in it is wrong, from top to bottom. */
export interface ReadConfig {
  readonly config: Config
  readonly problems: readonly ConfigProblem[]
}

/** Characters of a file that are read. */
const most = 1_000_000

/** More is told of no file. */
const mostProblems = 200

type Doc = ReturnType<typeof parseDocument>

/** Reads the text of `config.yaml`. Never throws: what is wrong is told and left out, and everything else holds. */
export const readConfig = (text: string, table: readonly Action[]): ReadConfig => {
  const lines = new LineCounter()
  const problems: ConfigProblem[] = []
  const tellAt = (offset: number, path: readonly PropertyKey[], what: string, todo: string): void => {
    const { line, col } = lines.linePos(offset)
    problems.push({ line: Math.max(1, line), column: Math.max(1, col), path: showPath(path), what, todo })
  }
  const given = (config: Config): ReadConfig => ({
    config,
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, mostProblems),
  })
  if (text.length > most) {
    tellAt(0, [], 'The file is larger than a megabyte', 'Leave out what is not needed')
    return given(defaultConfig)
  }
  try {
    const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    for (const { pos, code, message } of doc.errors) tellAt(pos[0], [], `YAML: ${firstLine(message)}`, yamlAdvice(code))
    for (const { at, name } of takeLooseAliases(doc))
      tellAt(
        at.range?.[0] ?? 0,
        [],
        `*${name} refers to something that is not there`,
        'Put what begins with * in quotes',
      )
    const tell = (said: Explained): number => {
      const place = placeOf(doc, said.path, said.isName)
      tellAt(place?.at.range?.[0] ?? 0, said.path, said.what, said.todo)
      return place?.path.length ?? 0
    }
    const shape = prune(doc, tell)
    const ids = new Set(table.map(({ id }) => id))
    const config = toConfig(shape, ids, (said) => void tell(said))
    for (const { winner, words } of remap(table, config.keys).clashes)
      tell({ path: ['keys', winner], isName: true, what: words, todo: 'Give one of the two another key, or false' })
    return given(config)
  } catch (error) {
    // Nesting that has no end, and references within references.
    const what = error instanceof RangeError || error instanceof ReferenceError ? 'nested too deeply' : 'not readable'
    tellAt(0, [], `The file is ${what}`, 'Write it in a simpler way')
    return given(defaultConfig)
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? ''

/** What is in the file, without what the schema refuses; each refusal is told once. */
const prune = (doc: Doc, tell: (said: Explained) => unknown): ConfigShape => {
  for (;;) {
    const value: unknown = doc.toJS() ?? {}
    const parsed = configSchema.safeParse(value)
    if (parsed.success) return parsed.data
    const said = parsed.error.issues.flatMap((issue) => explain(issue, value, configSchema))
    const places = said.map((one) => {
      tell(one)
      return placeOf(doc, one.path, one.isName)
    })
    // Nothing that can be taken out: the file as a whole is no settings.
    const removed = places.map((place) => place?.remove() ?? false)
    if (!removed.includes(true)) return {}
  }
}

/** What to do about a text that is no YAML, by the code that the parser gives. */
const yamlAdvice = (code: string): string => {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'Indent with spaces'
    case 'DUPLICATE_KEY':
      return 'Keep one of the two; the last one holds'
    case 'BAD_INDENT':
      return 'Put names of one level one below the other'
    case 'MISSING_CHAR':
      return 'A quote or bracket has no end'
    default:
      return 'Put what has signs such as * & @ [ { # : in quotes'
  }
}
