/** Codes that are looked for. */
const mostCodes = 4

/** Characters of a text that are read: a log may be of a megabyte. */
const longest = 20_000

/** What programs write into errors: `NullPointerException`, `ERR_TIMEOUT`, `ORA-00942`, `0x80070005`, `Basket.total`. */
const patterns: readonly RegExp[] = [
  /\b[A-Z][A-Za-z]{2,60}(?:Exception|Error)\b/g,
  /\b(?:0x[0-9a-fA-F]{4,16}|[A-Z]{2,12}(?:_[A-Z0-9]{2,20}){1,5})\b/g,
  /\b[A-Z]{2,8}-\d{3,8}\b/g,
  /\bat (?:[\w$]{1,60}\.){1,12}[\w$<>]{1,60}(?=[(:])/g,
]

/** `at com.acme.Basket.total` says which code it was by its last two names. */
const shorten = (code: string): string => (code.startsWith('at ') ? code.slice(3).split('.').slice(-2).join(' ') : code)

/** Codes of errors and the innermost calls of a stack trace, each once; a key of an issue looks like one and is none. */
export const tellingCodes = (text: string, isKey: (code: string) => boolean): readonly string[] => {
  const read = text.slice(0, longest)
  const found = patterns.flatMap((pattern) => (read.match(pattern) ?? []).slice(0, mostCodes).map(shorten))
  return [...new Set(found.filter((code) => !isKey(code)))].slice(0, mostCodes)
}
