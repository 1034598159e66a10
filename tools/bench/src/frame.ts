const escapeSequence =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]/g

/** Output without its escape sequences; an unfinished one at the end stays. */
export const plainText = (output: string): string => output.replace(escapeSequence, '')

const beginUpdate = '\x1b[?2026h'
const endUpdate = '\x1b[?2026l'

/** True when the text has been written in whatever way. */
export const isPainted = (output: string, marker: string): boolean => plainText(output).includes(marker)

/** True when a frame that holds the text is complete: a finished synchronised update (DEC mode 2026). */
export const hasWholeFrame = (output: string, marker: string): boolean =>
  output
    .split(endUpdate)
    .slice(0, -1)
    .some((part) => {
      const from = part.lastIndexOf(beginUpdate)
      return from !== -1 && plainText(part.slice(from)).includes(marker)
    })

/** Where the cursor is in the list. */
export interface ListPosition {
  readonly at: number
  readonly total: number
}

/** Reads `7/10000`, `7 of 10,000` off a screen: of all such pairs the one with the largest total. */
export const listPosition = (screen: string): ListPosition | undefined => {
  const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''))
  const pairs = [...screen.matchAll(/(?<![\w/-])(\d[\d,]*)(?:\/| of )(\d[\d,]*)(?![\w/-])/g)]
    .map(([, at, total]) => ({ at: number(at), total: number(total) }))
    .filter(({ at, total }) => at >= 1 && at <= total)
  return pairs.reduce<ListPosition | undefined>(
    (best, pair) => (best === undefined || pair.total > best.total ? pair : best),
    undefined,
  )
}
