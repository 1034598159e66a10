/** A value as indented JSON of ASCII alone, so that no mail program can take its letters for others. */
export const toMailableJson = (value: object): string => {
  const escaped = JSON.stringify(value, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${escaped}\n`
}

/**
 * The text without what editors and mail programs put around it: a byte-order mark, CRLF, blank lines, and the `>` of a
 * quotation when all of its lines have it.
 */
export const fromMail = (text: string): string => {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '')
  const isQuoted = lines.every((line) => line.startsWith('>'))
  return (isQuoted ? lines.map((line) => line.replace(/^(?:> ?)+/u, '')) : lines).join('\n')
}
