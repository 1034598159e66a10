import type { Inline, Link, Text } from '../../document/document.ts'
import type { AdfMark, AdfNode } from '../adf-node.ts'
import { readInline } from '../read/read-inlines.ts'
import { type LinkTarget, readLink } from '../read/read-marks.ts'
import { MAX_DEPTH, marksOf } from '../schema/node.ts'
import { INLINE_TYPES, nodeRules } from '../schema/node-rules.ts'
import { wordsIn, wordsOfInline } from './flatten.ts'
import { makeNode, type Own, saysTheSame } from './merge.ts'
import { adfNodeOf } from './origins.ts'
import type { Place } from './place.ts'
import { textPieces } from './text-pieces.ts'
import { writeMarks } from './write-marks.ts'

/** Writes what a text is made of; what has no node of its own is there as words. */
export const writeInlines = (
  content: readonly Inline[],
  place: Place,
  link?: LinkTarget,
  depth = 0,
): readonly AdfNode[] => content.flatMap((inline) => writeInline(inline, place, link, depth))

const writeInline = (inline: Inline, place: Place, link: LinkTarget | undefined, depth: number): readonly AdfNode[] => {
  if (inline.type === 'text') return writeText(inline, place, link)
  if (inline.type === 'link' && inline.isCard !== true) return writeLink(inline, place, depth)
  return writeLeaf(inline, place, link)
}

const writeLink = (link: Link, place: Place, depth: number): readonly AdfNode[] => {
  const { href, title } = link
  const target = { href, ...(title !== undefined && { title }) }
  const words: readonly Inline[] =
    depth >= MAX_DEPTH ? [{ type: 'text', text: wordsIn({ type: 'paragraph', content: link.content }) }] : link.content
  const written = writeInlines(words, place, target, depth + 1)
  return written.length > 0 ? written : textPieces(title ?? href, writeMarks(link, target))
}

const writeText = (inline: Text, place: Place, link: LinkTarget | undefined): readonly AdfNode[] => {
  const marks = writeMarks(inline, link)
  const node = adfNodeOf(inline)
  if (node?.type !== 'text') return textPieces(inline.text, marks)
  const before = readInline(node)
  const former = { node, own: { marks: writeMarks(before, readLink(node)) } }
  const made = makeNode('text', { marks }, undefined, former, place, noId)
  const isAsBefore = before.type === 'text' && before.text === inline.text
  if (isAsBefore && (place.isHome(node) || !/^$|[\r\n]/.test(inline.text))) return [made]
  const pieces = textPieces(inline.text, marksOf(made))
  // What the rest of the node is stays if the text is one piece still.
  return pieces.length === 1 && pieces[0]?.text === inline.text && !hasNewMarks(pieces[0], made)
    ? [{ ...made, text: inline.text }]
    : pieces
}

const hasNewMarks = (piece: AdfNode, made: AdfNode): boolean => marksOf(piece).length > marksOf(made).length

/** Nothing that is made of inlines has an id of its own. */
const noId = (): string => ''

const writeLeaf = (inline: Inline, place: Place, link: LinkTarget | undefined): readonly AdfNode[] => {
  const fresh = leafOf(inline)
  const node = adfNodeOf(inline)
  const kept = node === undefined ? undefined : keptLeaf(inline, fresh, node, place, link)
  if (kept !== undefined) return [kept]
  const { own } = fresh ?? {}
  if (fresh !== undefined && own !== undefined && place.admits(fresh.type)) {
    return [makeNode(fresh.type, own, undefined, undefined, place, noId)]
  }
  if (fresh?.type === 'nothing') return []
  return textPieces(wordsOfInline(inline), writeMarks(inline, wordsTarget(inline) ?? link))
}

/** A picture or a card somewhere else that can only be a link here. */
const wordsTarget = (inline: Inline): LinkTarget | undefined => {
  if (inline.type === 'link') return { href: inline.href }
  const address = inline.type === 'image' ? inline.source : inline.type === 'attachment' ? inline.file : ''
  return isAddress(address) ? { href: address } : undefined
}

/** The former node of a leaf, with what changed in it; undefined: it cannot stay. */
const keptLeaf = (
  inline: Inline,
  fresh: Leaf | undefined,
  node: AdfNode,
  place: Place,
  link: LinkTarget | undefined,
): AdfNode | undefined => {
  const isKnown = nodeRules.has(node.type)
  if (!place.isHome(node) && isKnown && !place.admits(node.type)) return undefined
  const before = readInline(node)
  const was = leafOf(before)
  const marks = writeMarks(before, readLink(node))
  // A card holds its address in itself, so that its own content and marks say nothing new.
  const now: readonly AdfMark[] = inline.type === 'link' ? marks : writeMarks(inline, link)
  if (was?.own === undefined || fresh?.own === undefined || fresh.type !== node.type) {
    if (before.type !== inline.type || !saysTheSame(was, fresh)) return undefined
    if (wordsOfInline(before) !== wordsOfInline(inline)) return undefined
    if (!INLINE_TYPES.has(node.type)) return node
    return makeNode(node.type, { marks: now }, undefined, { node, own: { marks } }, place, noId)
  }
  const own = { ...fresh.own, marks: now }
  return makeNode(node.type, own, undefined, { node, own: { ...was.own, marks } }, place, noId)
}

/** The node for a leaf; without `own` it has none, and `nothing` has no words either. */
interface Leaf {
  readonly type: string
  readonly own?: Own
}

const NOTHING: Leaf = { type: 'nothing' }

const leafOf = (inline: Inline): Leaf | undefined => {
  switch (inline.type) {
    case 'break':
      return { type: 'hardBreak', own: {} }
    case 'mention': {
      const text = inline.name === undefined ? undefined : `@${inline.name}`
      return inline.user === '' ? undefined : leaf('mention', { id: inline.user, ...(text !== undefined && { text }) })
    }
    case 'emoji':
      return emojiLeaf(inline)
    case 'date':
      return dateLeaf(inline.date)
    case 'status':
      if (inline.text === '') return NOTHING
      return leaf('status', { text: inline.text, color: TONE.test(inline.tone) ? inline.tone : 'neutral' })
    case 'placeholder':
      return inline.text === '' ? NOTHING : leaf('placeholder', { text: inline.text })
    case 'link':
      return isAddress(inline.href) ? leaf('inlineCard', { url: inline.href }) : undefined
    case 'anchor':
      return NOTHING
    default:
      return undefined
  }
}

const leaf = (type: string, attrs: Readonly<Record<string, unknown>>): Leaf => ({ type, own: { attrs } })

const TONE = /^(?:neutral|purple|blue|red|yellow|green|#[0-9a-f]{6})$/i

const emojiLeaf = ({ source, text }: { readonly source: string; readonly text: string }): Leaf | undefined => {
  if (!/^:[^\s:]+:$/.test(source)) return undefined
  return leaf('emoji', { shortName: source, ...(text !== '' && text !== source && { text }) })
}

const dateLeaf = (date: string): Leaf | undefined => {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(time) ? undefined : leaf('date', { timestamp: String(time) })
}

/** Whether something is an address in the web, which Jira makes cards and pictures of. */
export const isAddress = (href: string): boolean => /^https?:\/\/[^\s/]/i.test(href)
