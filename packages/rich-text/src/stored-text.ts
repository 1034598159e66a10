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
