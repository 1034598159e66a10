import type { Inline, Mark } from '../document/document.ts'
import { printable } from './printable.ts'
import { type SpanStyle, styled } from './style.ts'
import type { Run } from './wrap.ts'

const SIGNS = '0123456789+-=()'
const RAISED = new Map(zip(`${SIGNS}abcdefghijklmnoprstuvwxyz`, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'))
const LOWERED = new Map(zip(`${SIGNS}aehijklmnoprstuvx`, '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'))

function zip(plain: string, moved: string): [string, string][] {
  const signs = Array.from(moved)
  return Array.from(plain, (sign, index) => [sign, signs[index] ?? sign])
}

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
        // One word, and in brackets: not everybody sees colours.
        yield run(
          `[${inline.text.replaceAll(' ', '\u00A0')}]`,
          styled(style, 'status', `tone:${printable(inline.tone)}`),
          href,
        )
        break
      case 'date':
        yield run(inline.date, styled(style, 'date'), href)
        break
      case 'placeholder':
        yield run(inline.text, styled(style, 'placeholder'), href)
        break
      case 'anchor':
        break
    }
  }
}

function* linkRuns(content: readonly Inline[], href: string, style: SpanStyle): Generator<Run> {
  yield* content.length > 0 ? runsOf(content, style, printable(href)) : [run(href, style, href)]
}

const run = (text: string, style: SpanStyle, href: string | undefined): Run => {
  const span = { text: printable(text), style }
  // The text `\n` has a meaning of its own to the wrapper; `printable` leaves none in.
  return href === undefined ? span : { ...span, href: printable(href) }
}

const markedStyle = (inline: Inline, base: SpanStyle): SpanStyle => {
  const { marks = [], colour, background } = inline
  if (marks.length === 0 && colour === undefined && background === undefined) return base
  return styled(
    base,
    ...marks,
    ...(background === undefined ? [] : [`background:${printable(background)}` as const]),
    ...(colour === undefined ? [] : [`colour:${printable(colour)}` as const]),
  )
}

/** Raised and lowered letters and digits, where Unicode has all that is needed. */
const shifted = (text: string, marks: readonly Mark[] | undefined): string => {
  const target = marks?.includes('sup') === true ? RAISED : marks?.includes('sub') === true ? LOWERED : undefined
  if (target === undefined || text.length > 12) return text
  let out = ''
  for (const character of text) {
    const moved = target.get(character)
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
