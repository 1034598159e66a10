import type { Inline, Marked } from '../document/document.ts'
import { NO_MARKS } from './markers.ts'
import type { IssueKeyTest } from './source.ts'

const KEY = /(?<![\w\-/.#@\\])[A-Z][A-Z0-9_]{1,20}-[1-9]\d{0,8}(?![\w-])/g
const STANDARDS =
  /^(?:UTF|UCS|ISO|IEC|SHA|MD|RFC|RSA|AES|DES|HMAC|HTTP|IPV|CVE|CWE|ES|EN|DIN|IEEE|ECMA|BASE|COVID|CP|EC|TLS|X)-/

/** Takes well-known standards as `UTF-8` and `SHA-256` for words, everything of that shape else for issue keys. */
export const looksLikeIssueKey: IssueKeyTest = (key) => !STANDARDS.test(key)

/** Adds `text` to `out`, joined to a neighbour with the same marks, and with the issue keys in it set apart. */
export const pushText = (out: Inline[], text: string, marks: Marked, isIssueKey: IssueKeyTest | undefined): void => {
  let from = 0
  if (isIssueKey !== undefined && text.includes('-')) {
    for (const match of text.matchAll(KEY)) {
      const [key] = match
      if (!isIssueKey(key)) continue
      join(out, text.slice(from, match.index), marks)
      out.push({ type: 'issue-key', key, ...marks })
      from = match.index + key.length
    }
  }
  join(out, from === 0 ? text : text.slice(from), marks)
}

const join = (out: Inline[], text: string, marks: Marked): void => {
  if (text === '') return
  const last = out.at(-1)
  if (last?.type === 'text' && (last.marks ?? NO_MARKS) === (marks.marks ?? NO_MARKS) && last.colour === marks.colour) {
    out[out.length - 1] = { ...last, text: last.text + text }
  } else {
    out.push({ type: 'text', text, ...marks })
  }
}
