import type { Block, Inline } from '../document/document.ts'

const sorted = (marks: unknown): unknown => (Array.isArray(marks) ? marks.map(String).sort() : marks)

/** Words that stand for themselves: a key or a sign is known again wherever it is read. */
const plain = (node: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (node['type'] === 'issue-key') return { ...node, type: 'text', text: node['key'], key: undefined }
  return node['type'] === 'emoji'
    ? { ...node, type: 'text', text: node['source'], source: undefined, colour: undefined }
    : node
}

const isText = (node: unknown): node is { readonly type: 'text'; readonly text: string } =>
  typeof node === 'object' && node !== null && (node as { readonly type?: unknown }).type === 'text'

const marksOf = (node: object): string => {
  const { marks, colour, background } = node as Readonly<Record<string, unknown>>
  return JSON.stringify([sorted(marks ?? []), colour, background])
}

/** Neighbours with the same marks are one text. */
const joined = (nodes: readonly unknown[]): readonly unknown[] => {
  const out: unknown[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (isText(node) && isText(last) && marksOf(node) === marksOf(last))
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

const normal = (value: unknown): unknown => {
  if (Array.isArray(value)) return joined(value.map(normal))
  if (typeof value !== 'object' || value === null) return value
  const node = plain(value as Readonly<Record<string, unknown>>)
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, member]) => name !== 'origin' && name !== 'continues' && member !== undefined)
      .map(([name, member]): [string, unknown] => [name, name === 'marks' ? sorted(member) : normal(member)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** What a part of a line says, likewise. */
export const inlineMeaningOf = (inline: Inline): string => JSON.stringify(normal(inline))

/** What a block says, whoever wrote it: equal for blocks that a reader could not tell apart. */
export const meaningOf = (block: Block): string => JSON.stringify(normal(block))
