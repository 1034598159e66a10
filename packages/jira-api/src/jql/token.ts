/** Something wrong with a query at a place of its text, counted in UTF-16 units. `from` equals `to` at its end. */
export interface JqlFault {
  readonly from: number
  readonly to: number
  /** A sentence without its full stop. */
  readonly message: string
  /** The text only ends too early: what is missing may be about to be typed. */
  readonly isOpen: boolean
}

/** A piece of a query; all pieces side by side are its text. */
export interface JqlToken {
  readonly kind: 'blank' | 'word' | 'quoted' | 'operator' | 'open' | 'close' | 'comma'
  readonly from: number
  readonly to: number
  /** What it says, without quotes and escapes. */
  readonly text: string
  /** A quoted one whose quote is never closed, or a word that Jira's grammar does not take. */
  readonly fault?: JqlFault
}

const operators = ['!=', '!~', '>=', '<=', '&&', '||', '=', '~', '>', '<', '!', '&', '|'] as const
const single: ReadonlyMap<string, JqlToken['kind']> = new Map([
  ['(', 'open'],
  [')', 'close'],
  [',', 'comma'],
])

/** Jira refuses these in words that are not quoted; a full stop it takes. */
const reservedCharacter = /[+;?*%^$#@[\]{}/]/

/** What may stand in brackets behind a word: `cf[10010]`, `issue.property["a b"]`. Bounded, so that reading stays linear. */
const bracketed = /\[(?:"[^"\]\n]{0,200}"|'[^'\]\n]{0,200}'|[^\s[\]()"',=!<>~&|\\]{0,200})\]/y

const endsWord = /[\s=!~<>()"',&|]/

const escaped = /\\(u[0-9a-f]{4}|[^]?)/gi
const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** The text that a piece of a query with escapes means; an escape that Jira does not know stays as it is. */
export const unescapeJql = (raw: string): string =>
  raw.includes('\\')
    ? raw.replaceAll(escaped, (whole, letter: string) => {
        if (letter.length === 5) return String.fromCharCode(Number.parseInt(letter.slice(1), 16))
        return letters[letter] ?? (/["'\\ ]/.test(letter) ? letter : whole)
      })
    : raw

const wrongEscape = (raw: string, from: number): JqlFault | undefined => {
  if (!raw.includes('\\')) return undefined
  for (const { 0: whole, 1: letter = '', index } of raw.matchAll(escaped)) {
    if (letter.length === 5 || /["'\\ ntr]/.test(letter)) continue
    const at = from + index
    return {
      from: at,
      to: at + whole.length,
      message: `${whole} is no escape: a backslash is written \\\\`,
      isOpen: false,
    }
  }
  return undefined
}

/** Behind the closing quote; the end of the text where there is none. */
const endOfQuoted = (text: string, from: number): { readonly to: number; readonly isClosed: boolean } => {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote) return { to: at + 1, isClosed: true }
  }
  return { to: text.length, isClosed: false }
}

const readQuoted = (text: string, from: number): JqlToken => {
  const { to, isClosed } = endOfQuoted(text, from)
  const raw = text.slice(from + 1, isClosed ? to - 1 : to)
  const fault = isClosed
    ? wrongEscape(raw, from + 1)
    : { from, to, message: 'The quoted text is never closed', isOpen: true }
  return { kind: 'quoted', from, to, text: unescapeJql(raw), ...(fault === undefined ? {} : { fault }) }
}

const readWord = (text: string, from: number): JqlToken => {
  let reserved: number | undefined
  let at = from
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === '\\') {
      at += 2
      continue
    }
    if (endsWord.test(char)) break
    if (char === '[' && at > from) {
      bracketed.lastIndex = at
      const found = bracketed.exec(text)
      if (found !== null) {
        at += found[0].length
        continue
      }
    }
    if (reservedCharacter.test(char)) reserved ??= at
    at += 1
  }
  const to = Math.min(at, text.length)
  const raw = text.slice(from, to)
  const fault =
    reserved === undefined
      ? wrongEscape(raw, from)
      : {
          from: reserved,
          to: reserved + 1,
          message: `${text.charAt(reserved)} stands in quotes only, as in "${text.charAt(reserved)}"`,
          isOpen: false,
        }
  return { kind: 'word', from, to, text: unescapeJql(raw), ...(fault === undefined ? {} : { fault }) }
}

const readBlank = (text: string, from: number): JqlToken => {
  let to = from + 1
  while (to < text.length && /\s/.test(text.charAt(to))) to += 1
  return { kind: 'blank', from, to, text: text.slice(from, to) }
}

const readToken = (text: string, from: number): JqlToken => {
  const char = text.charAt(from)
  if (/\s/.test(char)) return readBlank(text, from)
  const kind = single.get(char)
  if (kind !== undefined) return { kind, from, to: from + 1, text: char }
  if (char === '"' || char === "'") return readQuoted(text, from)
  const operator = operators.find((sign) => text.startsWith(sign, from))
  if (operator !== undefined) return { kind: 'operator', from, to: from + operator.length, text: operator }
  return readWord(text, from)
}

/** The pieces of any text at all, in order and without a gap; never throws, and takes time linear in its length. */
export const tokeniseJql = (text: string): readonly JqlToken[] => {
  const tokens: JqlToken[] = []
  for (let at = 0; at < text.length; ) {
    const token = readToken(text, at)
    tokens.push(token)
    at = token.to
  }
  return tokens
}
