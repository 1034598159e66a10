import type { WikiSource } from './source.ts'

/** What stands between `[` and `]`, taken apart; `textFrom..textTo` is the part to show. */
export interface LinkMatch {
  readonly kind: 'link' | 'mention' | 'attachment'
  readonly target: string
  readonly textFrom: number
  readonly textTo: number
  /** The part to show was written apart from the target. */
  readonly hasText: boolean
  readonly end: number
}

/** What stands between two `!`. */
export interface ImageMatch {
  readonly source: string
  readonly alt: string | undefined
  readonly end: number
}

const LONGEST = 4000
const ADDRESS = /^(?:[a-z][a-z0-9+.-]{1,30}:\/\/|\/\/|mailto:|tel:|sms:|skype:|callto:|news:|data:|www\.)\S|^#\S/i
const ISSUE_KEY = /^[A-Z][A-Z0-9_]+-\d+$/
const SMART = /^(?:smart-link|smart-card|smart-embed|block-card)$/

/** The link that opens at `at`, or nothing if the brackets hold something else, as `[ERROR]` or `[0]`. */
export const matchLink = (source: WikiSource, at: number, to: number): LinkMatch | undefined => {
  const close = source.next(']', at + 1)
  if (close >= to || close - at > LONGEST || source.next('[', at + 1) < close) return undefined
  const body = source.text.slice(at + 1, close)
  if (body.includes('\n')) return undefined
  const named = /^([^|^~]+)\^([^|^\s][^|^]*\.\w{1,5})$/.exec(body)
  if (named !== null) {
    const [, words = '', target = ''] = named
    return {
      kind: 'attachment',
      target,
      textFrom: at + 1,
      textTo: at + 1 + words.length,
      hasText: true,
      end: close + 1,
    }
  }
  const parts = body.split('|')
  const hasText = parts.length > 1 && !SMART.test(parts[1]?.trim() ?? '')
  const target = (hasText ? parts[1] : parts[0])?.trim() ?? ''
  const textTo = parts.length > 1 ? at + 1 + (parts[0]?.length ?? 0) : close
  const kind = kindOf(target, hasText)
  if (kind === undefined) return undefined
  const name = kind === 'link' ? target : target.slice(1)
  return { kind, target: name, textFrom: at + 1, textTo, hasText: hasText && textTo > at + 1, end: close + 1 }
}

const kindOf = (target: string, hasText: boolean): LinkMatch['kind'] | undefined => {
  if (/^~[^\s~]/.test(target)) return 'mention'
  if (/^\^\S/.test(target)) return 'attachment'
  if (ADDRESS.test(target)) return 'link'
  return hasText && (ISSUE_KEY.test(target) || /^\/\S/.test(target)) ? 'link' : undefined
}

const MEDIA =
  /\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|heic|ico|mp4|m4v|mov|avi|webm|mkv|wmv|swf|flv|mp3|wav|ogg|m4a|pdf)$/i
const FILE = /^[^\s!|]+\.[a-z][a-z0-9]{1,4}$/i

/** The image that opens at `at`: a file name or an address between two exclamation marks. */
export const matchImage = (source: WikiSource, at: number, to: number): ImageMatch | undefined => {
  const close = source.next('!', at + 1)
  if (close >= to || close - at < 4 || close - at > LONGEST) return undefined
  const body = source.text.slice(at + 1, close)
  if (/^\s|\n/.test(body)) return undefined
  const bar = body.indexOf('|')
  const name = (bar === -1 ? body : body.slice(0, bar)).trim()
  if (!FILE.test(name) && !MEDIA.test(name) && !/^https?:\/\/\S+$/i.test(name)) return undefined
  const alt = bar === -1 ? undefined : /(?:^|,)\s*alt=("?)([^,"]*)\1/.exec(body.slice(bar + 1))?.[2]
  return { source: name, alt, end: close + 1 }
}

const SCHEME = /(?:https?|ftps?|sftp|file|ssh|git|smb|irc|ldaps?|wss?|svn|s3|jdbc)$/i

/** The bare address whose `://` stands at `at`; `from` is how far back its scheme may begin. */
export const matchAddress = (
  text: string,
  from: number,
  at: number,
  to: number,
): { start: number; end: number } | undefined => {
  if (text[at + 1] !== '/' || text[at + 2] !== '/') return undefined
  const scheme = SCHEME.exec(text.slice(Math.max(from, at - 6), at))?.[0]
  if (scheme === undefined) return undefined
  const start = at - scheme.length
  if (start > from && /[\p{L}\p{N}]/u.test(text[start - 1] ?? '')) return undefined
  let end = at + 3
  while (end < to && !/[\s|[\]{}"<>\\^`]/.test(text[end] ?? ' ')) end += 1
  end = trimAddress(text, at + 3, end)
  return end > at + 3 ? { start, end } : undefined
}

/** Leaves punctuation at the end to the sentence, and a closing bracket that was not opened inside. */
const trimAddress = (text: string, from: number, to: number): number => {
  const address = text.slice(from, to)
  let unopened = count(address, ')') - count(address, '(')
  let end = to
  while (end > from) {
    const last = text.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened -= 1
    else if (!".,;:!?'*_+~".includes(last)) break
    end -= 1
  }
  return end
}

const count = (text: string, character: string): number => text.split(character).length - 1
