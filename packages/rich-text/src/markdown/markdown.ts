import type { Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { gfm } from 'micromark-extension-gfm'
import type { Document } from '../document/document.ts'
import { toNode } from './blocks-to-mdast.ts'
import { MarkdownReader } from './from-mdast.ts'
import { noParts, type OpaqueParts } from './opaque.ts'
import { isTooTangled, plainTree } from './tangled.ts'

const reading = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }
const writing = gfmToMarkdown({ tablePipeAlign: false })

/**
 * Markdown's own tree of a text, in GitHub's flavour. A text that its reader would not be done with in time is there as
 * plain paragraphs.
 */
export const parseTree = (text: string): Root => (isTooTangled(text) ? plainTree(text) : fromMarkdown(text, reading))

/** Markdown of a tree. */
export const writeTree = (children: readonly RootContent[]): string =>
  toMarkdown(
    { type: 'root', children: [...children] },
    {
      extensions: [writing],
      bullet: '-',
      listItemIndent: 'one',
      rule: '-',
      emphasis: '_',
      fences: true,
      incrementListMarker: true,
    },
  )

/**
 * Reads Markdown in GitHub's flavour. Never throws, but for signs of parts that are not there (`EditProblem`). Besides:
 * `[@Ann](user:ID)`, `[DONE](status:green)`, `[2026-11-22](date:2026-11-22)`, `[notes.txt](attachment:notes.txt)`, panels
 * as `> [!NOTE] Title`, line ends in a paragraph, `<ins>`, `<sub>`, `<sup>`, `<cite>`, `<font color="red">`, `<mark color="#ff0">`.
 */
export const parseMarkdown = (text: string, parts: OpaqueParts = noParts()): Document => ({
  blocks: new MarkdownReader(parts).blocks(parseTree(text).children),
})

/** A document as Markdown; what Markdown cannot say gets a sign, and is added to `parts`. */
export const writeMarkdown = (document: Document, parts: OpaqueParts = noParts()): string =>
  writeTree(document.blocks.map((block) => toNode(block, parts)))
