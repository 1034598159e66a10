/** What an answer of 206 or 416 says: `bytes 10-99/100`, `bytes *\/100`. */
export interface ContentRange {
  /** Undefined for none. */
  readonly first: number | undefined
  /** Undefined where it is not known. */
  readonly total: number | undefined
}

const FORM = /^bytes (?:(\d{1,15})-\d{1,15}|\*)\/(?:(\d{1,15})|\*)$/i

/** Undefined for what is no range of bytes. */
export const readContentRange = (header: string | undefined): ContentRange | undefined => {
  const found = FORM.exec(header?.trim() ?? '')
  if (found === null) return undefined
  const [, first, total] = found
  return {
    first: first === undefined ? undefined : Number(first),
    total: total === undefined ? undefined : Number(total),
  }
}
