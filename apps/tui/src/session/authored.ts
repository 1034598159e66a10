import type { Site } from '@mmd/auth'
import type { StoredText } from '@mmd/rich-text'

/** What a person wrote in Markdown as the site keeps it. Loads what reads Markdown only now. */
export const authored = async (markdown: string, deployment: Site['deployment']): Promise<StoredText> => {
  const { newText } = await import('@mmd/rich-text/edit')
  return newText(markdown, deployment === 'cloud' ? 'adf' : 'wiki')
}
