import { toPageId } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'

/** The id in what was typed: an id, or an address with one in it. Throws `usage`. */
export const whichPage = (text: string): string => {
  const id = toPageId(text)
  if (id !== undefined) return id
  throw new AppError(
    'usage',
    `There is no page id in “${text}”`,
    'Give the id of the page, or its address: mmd-tui page search WORDS shows ids',
  )
}
