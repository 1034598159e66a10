import { isStoreError } from '@mmd/replica'
import type { SiteSession } from '../../app/app.ts'

/** A text that is being written, kept in the local copy so that it outlives the program. */
export interface Draft {
  readonly text: string
  /** Keeps the text, a moment later: each keeping is a write to the disk. */
  readonly put: (text: string) => void
  /** Keeps what waits for its moment now, or as soon as the copy takes it. */
  readonly keep: () => void
  readonly forget: () => void
}

/** Pause before what was typed is written down, ms. */
const writePause = 250

/** The name of a draft of a comment. */
export const commentDraft = (key: string): string => `comment/${key}`

export const openDraft = ({ replica }: SiteSession, name: string): Draft => {
  let latest: string | undefined
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (latest !== undefined) replica.putDraft(name, latest)
    latest = undefined
  }
  const writeSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      try {
        keep()
      } catch (error) {
        // The copy was closed in this moment.
        if (!isStoreError(error)) throw error
      }
    }, writePause)
  }
  const keep = (): void => {
    try {
      write()
    } catch (error) {
      if (!isStoreError(error, 'busy')) throw error
      writeSoon()
    }
  }
  return {
    text: replica.draft(name),
    put: (text) => {
      latest = text
      writeSoon()
    },
    keep,
    forget: () => {
      latest = ''
      keep()
    },
  }
}
