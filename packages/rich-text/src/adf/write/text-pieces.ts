import type { AdfMark, AdfNode } from '../adf-node.ts'

/**
 * A text as nodes that Jira takes: no empty ones, a hardBreak for each line end, and a link for each bare address,
 * since Jira makes none of what comes over REST.
 */
export const textPieces = (text: string, marks: readonly AdfMark[]): AdfNode[] => {
  const isPlain = marks.some(({ type }) => type === 'link' || type === 'code')
  return text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...[...(isPlain ? [piece(line, marks)] : linkedPieces(line, marks))].filter((node) => node.text !== ''),
    ])
}

const piece = (text: string, marks: readonly AdfMark[]): AdfNode => ({
  type: 'text',
  text,
  ...(marks.length > 0 && { marks }),
})

const ADDRESS = /\bhttps?:\/\/[^\s<>"`|{}[\]\\^]+/gi

function* linkedPieces(line: string, marks: readonly AdfMark[]): Generator<AdfNode> {
  let from = 0
  for (const found of line.matchAll(ADDRESS)) {
    const href = withoutPunctuation(found[0])
    if (href === undefined) continue
    yield piece(line.slice(from, found.index), marks)
    yield piece(href, [{ type: 'link', attrs: { href } }, ...marks])
    from = found.index + href.length
  }
  yield piece(line.slice(from), marks)
}

/** An address without the end of the sentence that it stands in. */
const withoutPunctuation = (address: string): string | undefined => {
  const ends = address.includes('(') ? ".,;:!?'*_" : ".,;:!?'*_)"
  let end = address.length
  while (end > 0 && ends.includes(address.charAt(end - 1))) end -= 1
  const href = address.slice(0, end)
  return /:\/\/./.test(href) ? href : undefined
}
