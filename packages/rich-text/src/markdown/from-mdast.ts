import type { Table as MdTable, Nodes, PhrasingContent, RootContent } from 'mdast'
import type { Block, Inline, ListItem, Mark, Marked, Panel, PanelKind, Task } from '../document/document.ts'
import { matchEmoticon } from '../wiki/emoticons.ts'
import { looksLikeIssueKey, pushText } from '../wiki/issue-keys.ts'
import { EditProblem, type OpaqueParts, partOf, SIGN } from './opaque.ts'
import { readTag } from './tags.ts'

const plus = (marked: Marked, mark: Mark): Marked =>
  marked.marks?.includes(mark) === true ? marked : { ...marked, marks: [...(marked.marks ?? []), mark] }

const merged = (around: Marked, more: Marked): Marked => {
  const both = (more.marks ?? []).reduce(plus, around)
  return {
    ...both,
    ...(more.colour === undefined ? {} : { colour: more.colour }),
    ...(more.background === undefined ? {} : { background: more.background }),
  }
}

const wordsOf = (nodes: readonly PhrasingContent[]): string =>
  nodes.map((node) => ('value' in node ? node.value : 'children' in node ? wordsOf(node.children) : '')).join('')

/** What is nested deeper is there as plain text. */
const DEEPEST = 60

/** The words of a node, however deep they are. */
const flat = (node: RootContent): Block => {
  const words: string[] = []
  const waiting: Nodes[] = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('value' in next) words.push(next.value)
    if ('children' in next) waiting.push(...next.children.toReversed())
  }
  return { type: 'paragraph', content: [{ type: 'text', text: words.join(' ') }] }
}

/** Reads Markdown's tree into ours. `parts` holds what the signs in the text stand for. */
export class MarkdownReader {
  private readonly parts: OpaqueParts
  private depth = 0

  constructor(parts: OpaqueParts) {
    this.parts = parts
  }

  /** A block; undefined for what says nothing, as a comment. */
  block(node: RootContent): Block | undefined {
    switch (node.type) {
      case 'paragraph':
        return this.paragraph(node.children)
      case 'heading':
        return { type: 'heading', level: node.depth, content: this.inlines(node.children) }
      case 'blockquote':
        return this.quote(node.children)
      case 'list': {
        const isTasks = node.children.length > 0 && node.children.every(({ checked }) => typeof checked === 'boolean')
        if (isTasks)
          return {
            type: 'tasks',
            items: node.children.map(
              (child): Task => ({ done: child.checked === true, blocks: this.blocks(child.children) }),
            ),
          }
        const items = node.children.map((child): ListItem => ({ blocks: this.blocks(child.children) }))
        const start = node.ordered === true && (node.start ?? 1) !== 1 ? { start: node.start ?? 1 } : {}
        return { type: 'list', ordered: node.ordered === true, items, ...start }
      }
      case 'code':
        return codeOf(node.value, node.lang ?? undefined, node.meta ?? undefined)
      case 'thematicBreak':
        return { type: 'rule' }
      case 'table':
        return this.table(node)
      case 'html':
        return /^<!--[^]*-->$/.test(node.value.trim())
          ? undefined
          : { type: 'paragraph', content: [{ type: 'text', text: node.value }] }
      case 'definition':
      case 'footnoteDefinition':
        return undefined
      default:
        return { type: 'paragraph', content: [{ type: 'text', text: wordsOf([node as PhrasingContent]) }] }
    }
  }

  blocks(nodes: readonly RootContent[]): readonly Block[] {
    this.depth += 1
    const blocks = nodes.flatMap((node) => (this.depth > DEEPEST ? flat(node) : (this.block(node) ?? [])))
    this.depth -= 1
    return blocks
  }

  private paragraph(nodes: readonly PhrasingContent[]): Block {
    const [only] = nodes
    if (nodes.length === 1 && only?.type === 'text') {
      const match = new RegExp(`^${SIGN.source}$`).exec(only.value.trim())
      if (match?.[1] === 'b') return partOf(this.parts.blocks, Number(match[2]), match[0])
    }
    return { type: 'paragraph', content: this.inlines(nodes) }
  }

  private quote(nodes: readonly RootContent[]): Block {
    const [first, ...rest] = nodes
    const text = first?.type === 'paragraph' ? first.children[0] : undefined
    const head =
      text?.type === 'text'
        ? /^\[!(INFO|NOTE|SUCCESS|WARNING|ERROR|TIP|IMPORTANT|CAUTION|PANEL(?::[#\w]{1,20})?)\][^\S\n]*([^\n]*)(?:\n([^]*))?$/i.exec(
            text.value,
          )
        : null
    if (head === null || first?.type !== 'paragraph' || text?.type !== 'text')
      return { type: 'quote', blocks: this.blocks(nodes) }
    const [, name = '', title = '', remainder = ''] = head
    const after = [...(remainder === '' ? [] : [{ ...text, value: remainder }]), ...first.children.slice(1)]
    const body = after.length === 0 ? [] : [this.paragraph(after)]
    return { ...panelHead(name, title.trim()), blocks: [...body, ...this.blocks(rest)] }
  }

  private table(node: MdTable): Block {
    const rows = node.children.map((row, index) => ({
      cells: row.children.map((cell) => {
        const content = this.inlines(cell.children)
        const blocks: readonly Block[] = content.length === 0 ? [] : [{ type: 'paragraph', content }]
        return { header: index === 0, blocks }
      }),
    }))
    return { type: 'table', rows }
  }

  inlines(nodes: readonly PhrasingContent[]): readonly Inline[] {
    const out: Inline[] = []
    this.read(nodes, {}, out)
    return out
  }

  private read(nodes: readonly PhrasingContent[], around: Marked, out: Inline[]): void {
    const open: { readonly name: string; readonly before: Marked }[] = []
    let marked = around
    for (const node of nodes) {
      const tag = node.type === 'html' ? readTag(node.value) : undefined
      if (tag === undefined) this.inline(node, marked, out)
      else if (!tag.closes) {
        open.push({ name: tag.name, before: marked })
        marked = merged(marked, tag.marked)
      } else if (open.some(({ name }) => name === tag.name)) {
        for (let last = open.pop(); last !== undefined; last = open.pop()) {
          marked = last.before
          if (last.name === tag.name) break
        }
      }
    }
  }

  private inline(node: PhrasingContent, marked: Marked, out: Inline[]): void {
    switch (node.type) {
      case 'text':
        return this.text(node.value, marked, out)
      case 'strong':
        return this.read(node.children, plus(marked, 'strong'), out)
      case 'emphasis':
        return this.read(node.children, plus(marked, 'emphasis'), out)
      case 'delete':
        return this.read(node.children, plus(marked, 'strike'), out)
      case 'inlineCode':
        out.push({ type: 'text', text: node.value, ...plus(marked, 'code') })
        return
      case 'break':
        out.push({ type: 'break' })
        return
      case 'link':
        out.push({ ...this.link(node.url, node.title ?? undefined, node.children), ...marked })
        return
      case 'image':
        out.push({ type: 'image', source: node.url, ...(node.alt ? { alt: node.alt } : {}), ...marked })
        return
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) out.push({ type: 'break' })
        else pushText(out, node.value, marked, undefined)
        return
      default:
        return pushText(out, wordsOf([node]), marked, undefined)
    }
  }

  private link(url: string, title: string | undefined, nodes: readonly PhrasingContent[]): Inline {
    const [, scheme = '', rest = ''] = /^(user|attachment|status|date):(.*)$/s.exec(url) ?? []
    const words = wordsOf(nodes)
    switch (scheme) {
      case 'user': {
        const name = words.replace(/^@/, '')
        return { type: 'mention', user: rest, ...(name === '' || name === rest ? {} : { name }) }
      }
      case 'attachment':
        return { type: 'attachment', file: rest, ...(words === rest || words === '' ? {} : { text: words }) }
      case 'status':
        return { type: 'status', text: words, tone: rest }
      case 'date':
        if (/^\d{4}-\d\d-\d\d$/.test(rest)) return { type: 'date', date: rest }
    }
    const content = nodes.length === 0 ? [] : this.inlines(nodes)
    return { type: 'link', href: url, content, ...(title === undefined ? {} : { title }) }
  }

  private text(value: string, marked: Marked, out: Inline[]): void {
    let from = 0
    for (const match of value.matchAll(SIGN)) {
      this.words(value.slice(from, match.index), marked, out)
      from = match.index + match[0].length
      if (match[1] === 'i') out.push(partOf(this.parts.inlines, Number(match[2]), match[0]))
      else throw new EditProblem(`${match[0]} must stand on a line of its own`)
    }
    this.words(value.slice(from), marked, out)
  }

  /** A line end is one: people who write comments mean it so. */
  private words(value: string, marked: Marked, out: Inline[]): void {
    for (const [index, line] of value.split('\n').entries()) {
      if (index > 0) out.push({ type: 'break' })
      this.line(line, marked, out)
    }
  }

  private line(text: string, marked: Marked, out: Inline[]): void {
    let from = 0
    for (let at = 0; at < text.length; at += 1) {
      const emoji = ':;('.includes(text.charAt(at)) ? matchEmoticon(text, at, text.length) : undefined
      if (emoji === undefined) continue
      pushText(out, text.slice(from, at), marked, looksLikeIssueKey)
      out.push({ ...emoji, ...marked })
      from = at + emoji.source.length
      at = from - 1
    }
    pushText(out, text.slice(from), marked, looksLikeIssueKey)
  }
}

const kinds: Readonly<Record<string, PanelKind>> = {
  info: 'info',
  note: 'note',
  success: 'success',
  warning: 'warning',
  error: 'error',
  tip: 'tip',
  important: 'note',
  caution: 'warning',
}

const panelHead = (name: string, title: string): Omit<Panel, 'blocks'> => {
  const [word = '', colour] = name.toLowerCase().split(':')
  const kind = kinds[word]
  return {
    type: 'panel',
    ...(title === '' ? {} : { title }),
    ...(kind === undefined ? {} : { kind }),
    ...(colour === undefined ? {} : { colour }),
  }
}

const codeOf = (text: string, language: string | undefined, meta: string | undefined): Block => {
  if (language === 'noformat') return { type: 'noformat', text }
  const title = /(?:^|\s)title="([^"]*)"/.exec(meta ?? '')?.[1]
  return {
    type: 'code',
    text,
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title }),
  }
}
