import type { StoredText } from '@mmd/jira-api/model'

/** UTF-16 units of one text that are searched; what is beyond is a log file. */
const longest = 100_000
/** Nodes of one document. */
const mostNodes = 20_000

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

const wordsOf = (node: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof node['text'] === 'string') return node['text']
  const attributes = isObject(node['attrs']) ? node['attrs'] : {}
  for (const name of ['text', 'shortName', 'url']) if (typeof attributes[name] === 'string') return attributes[name]
  return undefined
}

/** The text nodes of a document, mentions and links to cards among them, in their order. */
const documentWords = (source: string): string => {
  const words: string[] = []
  const stack: unknown[] = [parsed(source)]
  let length = 0
  for (let nodes = 0; stack.length > 0 && nodes < mostNodes && length < longest; nodes += 1) {
    const node = stack.pop()
    if (!isObject(node)) continue
    const found = wordsOf(node) ?? ''
    // Marks cut words into several nodes; what is no text stands apart.
    words.push(node['type'] === 'text' ? found : ` ${found} `)
    length += found.length
    const content = node['content']
    if (Array.isArray(content))
      for (let at = Math.min(content.length, mostNodes) - 1; at >= 0; at -= 1) stack.push(content[at])
  }
  return words.join('')
}

/** What of a text is searched: wiki markup as it is written, the words of a document. */
export const plainWords = (text: StoredText | null | undefined): string => {
  if (text === null || text === undefined) return ''
  return (text.format === 'adf' ? documentWords(text.source) : text.source).slice(0, longest)
}
