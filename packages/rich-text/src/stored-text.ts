import { parseAdf, parseAdfLazily } from './adf/parse.ts'
import type { BlockSource, Document } from './document/document.ts'
import { parseWikiLazily, type WikiOptions } from './wiki/parse.ts'

/** What a site keeps texts in: wiki markup on Data Center, Atlassian Document Format on Cloud, or just characters. */
export type TextFormat = 'wiki' | 'adf' | 'plain'

/**
 * A text as a site stores it, byte for byte; for `adf` the JSON of the document. Hostile: it may hold control characters,
 * so only parsers and writers look into `source`, and nothing prints it.
 */
export interface StoredText {
  readonly format: TextFormat
  readonly source: string
}

const plainText = (source: string): Document => ({ blocks: [{ type: 'noformat', text: source }] })

/** The JSON of a document, parsed; undefined when it is none. */
const jsonOf = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

/** Parses a text in whatever it is kept. Never throws: a document that is no JSON is shown as it is. */
export const parseStored = (text: StoredText, options: WikiOptions = {}): Document => {
  const json = text.format === 'adf' ? jsonOf(text.source) : undefined
  // The document knows its node: what it has besides its children goes back with it.
  return json === undefined ? { blocks: [...parseStoredLazily(text, options).blocks] } : parseAdf(json)
}

/** The same, but a block is made when it is first asked for, and then kept: for texts of megabytes. */
export const parseStoredLazily = ({ format, source }: StoredText, options: WikiOptions = {}): BlockSource => {
  if (format === 'wiki') return parseWikiLazily(source, options)
  if (format === 'plain') return plainText(source)
  const json = jsonOf(source)
  return json === undefined ? plainText(source) : parseAdfLazily(json)
}
