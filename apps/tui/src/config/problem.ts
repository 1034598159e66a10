/** A mistake in `config.yaml`: where (from 1), what, and what to do about it, each in one line. */
export interface ConfigProblem {
  readonly line: number
  readonly column: number
  /** What is meant: `theme`, `views[0].jql`; empty for the file as a whole. */
  readonly path: string
  readonly what: string
  readonly todo: string
}

const plain = /^[\p{L}\p{N}_$.-]+$/u

/** A path as people write it: `views[0].jql`, `keys.issue.assign`. */
export const showPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((shown, part) => {
    if (typeof part === 'number') return `${shown}[${part}]`
    const name = plain.test(String(part)) ? String(part) : JSON.stringify(String(part))
    return shown === '' ? name : `${shown}.${name}`
  }, '')

const most = 40

/** A value of the file in a few characters. */
export const showValue = (value: unknown): string => {
  if (value === undefined) return 'missing'
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? '')
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** `config.yaml:3:10: …`, as compilers say it. */
export const problemLine = ({ line, column, what }: ConfigProblem, file: string): string =>
  `${file}:${line}:${column}: ${what}`
