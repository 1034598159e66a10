import type { Inline, Link } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { isRecord } from '../schema/attribute-kinds.ts'
import { attribute, textAttribute, textOf } from '../schema/node.ts'
import { extensionLabel, unknownLabel } from './labels.ts'
import { readLink, readMarks } from './read-marks.ts'
import { readMedium } from './read-media.ts'

/** Reads the nodes that a text is made of; neighbours that link to the same place become one link. */
export const readInlines = (nodes: readonly AdfNode[]): readonly Inline[] => {
  const inlines: Inline[] = []
  let open: { link: Link; content: Inline[] } | undefined
  for (const node of nodes) {
    const inline = readInline(node)
    const target = readLink(node)
    if (target === undefined) {
      open = undefined
      inlines.push(inline)
    } else if (open?.link.href === target.href && open.link.title === target.title) open.content.push(inline)
    else {
      const content = [inline]
      open = { link: { type: 'link', ...target, content, origin: { node } }, content }
      inlines.push(open.link)
    }
  }
  return inlines
}

/** Reads one of them, apart from where it links to. */
export const readInline = (node: AdfNode): Inline => ({
  ...readKnownInline(node),
  ...readMarks(node),
  origin: { node },
})

const readKnownInline = (node: AdfNode): Inline => {
  switch (node.type) {
    case 'text':
      return { type: 'text', text: textOf(node) }
    case 'hardBreak':
      return { type: 'break' }
    case 'mention':
      return readMention(node)
    case 'emoji': {
      const source = textAttribute(node, 'shortName') ?? ''
      return { type: 'emoji', text: textAttribute(node, 'text') ?? source, source }
    }
    case 'date':
      return readDate(node)
    case 'status':
      return {
        type: 'status',
        text: textAttribute(node, 'text') ?? '',
        tone: (textAttribute(node, 'color') ?? 'neutral').toLowerCase(),
      }
    case 'inlineCard':
      return readCard(node)
    case 'placeholder':
      return { type: 'placeholder', text: textAttribute(node, 'text') ?? '' }
    case 'mediaInline':
      return readMedium(node, textAttribute(node, 'type') === 'image')
    case 'inlineExtension':
      return { type: 'macro', source: extensionLabel(node) }
    default:
      return { type: 'macro', source: unknownLabel(node, true) }
  }
}

const readMention = (node: AdfNode): Inline => {
  const user = textAttribute(node, 'id') ?? ''
  const name = textAttribute(node, 'text')?.replace(/^@/, '')
  return { type: 'mention', user, ...(name !== undefined && name !== '' && { name }) }
}

/** The moments that can be written with four digits of a year. */
const FIRST_DAY = Date.parse('0001-01-01')
const LAST_DAY = Date.parse('9999-12-31')

const readDate = (node: AdfNode): Inline => {
  const written = attribute(node, 'timestamp')
  const isTime = typeof written === 'number' || (typeof written === 'string' && /^-?\d{1,16}$/.test(written))
  const time = isTime ? Number(written) : Number.NaN
  if (!(time >= FIRST_DAY && time <= LAST_DAY)) return { type: 'macro', source: unknownLabel(node, false) }
  return { type: 'date', date: new Date(time).toISOString().slice(0, 10) }
}

const ISSUE_ADDRESS = /\/browse\/([A-Z][A-Z0-9_]+-\d+)(?:[?#].*)?$/i

/** The address and name of a card, from its own attributes or the data that it was made from (JSON-LD). */
export const cardTarget = (node: AdfNode): { readonly href: string; readonly title?: string } | undefined => {
  const data = attribute(node, 'data')
  const known = isRecord(data) ? data : {}
  const href = textAttribute(node, 'url') ?? (typeof known['url'] === 'string' ? known['url'] : '')
  if (href === '') return undefined
  const name = known['name'] ?? known['title']
  const title = typeof name === 'string' && name !== '' ? name : href.match(ISSUE_ADDRESS)?.[1]
  return { href, ...(title !== undefined && { title }) }
}

const readCard = (node: AdfNode): Inline => {
  const target = cardTarget(node)
  if (target === undefined) return { type: 'macro', source: unknownLabel(node, false) }
  const text = target.title ?? target.href
  return { type: 'link', href: target.href, content: [{ type: 'text', text, origin: { node } }], isCard: true }
}
