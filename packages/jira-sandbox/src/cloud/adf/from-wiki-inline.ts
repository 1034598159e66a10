import { type AdfMark, type AdfNode, textNode } from './node.ts'

const markOf: Readonly<Record<string, AdfMark>> = {
  '*': { type: 'strong' },
  _: { type: 'em' },
  '-': { type: 'strike' },
  '+': { type: 'underline' },
  '~': { type: 'subsup', attrs: { type: 'sub' } },
  '^': { type: 'subsup', attrs: { type: 'sup' } },
}

const isWordChar = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
const isBlank = (char: string | undefined): boolean => char === undefined || /\s/u.test(char)

const accountMention = /^~accountid:(?<id>[\w:-]{1,128})$/u
const schemes = /^(?:https?|ftp|mailto|file):/iu

/** What an account is called; undefined: nobody has that id. */
export type NameOf = (accountId: string) => string | undefined

interface Reader {
  readonly nameOf: NameOf
  readonly text: string
  readonly nodes: AdfNode[]
  readonly marks: readonly AdfMark[]
  /** Where each closing sign was found last, so that no part of the text is searched twice for the same sign. */
  readonly closings: Map<string, number>
  pending: string
}

const flush = (reader: Reader): void => {
  const { nodes, marks } = reader
  for (const [index, part] of reader.pending.split('\n').entries()) {
    if (index > 0) nodes.push({ type: 'hardBreak' })
    if (part !== '') nodes.push(textNode(part, marks))
  }
  reader.pending = ''
}

// The place of the next closing sign: not after a blank, not before a letter.
const closingOf = (reader: Reader, sign: string, from: number): number => {
  const known = reader.closings.get(sign)
  if (known !== undefined && (known === -1 || known >= from)) return known
  const { text } = reader
  let at = text.indexOf(sign, from)
  while (at !== -1 && (isBlank(text[at - 1]) || isWordChar(text[at + 1]) || text[at + 1] === sign)) {
    at = text.indexOf(sign, at + 1)
  }
  reader.closings.set(sign, at)
  return at
}

const plainClosing = (reader: Reader, sign: string, from: number): number => {
  const key = `plain ${sign}`
  const known = reader.closings.get(key)
  if (known !== undefined && (known === -1 || known >= from)) return known
  const at = reader.text.indexOf(sign, from)
  reader.closings.set(key, at)
  return at
}

const withMark = (marks: readonly AdfMark[], mark: AdfMark): readonly AdfMark[] =>
  marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark]

const readLink = (inside: string, { marks, nameOf }: Reader): AdfNode | undefined => {
  const mention = accountMention.exec(inside)?.groups?.['id']
  if (mention !== undefined) {
    const name = nameOf(mention)
    return { type: 'mention', attrs: { id: mention, text: name === undefined ? '' : `@${name}` } }
  }
  const [first = '', second, third] = inside.split('|')
  const href = second ?? first
  if (!schemes.test(href)) return undefined
  if (third === 'smart-link') return { type: 'inlineCard', attrs: { url: href } }
  const label = first.replaceAll(/\s+/gu, ' ').trim()
  return textNode(label === '' ? href : label, withMark(marks, { type: 'link', attrs: { href } }))
}

const bareUrl = /https?:\/\/[^\s|\]}]+/uy

const trailing = /[.,;:!?)]+$/u

// How far a construct reaches that begins here; undefined: none does.
const readAt = (reader: Reader, at: number): number | undefined => {
  const { text, nodes, marks } = reader
  const char = text[at] ?? ''
  const sign = markOf[char]
  if (char === '\\' && /[!-/:-@[-`{-~]/u.test(text[at + 1] ?? '')) {
    reader.pending += text[at + 1] ?? ''
    return at + 2
  }
  if (text.startsWith('{{', at)) {
    const end = plainClosing(reader, '}}', at + 2)
    if (end <= at + 2 || text.slice(at, end).includes('\n')) return undefined
    flush(reader)
    const kept = marks.filter(({ type }) => type === 'link')
    nodes.push(textNode(text.slice(at + 2, end), [...kept, { type: 'code' }]))
    return end + 2
  }
  if (text.startsWith('{color', at)) return readColour(reader, at)
  if (char === '[') {
    const end = plainClosing(reader, ']', at + 1)
    const node = end === -1 ? undefined : readLink(text.slice(at + 1, end), reader)
    if (node === undefined) return undefined
    flush(reader)
    nodes.push(node)
    return end + 1
  }
  if (char === 'h' && !isWordChar(text[at - 1])) {
    bareUrl.lastIndex = at
    const url = bareUrl.exec(text)?.[0].replace(trailing, '')
    if (url === undefined || url.length < 9) return undefined
    flush(reader)
    nodes.push(textNode(url, withMark(marks, { type: 'link', attrs: { href: url } })))
    return at + url.length
  }
  if (sign === undefined || isWordChar(text[at - 1]) || isBlank(text[at + 1]) || text[at + 1] === char) return undefined
  const end = closingOf(reader, char, at + 1)
  if (end <= at + 1 || marks.some(({ type }) => type === sign.type)) return undefined
  flush(reader)
  nodes.push(...readInline(text.slice(at + 1, end), reader.nameOf, withMark(marks, sign)))
  return end + 1
}

const readColour = (reader: Reader, at: number): number | undefined => {
  const open = plainClosing(reader, '}', at)
  const colour = /^\{color:(?<colour>#[0-9a-fA-F]{6}|[a-z]{1,20})$/u.exec(
    reader.text.slice(at, Math.min(open, at + 40)),
  )
  const end = open === -1 ? -1 : plainClosing(reader, '{color}', open + 1)
  const value = colour?.groups?.['colour']
  if (value === undefined || end === -1) return undefined
  flush(reader)
  const inside = reader.text.slice(open + 1, end)
  const { marks } = reader
  const fits = value.startsWith('#') && !marks.some(({ type }) => type === 'textColor')
  reader.nodes.push(
    ...readInline(inside, reader.nameOf, fits ? [...marks, { type: 'textColor', attrs: { color: value } }] : marks),
  )
  return end + '{color}'.length
}

/** The texts, links, mentions and breaks of a piece of wiki markup without blocks. */
export const readInline = (text: string, nameOf: NameOf, marks: readonly AdfMark[] = []): readonly AdfNode[] => {
  const reader: Reader = { text, nameOf, nodes: [], marks, closings: new Map(), pending: '' }
  let at = 0
  while (at < text.length) {
    const next = readAt(reader, at)
    if (next === undefined) {
      reader.pending += text[at] ?? ''
      at += 1
    } else at = next
  }
  flush(reader)
  return reader.nodes
}
