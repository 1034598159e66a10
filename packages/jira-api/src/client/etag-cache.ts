import type { IncomingHttpHeaders } from 'node:http'

/** An answer that its server gave a name. */
export interface KeptAnswer {
  readonly etag: string
  /** What the text is; other headers, such as whom the site saw, hold for one answer alone. */
  readonly headers: Pick<IncomingHttpHeaders, 'content-type'>
  readonly text: string
}

/** Answers to be asked for again with their names; those used longest ago go first. */
export interface EtagCache {
  get(key: string): KeptAnswer | undefined
  /** Keeps an answer of 200 if it may be kept; else forgets what was kept under that key. */
  put(key: string, answer: { readonly headers: IncomingHttpHeaders; readonly text: string }): void
  /** About how many characters of memory all this takes. */
  readonly size: number
}

/** Characters. */
const MOST = 8 * 1024 * 1024
const MOST_EACH = 1024 * 1024
/** What an answer takes besides its texts. */
const OVERHEAD = 300

const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{1,500}"$/

const mayKeep = (headers: IncomingHttpHeaders): boolean =>
  !/no-store/i.test(headers['cache-control'] ?? '') && !/(?:^|,)\s*\*\s*(?:,|$)/.test(headers.vary ?? '')

/**
 * What one connection keeps. Any GET may be kept, not only catalogues: whether the kept answer is still the answer, for
 * this user and now, is said by the server each time, so nothing stale is shown, and the bounds hold the memory. Cloud
 * answers without names and with `no-store`; so this costs nothing there.
 */
export const createEtagCache = (most: number = MOST): EtagCache => {
  const kept = new Map<string, KeptAnswer>()
  let size = 0
  const sizeOf = (key: string, { etag, headers, text }: KeptAnswer): number =>
    OVERHEAD + key.length + etag.length + (headers['content-type'] ?? '').length + text.length
  const forget = (key: string): void => {
    const answer = kept.get(key)
    if (answer === undefined) return
    kept.delete(key)
    size -= sizeOf(key, answer)
  }
  return {
    get size() {
      return size
    },
    get: (key) => {
      const answer = kept.get(key)
      if (answer === undefined) return undefined
      kept.delete(key)
      kept.set(key, answer)
      return answer
    },
    put: (key, { headers, text }) => {
      forget(key)
      const { etag } = headers
      if (etag === undefined || !ETAG.test(etag) || !mayKeep(headers)) return
      const type = headers['content-type']
      const answer: KeptAnswer = { etag, headers: type === undefined ? {} : { 'content-type': type }, text }
      if (sizeOf(key, answer) > Math.min(MOST_EACH, most)) return
      kept.set(key, answer)
      size += sizeOf(key, answer)
      for (const oldest of kept.keys()) {
        if (size <= most) return
        forget(oldest)
      }
    },
  }
}
