import { untrusted } from '../untrusted.ts'

/** UTF-8 bytes: most file systems take 255, and what is being fetched has more at its end. */
const MOST_BYTES = 180

// Of Windows, with and without an ending, and whatever the case.
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i

const encoder = new TextEncoder()

const cut = (text: string, bytes: number): string => {
  let used = 0
  let end = 0
  for (const char of text) {
    used += encoder.encode(char).length
    if (used > bytes) break
    end += char.length
  }
  return text.slice(0, end)
}

/** The ending with its dot, if it is a short one; two of them for `.tar.gz` and its like. */
const endingOf = (name: string): string => /(?:\.tar)?\.[\p{L}\p{N}_-]{1,12}$/u.exec(name)?.[0] ?? ''

const shortened = (name: string, bytes: number): string => {
  if (encoder.encode(name).length <= bytes) return name
  const ending = endingOf(name)
  return cut(name.slice(0, name.length - ending.length), bytes - encoder.encode(ending).length).trimEnd() + ending
}

/**
 * A name under which a file can be saved anywhere, made of one that a stranger chose: one part of a path, no control or
 * invisible characters, none that Windows refuses, none of its reserved names, not hidden, not too long; `file` if nothing
 * is left. The same for the same name.
 */
export const safeFileName = (name: string): string => {
  const last = name.split(/[/\\]/).findLast((part) => /[^\s.]/u.test(part)) ?? ''
  const plain = untrusted(last.slice(0, 2_000), 'line')
    .normalize('NFC')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[\s.~-]+/u, '')
    .replace(/[\s.]+$/u, '')
  const named = RESERVED.test(plain) ? `_${plain}` : plain
  return shortened(named, MOST_BYTES).replace(/[\s.]+$/u, '') || 'file'
}

/** The `count`th name beside others: `report.pdf`, `report (2).pdf`. Still a safe one. */
export const numberedName = (name: string, count: number): string => {
  if (count < 2) return name
  const ending = endingOf(name)
  const mark = ` (${count})`
  const stem = name.slice(0, name.length - ending.length)
  return `${shortened(stem, MOST_BYTES - encoder.encode(mark + ending).length)}${mark}${ending}`
}
