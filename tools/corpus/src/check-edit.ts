import { type Block, type Inline, parseStored, type StoredText } from '@mmd/rich-text'
import { EditProblem, openForEditing } from '@mmd/rich-text/edit'
import { type Findings, shown } from './findings.ts'
import type { Where } from './pieces.ts'

/** Opens a text for editing; the check is given it so that a test can hand in one that loses something. */
export type Open = typeof openForEditing

/** Longer texts are edited as they are, which the check of an edit that changes nothing covers. */
const longestEdited = 200_000

const firstDifference = (a: string, b: string): string => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const from = Math.max(0, at - 30)
  return `at ${at}: ${shown(a.slice(from, at + 50))} became ${shown(b.slice(from, at + 50))}`
}

/** Whether two stored texts are the same: byte for byte. A document without version or content gets them: Jira wants both. */
const difference = (before: StoredText, after: StoredText): string | undefined => {
  const wanted = before.format === 'adf' ? completed(before.source) : before.source
  return after.source === wanted || after.source === before.source ? undefined : firstDifference(wanted, after.source)
}

const completed = (source: string): string => {
  const json: unknown = JSON.parse(source)
  if (typeof json !== 'object' || json === null || !('type' in json) || json.type !== 'doc') return source
  const content = 'content' in json && Array.isArray(json.content) ? json.content : []
  return JSON.stringify({ ...json, version: 1, type: 'doc', content })
}

/**
 * Edits that must lose nothing: one that changes nothing at all, one that changes nothing but blank lines at the end, and
 * one word of one block. Everything around the block must stay byte for byte, or node for node.
 */
export const checkEdit = (findings: Findings, where: Where, text: StoredText, open: Open = openForEditing): void => {
  const step = `${text.format} edit`
  findings.guard(step, where, () => {
    const editable = open(text)
    const same = difference(text, editable.apply(editable.text))
    if (same !== undefined) findings.add('loss', `${step} that changes nothing`, where, same)
    if (editable.how === 'raw' || text.source.length > longestEdited) return
    const spaced = difference(text, editable.apply(`${editable.text}\n\n`))
    if (spaced !== undefined) findings.add('loss', `${step} of blank lines at the end`, where, spaced)
    const { blocks } = parseStored(text)
    for (const index of new Set([0, blocks.length >> 1, blocks.length - 1])) {
      const block = blocks[index]
      const word = block && wordOf(block, text.source, editable.text)
      if (block === undefined || word === undefined) continue
      const after = editable.apply(editable.text.replace(word, `${word}zq`))
      const loss = text.format === 'wiki' ? aroundWiki(text, after, block) : aroundAdf(text, after, index)
      if (loss !== undefined) findings.add('loss', `${step} of one word (${word})`, where, loss)
    }
  })
}

/** A word of a paragraph or a heading that stands once in the stored text and once in the edited one, in no sign. */
const wordOf = (block: Block, source: string, edited: string): string | undefined => {
  if (block.type !== 'paragraph' && block.type !== 'heading') return undefined
  for (const inline of block.content.slice(0, 20)) {
    const words = plainWords(inline).match(/(?<![\p{L}\p{N}_])[a-z]{5,20}(?![\p{L}\p{N}_])/gu) ?? []
    for (const word of words.slice(0, 20))
      if (isOnce(source, word) && isOnce(edited, word) && !inSign(edited, word)) return word
  }
  return undefined
}

const isOnce = (text: string, word: string): boolean => {
  const at = text.indexOf(word)
  return at !== -1 && text.indexOf(word, at + 1) === -1
}

/** Signs stand for parts that Markdown has no words for; their words are only for people. */
const inSign = (text: string, word: string): boolean => {
  const before = text.slice(0, text.indexOf(word))
  return before.lastIndexOf('⟦') > before.lastIndexOf('⟧')
}

const plainWords = (inline: Inline): string => (inline.type === 'text' ? inline.text : '')

const aroundWiki = ({ source }: StoredText, after: StoredText, { origin }: Block): string | undefined => {
  if (origin === undefined || !('from' in origin)) return 'the block does not know where it stood'
  const [before, rest] = [source.slice(0, origin.from), source.slice(origin.to)]
  if (!after.source.startsWith(before)) return firstDifference(before, after.source.slice(0, before.length))
  if (!after.source.endsWith(rest)) return firstDifference(rest, after.source.slice(-rest.length))
  return after.source.includes('zq') ? undefined : 'the edit itself was lost'
}

const nodesOf = (text: StoredText): readonly unknown[] => {
  const json: unknown = JSON.parse(text.source)
  if (typeof json !== 'object' || json === null || !('content' in json) || !Array.isArray(json.content)) return []
  return json.content.filter((node) => typeof node === 'object' && node !== null && typeof node.type === 'string')
}

const aroundAdf = (text: StoredText, after: StoredText, edited: number): string | undefined => {
  const [a, b] = [nodesOf(text), nodesOf(after)]
  if (a.length !== b.length) return `${a.length} nodes became ${b.length}`
  for (const [index, node] of a.entries()) {
    const [before, now] = [JSON.stringify(node), JSON.stringify(b[index])]
    if (index !== edited && before !== now) return `node ${index} ${firstDifference(before, now)}`
  }
  return after.source.includes('zq') ? undefined : 'the edit itself was lost'
}

/** True for the error that says that a sign in the text stands for nothing: texts may hold such signs by chance. */
export const isAboutSigns = (error: unknown): boolean => error instanceof EditProblem
