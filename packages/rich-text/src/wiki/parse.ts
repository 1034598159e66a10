import type { Block, BlockSource, Document } from '../document/document.ts'
import { parseBlocks } from './blocks.ts'
import { looksLikeIssueKey } from './issue-keys.ts'
import { withPlainLineEnds } from './line-ends.ts'
import { type IssueKeyTest, type NameLookup, WikiSource } from './source.ts'

export interface WikiOptions {
  /** Which words of the shape `PAY-12` are keys of issues; without it, all but well-known standards as `UTF-8`. */
  readonly isIssueKey?: IssueKeyTest
  /** What somebody is called who is mentioned by their login alone; undefined: not known. */
  readonly nameOf?: NameLookup
}

/**
 * Parses Jira's wiki markup. Never throws; takes time in proportion to the length, whatever is in the text. What is
 * not understood, as an unclosed `{code}` or an unknown macro, is kept as written.
 */
export const parseWiki = (source: string, options: WikiOptions = {}): Document => ({
  blocks: [...parseWikiLazily(source, options).blocks],
})

/** The same, but a block is parsed when it is first asked for, and then kept: for texts of megabytes. */
export const parseWikiLazily = (source: string, options: WikiOptions = {}): BlockSource => {
  const plain = withPlainLineEnds(source)
  const wiki = new WikiSource(plain, options.isIssueKey ?? looksLikeIssueKey, options.nameOf)
  return { blocks: remember(parseBlocks(wiki, 0, plain.text.length)) }
}

const remember = (blocks: Iterator<Block>): Iterable<Block> => {
  const known: Block[] = []
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index += 1) {
        const next = known[index] ?? blocks.next().value
        if (next === undefined) return
        known[index] = next
        yield next
      }
    },
  }
}
