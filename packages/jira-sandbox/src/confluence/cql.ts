import type { WikiPage } from './pages.ts'

/** A query that is not understood; `message` is for the caller. */
export class CqlError extends Error {
  override readonly name = 'CqlError'
}

type Test = (page: WikiPage) => boolean

interface Token {
  readonly kind: 'word' | 'text' | 'sign'
  readonly text: string
}

const tokenShape = /\s*(?:"((?:[^"\\]|\\.)*)"|(!=|!~|[=~(),])|([^\s"=~(),!]+))/uy

const tokenize = (cql: string): readonly Token[] => {
  const tokens: Token[] = []
  tokenShape.lastIndex = 0
  const end = cql.trimEnd().length
  while (tokenShape.lastIndex < end) {
    const at = tokenShape.lastIndex
    const match = tokenShape.exec(cql)
    if (match === null) throw new CqlError(`Could not parse cql : ${cql} at ${at}`)
    const [, quoted, sign, word] = match
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/gu, '$1') })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else tokens.push({ kind: 'word', text: word ?? '' })
  }
  return tokens
}

const has = (text: string, words: string): boolean => {
  const lower = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => lower.includes(word.replaceAll('*', '')))
}

const fields: Readonly<Record<string, Readonly<Record<string, (page: WikiPage, value: string) => boolean>>>> = {
  type: { '=': (_, value) => value === 'page' },
  space: { '=': ({ spaceKey }, value) => spaceKey === value.toUpperCase() },
  id: { '=': ({ id }, value) => id === value },
  title: { '=': ({ title }, value) => title === value, '~': ({ title }, value) => has(title, value) },
  text: { '~': ({ title, text }, value) => has(`${title} ${text}`, value) },
  sitesearch: { '~': ({ title, text }, value) => has(`${title} ${text}`, value) },
}

class Parser {
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  parse(): Test {
    const test = this.either()
    if (this.isWord('order')) return test
    if (this.peek() !== undefined) throw new CqlError('Could not parse cql: there is more than a query')
    return test
  }

  private either(): Test {
    const tests = [this.all()]
    while (this.takeWord('or')) tests.push(this.all())
    return (page) => tests.some((test) => test(page))
  }

  private all(): Test {
    const tests = [this.one()]
    while (this.takeWord('and')) tests.push(this.one())
    return (page) => tests.every((test) => test(page))
  }

  private one(): Test {
    if (this.takeSign('(')) {
      const test = this.either()
      this.expectSign(')')
      return test
    }
    const name = this.value().toLowerCase()
    const operators = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (operators === undefined) throw new CqlError(`No field exists with name: ${name}`)
    if (this.takeWord('in')) {
      this.expectSign('(')
      const values = [this.value()]
      while (this.takeSign(',')) values.push(this.value())
      this.expectSign(')')
      const equal = operators['=']
      if (equal === undefined) throw new CqlError(`The field ${name} has no operator in`)
      return (page) => values.some((value) => equal(page, value))
    }
    const sign = this.take()?.text ?? ''
    const negated = sign.startsWith('!')
    const test = operators[negated ? sign.slice(1) : sign]
    if (test === undefined) throw new CqlError(`The field ${name} has no operator ${sign}`)
    const value = this.value()
    return (page) => test(page, value) !== negated
  }

  private peek(): Token | undefined {
    return this.tokens[this.at]
  }

  private take(): Token | undefined {
    this.at += 1
    return this.tokens[this.at - 1]
  }

  private value(): string {
    const token = this.take()
    if (token === undefined || token.kind === 'sign') throw new CqlError('Could not parse cql: a value is missing')
    return token.text
  }

  private isWord(word: string): boolean {
    const token = this.peek()
    return token?.kind === 'word' && token.text.toLowerCase() === word
  }

  private takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.at += 1
    return true
  }

  private takeSign(sign: string): boolean {
    const token = this.peek()
    if (token?.kind !== 'sign' || token.text !== sign) return false
    this.at += 1
    return true
  }

  private expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw new CqlError(`Could not parse cql: expected ${sign}`)
  }
}

/** The pages that a query finds. Throws `CqlError`. */
export const searchPages = (pages: readonly WikiPage[], cql: string): readonly WikiPage[] => {
  if (cql.trim() === '') throw new CqlError('The cql parameter is required')
  const test = new Parser(tokenize(cql)).parse()
  return pages.filter(test)
}

/** What is looked for in texts, for marks around it. */
export const searchedWords = (cql: string): readonly string[] =>
  [...cql.matchAll(/(?:siteSearch|text|title)\s*~\s*"((?:[^"\\]|\\.)*)"/giu)].flatMap(([, words = '']) =>
    words.split(/\s+/u).filter((word) => word !== ''),
  )
