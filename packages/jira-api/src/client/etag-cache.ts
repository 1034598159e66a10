import type { IncomingHttpHeaders } from 'node:http'

/** An answer that its server gave a name. */
export interface KeptAnswer {
  readonly etag: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Answers to be asked for again with their names; those used longest ago go first. */
export interface EtagCache {
  get(url: string): KeptAnswer | undefined
  /** Keeps an answer of 200 if it may be kept; else forgets what was kept of that address. */
  put(url: string, answer: { readonly headers: IncomingHttpHeaders; readonly text: string }): void
  /** Characters kept, addresses included. */
  readonly size: number
}

/** Characters. */
const MOST = 8 * 1024 * 1024
const MOST_EACH = 1024 * 1024

const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{1,500}"$/

const mayKeep = (headers: IncomingHttpHeaders): boolean =>
  !/no-store/i.test(headers['cache-control'] ?? '') && headers.vary?.trim() !== '*'

/**
 * What one connection keeps. Any GET may be kept, not only catalogues: whether the kept answer is still the answer, for
 * this user and now, is said by the server each time, so nothing stale is shown, and the bounds hold the memory. Cloud
 * answers without names and with `no-store`; so this costs nothing there.
 */
export const createEtagCache = (most: number = MOST): EtagCache => {
  const kept = new Map<string, KeptAnswer>()
  let size = 0
  const sizeOf = (url: string, { text }: KeptAnswer): number => url.length + text.length
  const forget = (url: string): void => {
    const answer = kept.get(url)
    if (answer === undefined) return
    kept.delete(url)
    size -= sizeOf(url, answer)
  }
  return {
    get size() {
      return size
    },
    get: (url) => {
      const answer = kept.get(url)
      if (answer === undefined) return undefined
      kept.delete(url)
      kept.set(url, answer)
      return answer
    },
    put: (url, { headers, text }) => {
      forget(url)
      const { etag } = headers
      if (etag === undefined || !ETAG.test(etag) || !mayKeep(headers)) return
      const answer: KeptAnswer = { etag, headers, text }
      if (sizeOf(url, answer) > Math.min(MOST_EACH, most)) return
      kept.set(url, answer)
      size += sizeOf(url, answer)
      for (const oldest of kept.keys()) {
        if (size <= most) return
        forget(oldest)
      }
    },
  }
}
