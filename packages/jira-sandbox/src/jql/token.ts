import { JqlError } from './jql-error.ts'

/** A piece of a query. Quoted words are never operators or keywords. */
export interface Token {
  readonly kind: 'word' | 'operator' | 'open' | 'close' | 'comma' | 'end'
  readonly text: string
  readonly quoted: boolean
  readonly line: number
  /** From 1. */
  readonly column: number
}

const reservedCharacters = new Set('+.;?*%^$#@[]{}|&\\/')
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }
const operators = ['!=', '!~', '>=', '<=', '&&', '||', '=', '~', '>', '<', '!'] as const

/** "(line 1, character 7)", as Jira writes places. */
export const placeOf = ({ line, column }: Pick<Token, 'line' | 'column'>): string =>
  `(line ${line}, character ${column})`

interface Cursor {
  readonly text: string
  at: number
  line: number
  lineStart: number
}

const here = (cursor: Cursor): Pick<Token, 'line' | 'column'> => ({
  line: cursor.line,
  column: cursor.at - cursor.lineStart + 1,
})

const skipBlanks = (cursor: Cursor): void => {
  for (; cursor.at < cursor.text.length && /\s/u.test(cursor.text.charAt(cursor.at)); cursor.at += 1) {
    if (cursor.text.charAt(cursor.at) !== '\n') continue
    cursor.line += 1
    cursor.lineStart = cursor.at + 1
  }
}

const readEscape = (cursor: Cursor): string => {
  const letter = cursor.text.charAt(cursor.at + 1)
  const hex = /^u(?<digits>[0-9a-f]{4})/iu.exec(cursor.text.slice(cursor.at + 1))?.groups?.digits
  if (hex !== undefined) {
    cursor.at += 6
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
  const plain = escapes[letter] ?? (/["'\\ ]/u.test(letter) ? letter : undefined)
  if (plain === undefined || letter === '') {
    throw new JqlError(
      `Error in the JQL Query: '\\${letter}' is an illegal JQL escape sequence. The valid escape sequences are \\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX. ${placeOf(here(cursor))}`,
    )
  }
  cursor.at += 2
  return plain
}

const readQuoted = (cursor: Cursor): string => {
  const start = here(cursor)
  const quote = cursor.text.charAt(cursor.at)
  cursor.at += 1
  let word = ''
  while (cursor.text.charAt(cursor.at) !== quote) {
    if (cursor.at >= cursor.text.length) {
      throw new JqlError(
        `Error in the JQL Query: The quoted string '${word}' has not been completed. ${placeOf(start)}`,
      )
    }
    if (cursor.text.charAt(cursor.at) === '\\') word += readEscape(cursor)
    else {
      word += cursor.text.charAt(cursor.at)
      cursor.at += 1
    }
  }
  cursor.at += 1
  return word
}

const endsWord = (character: string): boolean => character === '' || /[\s=!~<>()"',&|]/u.test(character)

const readWord = (cursor: Cursor): string => {
  const start = here(cursor)
  let word = ''
  while (!endsWord(cursor.text.charAt(cursor.at))) {
    const character = cursor.text.charAt(cursor.at)
    // cf[10201] and e-mail-like dots inside of a word are the exceptions that Jira's grammar makes.
    const allowed =
      character === '.' || (/^cf$/iu.test(word) && character === '[') || (/^cf\[\d+$/iu.test(word) && character === ']')
    if (character === '\\') {
      word += readEscape(cursor)
      continue
    }
    if (reservedCharacters.has(character) && !allowed) {
      throw new JqlError(
        `Error in the JQL Query: The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}' instead. ${placeOf(word === '' ? start : here(cursor))}`,
      )
    }
    word += character
    cursor.at += 1
  }
  return word
}

const single: Readonly<Record<string, Token['kind']>> = { '(': 'open', ')': 'close', ',': 'comma' }

const readToken = (cursor: Cursor): Token => {
  const place = here(cursor)
  const character = cursor.text.charAt(cursor.at)
  if (character === '') return { kind: 'end', text: '', quoted: false, ...place }
  const kind = single[character]
  if (kind !== undefined) {
    cursor.at += 1
    return { kind, text: character, quoted: false, ...place }
  }
  if (character === '"' || character === "'") return { kind: 'word', text: readQuoted(cursor), quoted: true, ...place }
  const operator = operators.find((sign) => cursor.text.startsWith(sign, cursor.at))
  if (operator !== undefined) {
    cursor.at += operator.length
    return { kind: 'operator', text: operator, quoted: false, ...place }
  }
  return { kind: 'word', text: readWord(cursor), quoted: false, ...place }
}

/** The tokens of a query, the last of kind `end`; throws a JqlError. */
export const tokenise = (text: string): readonly Token[] => {
  const cursor: Cursor = { text, at: 0, line: 1, lineStart: 0 }
  const tokens: Token[] = []
  for (;;) {
    skipBlanks(cursor)
    const token = readToken(cursor)
    tokens.push(token)
    if (token.kind === 'end') return tokens
  }
}
