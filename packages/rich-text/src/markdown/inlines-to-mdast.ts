import type { PhrasingContent } from 'mdast'
import type { Inline, Mark } from '../document/document.ts'
import { inlineText } from '../document/plain-text.ts'
import { clean } from '../layout/width.ts'
import { type OpaqueParts, signOf } from './opaque.ts'
import { tagsFor } from './tags.ts'

type Wrapper = 'strong' | 'emphasis' | 'delete'

const wrappers: Readonly<Partial<Record<Mark, Wrapper>>> = { strong: 'strong', emphasis: 'emphasis', strike: 'delete' }

const link = (url: string, text: string): PhrasingContent => ({
  type: 'link',
  url,
  title: null,
  children: [{ type: 'text', value: text }],
})

/** An inline without its marks. */
const bare = (inline: Inline, parts: OpaqueParts): PhrasingContent => {
  switch (inline.type) {
    case 'text':
      return { type: 'text', value: clean(inline.text) }
    case 'break':
      return { type: 'break' }
    case 'link':
      if (inline.isCard === true) return opaque(inline, parts)
      return {
        type: 'link',
        url: inline.href,
        title: inline.title ?? null,
        children: toPhrasing(inline.content, parts),
      }
    case 'mention':
      return link(`user:${inline.user}`, `@${clean(inline.name ?? inline.user)}`)
    case 'image':
      return { type: 'image', url: inline.source, alt: inline.alt ?? null, title: null }
    case 'attachment':
      return link(`attachment:${inline.file}`, clean(inline.text ?? inline.file))
    case 'emoji':
      return { type: 'text', value: inline.source }
    case 'issue-key':
      return { type: 'text', value: inline.key }
    case 'status':
      return link(`status:${inline.tone}`, clean(inline.text))
    case 'date':
      return link(`date:${inline.date}`, inline.date)
    case 'anchor':
    case 'macro':
    case 'placeholder':
      return opaque(inline, parts)
  }
}

const opaque = (inline: Inline, parts: OpaqueParts): PhrasingContent => {
  parts.inlines.push(inline)
  return { type: 'text', value: signOf('i', parts.inlines.length - 1, `${inline.type} ${inlineText([inline])}`) }
}

const wrapped = (inline: Inline, parts: OpaqueParts): readonly PhrasingContent[] => {
  const { marks = [] } = inline
  const tags = tagsFor(inline)
  if (tags === undefined) return [opaque(inline, parts)]
  const isCode = marks.includes('code') && inline.type === 'text'
  let node: PhrasingContent = isCode ? { type: 'inlineCode', value: clean(inline.text) } : bare(inline, parts)
  for (const mark of marks) {
    const type = wrappers[mark]
    if (type !== undefined) node = { type, children: [node] }
  }
  const html = (value: string): PhrasingContent => ({ type: 'html', value })
  return [...tags.map(({ open }) => html(open)), node, ...tags.toReversed().map(({ close }) => html(close))]
}

/** Running text as Markdown's tree has it. What Markdown cannot say gets a sign and goes to `parts`. */
export const toPhrasing = (content: readonly Inline[], parts: OpaqueParts): PhrasingContent[] =>
  content.flatMap((inline) => wrapped(inline, parts))
