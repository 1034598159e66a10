import type { Inline, Mark } from '../document/document.ts'
import { type SpanStyle, styled } from './style.ts'
import { clean } from './width.ts'
import type { Run } from './wrap.ts'

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'
const PLAIN_DIGITS = '0123456789+-=()n'

/** Inlines as running text ready to be wrapped; `base` is the style around them. */
export function* runsOf(content: readonly Inline[], base: SpanStyle, href?: string): Generator<Run> {
  for (const inline of content) {
    const style = markedStyle(inline, base)
    switch (inline.type) {
      case 'text':
        yield run(shifted(inline.text, inline.marks), style, href)
        break
      case 'break':
        yield { text: '\n', style: base }
        break
      case 'link':
        yield* linkRuns(inline.content, inline.href, styled(style, 'link'))
        break
      case 'mention':
        yield run(`@${inline.name ?? inline.user}`, styled(style, 'mention'), href)
        break
      case 'image':
        yield run(
          `▣\u00A0${inline.alt ?? shortName(inline.source)}`,
          styled(style, 'image'),
          addressOf(inline.source) ?? href,
        )
        break
      case 'attachment':
        yield run(`▤\u00A0${inline.text ?? inline.file}`, styled(style, 'attachment'), href)
        break
      case 'emoji':
        yield run(inline.text, styled(style, 'emoji'), href)
        break
      case 'issue-key':
        yield run(inline.key, styled(style, 'issue-key'), href)
        break
      case 'macro':
        yield run(inline.source, styled(style, 'macro'), href)
        break
      case 'status':
        yield run(`[${inline.text}]`, styled(style, 'strong', `colour:${clean(inline.tone)}`), href)
        break
      case 'date':
        yield run(inline.date, styled(style, 'code'), href)
        break
      case 'placeholder':
        yield run(inline.text, styled(style, 'dim'), href)
        break
      case 'anchor':
        break
    }
  }
}

function* linkRuns(content: readonly Inline[], href: string, style: SpanStyle): Generator<Run> {
  yield* content.length > 0 ? runsOf(content, style, clean(href)) : [run(href, style, href)]
}

const run = (text: string, style: SpanStyle, href: string | undefined): Run => {
  const span = { text: clean(text), style }
  // The text `\n` has a meaning of its own to the wrapper; `clean` leaves none in.
  return href === undefined ? span : { ...span, href: clean(href) }
}

const markedStyle = (inline: Inline, base: SpanStyle): SpanStyle => {
  if (inline.marks === undefined && inline.colour === undefined) return base
  const marked = styled(base, ...(inline.marks ?? []))
  return inline.colour === undefined ? marked : styled(marked, `colour:${inline.colour}`)
}

/** Raised and lowered digits, where Unicode has all that is needed. */
const shifted = (text: string, marks: readonly Mark[] | undefined): string => {
  const target = marks?.includes('sup') === true ? RAISED : marks?.includes('sub') === true ? LOWERED : undefined
  if (target === undefined || text.length > 12) return text
  let out = ''
  for (const character of text) {
    const index = PLAIN_DIGITS.indexOf(character)
    const moved = index === -1 ? undefined : target[index]
    if (moved === undefined) return text
    out += moved
  }
  return out
}

const addressOf = (source: string): string | undefined => (/^https?:\/\//i.test(source) ? source : undefined)

const shortName = (source: string): string => {
  if (addressOf(source) === undefined) return source
  const path = source.replace(/[?#].*$/s, '')
  return path.slice(path.lastIndexOf('/') + 1) || source
}
