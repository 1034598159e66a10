import type { Answer, Exchange, Route } from '../exchange.ts'
import { contentOf } from './attachment-content.ts'
import { seenAttachment } from './attachment-routes.ts'
import { get, ok } from './refusal.ts'
import { spokenSize } from './spoken.ts'
import { zipEntries } from './zip-entries.ts'

/** The site's limit to what is listed of one archive. */
const most = 100

const mediaTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
}

const mediaTypeOf = (name: string): string =>
  mediaTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'

const entriesOf = (exchange: Exchange) => {
  const { attachment } = seenAttachment(exchange)
  const entries = zipEntries(contentOf(attachment))
  return { attachment, shown: entries.slice(0, most), totalEntryCount: entries.length }
}

const human = (exchange: Exchange): Answer => {
  const { attachment, shown, totalEntryCount } = entriesOf(exchange)
  return ok({
    id: Number(attachment.id),
    name: attachment.filename,
    entries: shown.map(({ index, name, size }) => ({
      path: name,
      index,
      size: spokenSize(size),
      mediaType: mediaTypeOf(name),
      label: name,
    })),
    totalEntryCount,
    mediaType: attachment.mimeType,
  })
}

const raw = (exchange: Exchange): Answer => {
  const { shown, totalEntryCount } = entriesOf(exchange)
  return ok({
    entries: shown.map(({ index, name, size }) => ({ entryIndex: index, name, size, mediaType: mediaTypeOf(name) })),
    totalEntryCount,
  })
}

/** What is in an archive that is attached; no entries for what is none. */
export const archiveListingRoutes: readonly Route[] = [
  get('/attachment/:id/expand/human', human),
  get('/attachment/:id/expand/raw', raw),
]
