/** Where the next end of a control string lies, remembered so that many unfinished strings stay linear. */
export interface TerminatorMemo {
  /** Index, -1 when not looked for yet, Infinity when there is none. */
  next: number
}

const ESC = 0x1b
const BEL = 0x07
const ST = 0x9c

// BEL, ESC and ST end a control string; CAN and SUB cancel it.
const TERMINATOR = /[\x07\x18\x1a\x1b\x9c]/g

/** OSC, DCS, SOS, PM, APC as the byte after ESC; the 8-bit form lies 0x40 above. */
const isStringByte = (unit: number): boolean =>
  unit === 0x5d || unit === 0x50 || unit === 0x58 || unit === 0x5e || unit === 0x5f

const skip = (text: string, from: number, low: number, high: number): number => {
  let at = from
  for (let unit = text.charCodeAt(at); unit >= low && unit <= high; unit = text.charCodeAt(at)) at += 1
  return at
}

const isBetween = (unit: number, low: number, high: number): boolean => unit >= low && unit <= high

/** Parameters, intermediates and the final byte (ECMA-48 §5.4); a sequence that breaks off ends where it breaks. */
const controlSequenceEnd = (text: string, from: number): number => {
  const at = skip(text, skip(text, from, 0x30, 0x3f), 0x20, 0x2f)
  return isBetween(text.charCodeAt(at), 0x40, 0x7e) ? at + 1 : at
}

/** A control string without an end is not swallowed to the end of the text: only its introducer goes. */
const controlStringEnd = (text: string, from: number, memo: TerminatorMemo): number => {
  if (memo.next < from) {
    TERMINATOR.lastIndex = from
    memo.next = TERMINATOR.exec(text)?.index ?? Number.POSITIVE_INFINITY
  }
  if (memo.next === Number.POSITIVE_INFINITY) return from
  const unit = text.charCodeAt(memo.next)
  if (unit !== ESC) return unit === BEL || unit === ST ? memo.next + 1 : memo.next
  return text.charCodeAt(memo.next + 1) === 0x5c ? memo.next + 2 : memo.next
}

/**
 * The index after the escape sequence that starts at `at`, or `at` itself when none does. Knows CSI, the control
 * strings (OSC, DCS, SOS, PM, APC) and the other ESC sequences, in their 7-bit and 8-bit forms.
 */
export const escapeSequenceEnd = (text: string, at: number, memo: TerminatorMemo): number => {
  const unit = text.charCodeAt(at)
  if (unit !== ESC) {
    if (unit === 0x9b) return controlSequenceEnd(text, at + 1)
    return unit >= 0x90 && unit <= 0x9f && isStringByte(unit - 0x40) ? controlStringEnd(text, at + 1, memo) : at
  }
  const kind = text.charCodeAt(at + 1)
  if (kind === 0x5b) return controlSequenceEnd(text, at + 2)
  if (isStringByte(kind)) return controlStringEnd(text, at + 2, memo)
  const final = skip(text, at + 1, 0x20, 0x2f)
  return isBetween(text.charCodeAt(final), 0x30, 0x7e) ? final + 1 : at + 1
}
