/** Bytes as one line of printable ASCII: `\e` for escape, `\r`, `\n`, `\t`, and `\xNN` for the rest. */
export const escapeBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => {
    if (byte === 0x1b) return '\\e'
    if (byte === 0x0d) return '\\r'
    if (byte === 0x0a) return '\\n'
    if (byte === 0x09) return '\\t'
    if (byte === 0x5c) return '\\\\'
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
  }).join('')

/** The lines of a screen in a box; each is padded by code units, so rows with wide characters may stick out. */
export const boxed = (lines: readonly string[], cols: number): string => {
  const edge = '─'.repeat(cols)
  return [`┌${edge}┐`, ...lines.map((line) => `│${line.padEnd(cols)}│`), `└${edge}┘`].join('\n')
}

/** What a failed wait tells: what was awaited, the whole screen, and the end of what the program wrote. */
export const screenReport = (awaited: string, lines: readonly string[], cols: number, lastBytes: Uint8Array): string =>
  `${awaited}\n${boxed(lines, cols)}\nlast ${lastBytes.length} bytes: ${escapeBytes(lastBytes)}`
