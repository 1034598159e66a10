import type { Site } from '@mmd/auth'
import { parseWiki, type StoredText, writeAdf } from '@mmd/rich-text'

/** What a person typed as the site keeps it: wiki markup, on Cloud made into a document. */
export const authored = (text: string, deployment: Site['deployment']): StoredText =>
  deployment === 'cloud'
    ? { format: 'adf', source: JSON.stringify(writeAdf(parseWiki(text))) }
    : { format: 'wiki', source: text }
