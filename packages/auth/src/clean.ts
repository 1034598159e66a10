const longest = 200

/** C0, DEL, C1, line and paragraph separators, direction overrides and isolates, zero-width and tag characters. */
const unshowable =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu

/**
 * What a server said, as one short line that is safe to show: no control or invisible characters, at most 200
 * characters, and each of `secrets` masked in case the server echoed it.
 */
export const cleanServerText = (text: string, secrets: readonly string[] = []): string => {
  const masked = secrets
    .filter((secret) => secret.length > 3)
    .reduce((line, secret) => line.replaceAll(secret, '[secret]'), text)
  const line = masked.replace(unshowable, ' ').replace(/\s+/gu, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line
}
