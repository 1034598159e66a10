/** A table of results. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A number with so many decimals; a dash when there is none. */
export const fixed = (value: number, decimals = 1): string => (Number.isFinite(value) ? value.toFixed(decimals) : '–')

/** Bytes as MiB without decimals. */
export const mebibytes = (bytes: number): string => fixed(bytes / 2 ** 20, 0)

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table in Markdown under a heading of the third level; the first column left, the others right. */
export const toMarkdown = ({ title, head, rows }: Table): string => {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'))
  return [`### ${title}`, '', line(head), line(rule), ...rows.map(line)].join('\n')
}
