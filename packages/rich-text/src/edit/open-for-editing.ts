import { writeAdf } from '../adf/write.ts'
import type { Block, Document } from '../document/document.ts'
import { toNode } from '../markdown/blocks-to-mdast.ts'
import { parseMarkdown, writeTree } from '../markdown/markdown.ts'
import { noParts, type OpaqueParts } from '../markdown/opaque.ts'
import { parseStored, type StoredText, type TextFormat } from '../stored-text.ts'
import type { NameLookup } from '../wiki/source.ts'
import { writeWiki } from '../wiki/write.ts'
import { meaningOf } from './meaning.ts'
import { reuseBlocks } from './reuse.ts'
import { isTooMuch } from './size.ts'

/** A text while somebody works on it. */
export interface Editable {
  /** `raw`: the site's own markup, since Markdown could not say it without loss. */
  readonly how: 'markdown' | 'raw'
  /** What is to be edited. */
  readonly text: string
  /**
   * The stored text for what it was made into. Only what changed is written anew: everything else goes back as it was.
   * Throws `EditProblem` when a sign that stands for something was changed.
   */
  apply(edited: string): StoredText
}

/** A new text as a site keeps it, from Markdown. */
export const newText = (markdown: string, format: TextFormat): StoredText =>
  format === 'plain' ? { format, source: markdown } : stored(parseMarkdown(markdown), format)

const stored = (document: Document, format: TextFormat, source?: string): StoredText =>
  format === 'adf'
    ? { format, source: JSON.stringify(writeAdf(document)) }
    : { format, source: writeWiki(document, source) }

const readBack = (text: string, parts: OpaqueParts): readonly Block[] | undefined => {
  try {
    return parseMarkdown(text, parts).blocks
  } catch {
    return undefined
  }
}

/** True when Markdown gives back a block as it was. */
const survives = (block: Block): boolean => {
  const parts = noParts()
  const [read, ...others] = readBack(writeTree([toNode(block, parts)]), parts) ?? []
  return read !== undefined && others.length === 0 && meaningOf(read) === meaningOf(block)
}

const areSame = (a: readonly Block[], b: readonly Block[]): boolean =>
  a.length === b.length && a.every((block, index) => block === b[index])

const opaqueBlock = (block: Block): Block => ({ type: 'macro', source: `${block.type} that Markdown cannot say` })

/** Markdown, and what its signs stand for. */
interface Said {
  readonly markdown: string
  readonly parts: OpaqueParts
}

/** The blocks as Markdown when it says all of them, as it mostly does. */
const whole = (blocks: readonly Block[]): Said => {
  const parts = noParts()
  return { markdown: writeTree(blocks.map((block) => toNode(block, parts))), parts }
}

/** The same with signs for those that Markdown cannot say. */
const inParts = (blocks: readonly Block[]): Said => {
  const parts = noParts()
  return { markdown: toMarkdownText(blocks, parts), parts }
}

const saysAll = ({ markdown, parts }: Said, blocks: readonly Block[]): boolean => {
  const read = readBack(markdown, parts)
  return (
    read !== undefined &&
    read.length === blocks.length &&
    read.every((block, index) => meaningOf(block) === meaningOf(blocks[index] ?? block))
  )
}

/** Signs stand for the blocks themselves, so that they come back as they are. */
const toMarkdownText = (blocks: readonly Block[], parts: OpaqueParts): string =>
  writeTree(
    blocks.map((block) => {
      if (survives(block)) return toNode(block, parts)
      const node = toNode(block.type === 'macro' ? block : opaqueBlock(block), parts)
      parts.blocks[parts.blocks.length - 1] = block
      return node
    }),
  )

const raw = (text: StoredText): Editable => ({
  how: 'raw',
  text: text.format === 'adf' ? pretty(text.source) : text.source,
  apply: (edited) => {
    if (text.format === 'adf')
      return edited === pretty(text.source) ? text : { format: 'adf', source: JSON.stringify(JSON.parse(edited)) }
    return { format: text.format, source: edited }
  },
})

const pretty = (source: string): string => {
  try {
    return JSON.stringify(JSON.parse(source), null, 2)
  } catch {
    return source
  }
}

/** The whole is tried first, since trying each block reads every text twice. */
const saidOf = (blocks: readonly Block[]): Said | undefined => {
  for (const say of [whole, inParts]) {
    const said = say(blocks)
    if (saysAll(said, blocks)) return said
  }
  return undefined
}

/** Longer texts are not made into Markdown: nobody edits a log of a megabyte, and it would take seconds. */
const longest = 100_000

/** Who is mentioned by a login alone is called by name where Markdown gives that back as it was. */
const documentOf = (text: StoredText, nameOf: NameLookup | undefined): Document => {
  const plain = parseStored(text)
  if (nameOf === undefined || text.format !== 'wiki') return plain
  const named = parseStored(text, { nameOf })
  return !isTooMuch(named) && saysAll(whole(named.blocks), named.blocks) ? named : plain
}

/**
 * Opens a text for editing as Markdown, or raw where that could lose something. `nameOf`: what somebody is called who is mentioned
 * by their login alone.
 */
export const openForEditing = (text: StoredText, nameOf?: NameLookup): Editable => {
  if (text.format === 'plain' || text.source.length > longest) return raw(text)
  const document = documentOf(text, nameOf)
  if (isTooMuch(document)) return raw(text)
  const said = saidOf(document.blocks)
  if (said === undefined) return raw(text)
  const { markdown, parts } = said
  return {
    how: 'markdown',
    text: markdown,
    apply: (edited) => {
      if (edited === markdown) return text
      const blocks = reuseBlocks(document.blocks, parseMarkdown(edited, parts).blocks)
      // What is no node of a document, as `null`, is in no tree; it stays as long as nothing else changes.
      if (areSame(blocks, document.blocks)) return text
      return stored({ ...document, blocks }, text.format, text.source)
    },
  }
}
