import { randomUUID } from 'node:crypto'

/** What the changes of one key press bear, where it changes several sites. */
export const pressOf = (sites: readonly unknown[]): string | undefined => (sites.length > 1 ? randomUUID() : undefined)
