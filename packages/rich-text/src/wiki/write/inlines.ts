import type { Inline, Link, Mark, Marked } from '../../document/document.ts'
import { inlineText } from '../../document/plain-text.ts'
import { isWord } from '../markers.ts'
import { escapeText, type TextPlace } from './escape.ts'
import { wikiOrigin } from './siblings.ts'

/** Where running text is written. */
export interface InlinePlace {
  /** Line breaks would end what it stands in, as in a heading. */
  readonly oneLine: boolean
  /** Inside of a table. */
  readonly barsPart: boolean
  readonly inLink?: boolean
  /** It does not begin a line. */
  readonly continuesLine?: boolean
  /** The text that untouched parts stand in. */
  readonly source?: string
}

const MARKERS: readonly (readonly [Mark, string])[] = [
  ['cite', '??'],
  ['strong', '*'],
  ['emphasis', '_'],
  ['strike', '-'],
  ['inserted', '+'],
  ['sup', '^'],
  ['sub', '~'],
]

const TONES: Readonly<Record<string, string>> = { neutral: 'gray', yellow: '#ff991f' }

const isPlainColour = (colour: string): boolean => /^(?:#[0-9a-f]{3,8}|[a-z]{3,20})$/i.test(colour)

const coloured = (text: string, colour: string | undefined): string =>
  colour === undefined || !isPlainColour(colour) ? text : `{color:${colour}}${text}{color}`

const mono = (text: string): string => `{{${text.replaceAll(/[{}\\]/g, (sign) => `\\${sign}`)}}}`

const target = (href: string): string => href.replaceAll(/[|\]\n\r]/g, (sign) => encodeURIComponent(sign))

const mentionOf = (user: string): string => {
  const isAccount = !user.startsWith('accountid:') && (user.includes(':') || /^[0-9a-f]{24}$/.test(user))
  return `[~${isAccount ? 'accountid:' : ''}${user.replaceAll(/[|\]\s]/g, '')}]`
}

const fileName = (name: string): string => name.replaceAll(/[|\]!\n\r]/g, '_')

/** Text whose blanks at the ends stand outside of the marks: inside they would make them mean nothing. */
const outside = (text: string, wrap: (inner: string) => string): string => {
  const inner = text.trim()
  if (inner === '') return text
  const from = text.indexOf(inner)
  return text.slice(0, from) + wrap(inner) + text.slice(from + inner.length)
}

const isSame = (a: Marked, b: Marked): boolean =>
  a.colour === b.colour && (a.marks ?? []).join() === (b.marks ?? []).join()

/** Neighbours with the same marks as one text: what is a sign is seen only in the whole of it. */
const joined = (content: readonly Inline[]): readonly Inline[] => {
  const out: Inline[] = []
  for (const inline of content) {
    const last = out.at(-1)
    if (inline.type === 'text' && last?.type === 'text' && isSame(inline, last)) {
      out[out.length - 1] = { ...last, text: last.text + inline.text }
    } else out.push(inline)
  }
  return out
}

/** An emoticon has a colour by itself. */
const ownMarks = (inline: Inline): Marked => (inline.type === 'emoji' ? { marks: inline.marks ?? [] } : inline)

class InlineWriter {
  private readonly out: string[] = []
  /** The last two characters: looking at the end of all that is written takes longer each time. */
  private tail = ''
  private readonly place: InlinePlace

  constructor(place: InlinePlace) {
    this.place = place
  }

  write(parts: readonly Inline[]): string {
    const content = joined(parts)
    for (const [index, inline] of content.entries()) {
      if (inline.type === 'break') this.lineBreak(index === content.length - 1)
      else this.put(this.marked(ownMarks(inline), this.bare(inline), this.firstOf(content, index + 1)))
    }
    return this.out.join('')
  }

  private put(text: string): void {
    this.out.push(text)
    this.tail = (this.tail + text.slice(-2)).slice(-2)
  }

  private lineBreak(isLast: boolean): void {
    const isAlone = isLast || this.tail === '' || this.tail.endsWith('\n') || this.tail === '\\\\'
    this.put(this.place.oneLine || isAlone ? '\\\\' : '\n')
  }

  /** The first character that follows, for the marks of what is before it. */
  private firstOf(content: readonly Inline[], index: number): string {
    const next = content[index]
    return next === undefined || next.type === 'break' ? '' : inlineText([next]).slice(0, 1)
  }

  private startsLine(): boolean {
    return (this.tail === '' && this.place.continuesLine !== true) || this.tail.endsWith('\n')
  }

  private bare(inline: Exclude<Inline, { type: 'break' }>): string {
    const origin = wikiOrigin(inline)
    if (origin !== undefined && this.place.source !== undefined) return this.place.source.slice(origin.from, origin.to)
    switch (inline.type) {
      case 'text': {
        const isMarked = inline.marks !== undefined || inline.colour !== undefined
        const { barsPart, inLink = false } = this.place
        const place: TextPlace = { startsLine: this.startsLine() && !isMarked, barsPart, isMarked, inLink }
        return inline.marks?.includes('code') === true ? mono(inline.text) : escapeText(inline.text, place)
      }
      case 'link':
        return linkOf(inline)
      case 'mention':
        return mentionOf(inline.user)
      case 'image':
        return `!${fileName(inline.source)}${inline.alt === undefined ? '' : `|alt=${fileName(inline.alt)}`}!`
      case 'attachment':
        return `[${inline.text === undefined ? '' : escapeText(inline.text, linkWords)}^${fileName(inline.file)}]`
      case 'emoji':
        return /^[:;(]/.test(inline.source) && inline.source.length <= 9 ? this.apart(inline.source) : inline.text
      case 'issue-key':
        return inline.key
      case 'anchor':
        return `{anchor:${inline.name.replaceAll(/[{}\n]/g, '')}}`
      case 'macro':
        return inline.source
      case 'status':
        return `{color:${TONES[inline.tone] ?? inline.tone}}*${escapeText(inline.text, linkWords)}*{color}`
      case 'date':
        return inline.date
      case 'placeholder':
        return `_${escapeText(inline.text, linkWords)}_`
    }
  }

  /** A sign made of punctuation means something only where a blank stands before it. */
  private apart(source: string): string {
    return this.tail === '' || /[\s|]$/.test(this.tail) ? source : ` ${source}`
  }

  private marked({ marks = [], colour }: Marked, text: string, next: string): string {
    const wrapped = outside(text, (inner) => {
      let result = inner
      for (const [mark, marker] of MARKERS) {
        if (marks.includes(mark)) result = this.between(result, marker, text, inner, next)
      }
      return result
    })
    return coloured(wrapped, colour)
  }

  /** Next to a letter a marker is one only in braces. */
  private between(result: string, marker: string, text: string, inner: string, next: string): string {
    const before = text.startsWith(inner) ? this.tail : ' '
    const after = text.endsWith(inner) ? next : ' '
    const touches = isWord(before, before.length - 1, 0) || isWord(after, 0, 0) || /[*_\-+^~?}]$/.test(before)
    // It would begin a list.
    const looksLikeList = this.startsLine() && /^[*#\\-]+(?:\s|$)/.test(`${marker}${result}${marker}`)
    const sign = touches || looksLikeList ? `{${marker}}` : marker
    return `${sign}${result}${sign}`
  }
}

const linkWords: TextPlace = { startsLine: false, barsPart: true, isMarked: true, inLink: true }

const linkOf = ({ content, href }: Link): string => {
  const words = inlineText(content)
  const isBare = words === '' || words === href || `mailto:${words}` === href
  return isBare
    ? `[${target(href)}]`
    : `[${writeInlines(content, { oneLine: true, barsPart: true, inLink: true, continuesLine: true })}|${target(href)}]`
}

/** Running text as wiki markup. */
export const writeInlines = (content: readonly Inline[], place: InlinePlace): string =>
  new InlineWriter(place).write(content)
