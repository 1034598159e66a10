import { basename } from 'node:path'
import type { StoreOpening } from '@mmd/replica'

/** What a person should know of how the local copy was opened; null: it was as it should be. */
export const openingWords = (site: string, { state, rescued, setAside }: StoreOpening): string | null => {
  const beside = setAside === undefined ? '' : ` · the old file is ${basename(setAside)}`
  if (state === 'rebuilt')
    return `The local copy of ${site} was damaged and is made anew${rescuedWords(rescued)}${beside}`
  if (setAside === undefined) return null
  return `The local copy of ${site} was of another account${beside}`
}

const rescuedWords = (count: number): string => {
  if (count === 0) return ''
  return count === 1 ? ' · the change that waited is kept' : ` · the ${count} changes that waited are kept`
}
