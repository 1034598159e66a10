import { untrusted } from '@mmd/jira-api/model'
import type { StoredText } from '@mmd/rich-text'

/** A text in JSON: wiki markup, or on Cloud the document itself. */
export type TextJson = string | Readonly<Record<string, unknown>>

export const toTextJson = (text: StoredText | null): TextJson | null => {
  if (text === null) return null
  return text.format === 'adf' ? (JSON.parse(text.source) as TextJson) : text.source
}

/** A text as the site keeps it, for a terminal: without what the terminal would act on. */
export const toRawText = ({ format, source }: StoredText): string =>
  untrusted(format === 'adf' ? JSON.stringify(JSON.parse(source), null, 2) : source, 'text')
