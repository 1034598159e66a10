const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['middot', '·'],
  ['times', '×'],
  ['deg', '°'],
  ['plusmn', '±'],
  ['para', '¶'],
  ['sect', '§'],
  ['euro', '€'],
  ['pound', '£'],
  ['yen', '¥'],
  ['cent', '¢'],
  ['larr', '←'],
  ['rarr', '→'],
  ['uarr', '↑'],
  ['darr', '↓'],
])

const PATTERN = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z]{2,8}));/y

/** The HTML entity at `at`, decoded, and how long it is in the source; control characters are never decoded. */
export const matchEntity = (text: string, at: number): { text: string; length: number } | undefined => {
  PATTERN.lastIndex = at
  const match = PATTERN.exec(text)
  if (match === null) return undefined
  const [source, decimal, hex, name] = match
  if (name !== undefined) {
    const named = NAMED.get(name)
    return named === undefined ? undefined : { text: named, length: source.length }
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10)
  if (code > 0x10_ff_ff) return undefined
  const character = String.fromCodePoint(code)
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? undefined : { text: character, length: source.length }
}
