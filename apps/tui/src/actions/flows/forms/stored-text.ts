import type { Site } from '@mmd/auth'
import type { StoredText } from '@mmd/jira-api/model'
import type * as Edit from '@mmd/rich-text/edit'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import type { NameLookup } from '../items/names-near.ts'

/** What reads and writes Markdown. */
export type Markdown = Pick<typeof Edit, 'newText' | 'openForEditing'>

/** Loads it: nothing before the first long text needs it. */
export const loadMarkdown = (): Promise<Markdown> => import('@mmd/rich-text/edit')

/** A text as a person works on it, and what the site keeps of it afterwards. */
export interface WorkingText {
  readonly how: 'markdown' | 'raw'
  readonly text: string
  /** Throws an error with a sentence for people when it cannot be kept so. */
  readonly apply: (edited: string) => StoredText
}

/** Opens a text of the site, or a new one, to be worked on. `nameOf`: what somebody is called who is mentioned by their login alone. */
export const openText = (
  { newText, openForEditing }: Markdown,
  before: StoredText | null,
  deployment: Site['deployment'],
  nameOf?: NameLookup,
): WorkingText => {
  const format = deployment === 'cloud' ? 'adf' : 'wiki'
  if (before === null) return { how: 'markdown', text: '', apply: (edited) => newText(edited, format) }
  // The site's default comes without a word on its markup.
  const known: StoredText = before.format === 'plain' && format === 'wiki' ? { format, source: before.source } : before
  const editable = openForEditing(known, nameOf)
  const { how, text } = editable
  return { how, text, apply: (edited) => (edited === text ? before : applied(editable, edited)) }
}

const applied = (editable: Edit.Editable, edited: string): StoredText => {
  try {
    return editable.apply(edited)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error('The document is no JSON any more', { cause: error })
    throw error
  }
}

/** The text that the site has in a field. */
export const textBefore = ({ before }: Pick<FormEntry, 'before'>): StoredText | null =>
  before.kind === 'rich-text' ? before.text : null
