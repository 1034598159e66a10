import { type Said, terminalOutput } from './terminal-output.ts'

/** What may stand in a text: no control, nothing that is not seen, nothing that turns the order around. */
const unseen =
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\ud800-\udfff]/u
const lonelyJoiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/u
const pile = /\p{M}{10}/u

export const isPlain = (text: string): boolean => !unseen.test(text) && !lonelyJoiner.test(text) && !pile.test(text)

const colour = '(?:38|48);(?:2;\\d{1,3};\\d{1,3};\\d{1,3}|5;\\d{1,3})'
const style = `(?:0|1|2|3|4|7|9|22|23|24|27|29|39|49|3[0-7]|4[0-7]|9[0-7]|10[0-7]|${colour})`
/** Attributes but blinking and hiding, moves, erasing, and the modes that the program switches. */
const ownCsi = [
  new RegExp(`^\\[(?:${style}(?:;${style})*)?m$`),
  /^\[(?:\d{1,2}|[1-3]\d\d)?[ABCDEFGX]$/,
  /^\[(?:1;1)?H$/,
  /^\[[0-2]?[JK]$/,
  /^\[\?(?:7|25|1000|1002|1004|1006|1049|2004|2026|2031)[hl]$/,
  /^\[2[23];2t$/,
  // The terminal is asked what it is, and for the size of its cells.
  /^\[(?:>q|c|16t)$/,
]

/** The question whether it shows pictures; the pictures themselves would be other output, and none is in this walk. */
const ownOther = /^\x1b_Gi=\d+,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\$/

/** Titles and notices hold words of the program or of a site, and never those alone that a sequence of a site has. */
const plainWords = (data: string): boolean => isPlain(data) && !/^(?:notify;)?EVIL/.test(data)

/** How the program addresses the window itself; `copied`: texts that a key has put on the clipboard. */
const ownOsc = (number: string, data: string, copied: (text: string) => boolean): boolean => {
  if (number === '52') return data.startsWith('c;') && copied(Buffer.from(data.slice(2), 'base64').toString('utf8'))
  if (number === '2' || number === '9' || number === '777') return plainWords(data)
  // The terminal is asked for its colours. Links of the program have no name, those that a site sends have.
  if (number === '10' || number === '11') return data === '?'
  if (number === '8') return /^;(?:https?:\/\/[!-~]+)?$/.test(data)
  return false
}

const isOwn = (said: Said, copied: (text: string) => boolean): boolean => {
  if (said.kind === 'text') return isPlain(said.text)
  if (said.kind === 'control') return said.code === 0x0a || said.code === 0x0d
  if (said.kind === 'csi') return ownCsi.some((pattern) => pattern.test(said.sequence.slice(1)))
  if (said.kind === 'other') return ownOther.test(said.sequence)
  return ownOsc(said.number, said.data, copied)
}

const around = (all: readonly Said[], at: number): string =>
  all
    .slice(Math.max(0, at - 3), at + 4)
    .map((said) => JSON.stringify('text' in said ? said.text.slice(-60) : said))
    .join(' ')

/** What of the output is not the program's own, each with what stands around it; empty when all is well. */
export const foreignOutput = (output: string, copied: (text: string) => boolean = () => false): readonly string[] => {
  const all = terminalOutput(output)
  return all.flatMap((said, at) => (isOwn(said, copied) ? [] : [around(all, at)]))
}

/** What a command may print: text, line feeds and tabs. */
export const foreignPrint = (output: string): readonly string[] =>
  output.split(/[\n\t]/).filter((line) => !isPlain(line))
