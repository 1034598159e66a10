import { layoutLines, parseAdf, parseWiki, toPlainText, validateAdf, writeAdf, writeWiki } from '@mmd/rich-text'
import { parseMarkdown } from '@mmd/rich-text/edit'
import { checkEdit, isAboutSigns } from './check-edit.ts'
import { checkLayout, checkPlain } from './check-layout.ts'
import { controlInText } from './controls.ts'
import { type Findings, shown } from './findings.ts'
import type { Where } from './pieces.ts'

/** What a text is checked with; tests hand in faulty ones. */
export interface Tools {
  readonly parseWiki: typeof parseWiki
  readonly writeWiki: typeof writeWiki
  readonly parseAdf: typeof parseAdf
  readonly writeAdf: typeof writeAdf
}

export const ourTools: Tools = { parseWiki, writeWiki, parseAdf, writeAdf }

/** Longer texts are not taken for Markdown: nobody types them. */
const longestMarkdown = 100_000

/** Texts that could be more than a word or an address: long ones, and those with a sign that means something in wiki markup. */
export const isWorthParsing = (text: string): boolean =>
  !/^https?:\/\/[\w.:/@?&=%,;-]*$/.test(text) &&
  (text.length >= 60 || /[^\w\s.:/@-]|^(?:bq|h[1-6])\.|^\s*[*#-]|-{2}|__|_\w|\r|\n/.test(text))

const lines = (text: string): number => (text.length > 300_000 ? 1 : Number.POSITIVE_INFINITY)

/** Checks one text as wiki markup: parse, layout, plain text, write and edit. */
export const checkWiki = (
  findings: Findings,
  where: Where,
  source: string,
  widths: readonly number[],
  tools: Tools = ourTools,
): void => {
  const document = findings.guard('wiki parse', where, () => tools.parseWiki(source))
  if (document === undefined) return
  checkLayout(findings, 'wiki', where, document, widths)
  const plain = findings.guard('wiki as plain text', where, () => controlInText(toPlainText(document)))
  if (plain !== undefined) findings.add('control', 'wiki as plain text', where, shown(plain))
  const written = findings.guard('wiki write', where, () => tools.writeWiki(document, source))
  if (written !== undefined && written !== source)
    findings.add('loss', 'wiki write', where, `${shown(source)} became ${shown(written)}`)
  // Without its source a text is written anew, and read again.
  findings.guard('wiki written anew', where, () => tools.parseWiki(tools.writeWiki(document)))
  checkEdit(findings, where, { format: 'wiki', source })
}

/** Checks one value of JSON as an Atlassian document; a node by itself is put into one, as only documents are sent. */
export const checkAdf = (
  findings: Findings,
  where: Where,
  found: object,
  widths: readonly number[],
  tools: Tools = ourTools,
): void => {
  const value = isDocument(found) ? found : { type: 'doc', version: 1, content: [found] }
  const document = findings.guard('adf parse', where, () => tools.parseAdf(value))
  if (document === undefined) return
  checkLayout(findings, 'adf', where, document, widths)
  const plain = findings.guard('adf as plain text', where, () => controlInText(toPlainText(document)))
  if (plain !== undefined) findings.add('control', 'adf as plain text', where, shown(plain))
  findings.guard('adf validate', where, () => validateAdf(value))
  const written = findings.guard('adf write', where, () => tools.writeAdf(document))
  if (written !== undefined) {
    const nodes = nodesOf(value)
    const after = written.content.filter(isNode)
    const isSame = nodes.length === after.length && nodes.every((node, at) => node === after[at])
    if (!isSame) findings.add('loss', 'adf write', where, 'a node that nobody touched is another one')
  }
  const source = stringify(value)
  if (source !== undefined) checkEdit(findings, where, { format: 'adf', source })
  // As wiki markup too: what is moved from site to site goes this way.
  findings.guard('adf as wiki', where, () => tools.parseWiki(tools.writeWiki(document)))
}

const stringify = (value: object): string | undefined => {
  try {
    return JSON.stringify(value)
  } catch {
    // Nested too deep to be sent by anybody.
    return undefined
  }
}

const isNode = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const isDocument = (value: object): boolean => 'type' in value && value.type === 'doc'

const nodesOf = (value: object): readonly unknown[] =>
  'content' in value && Array.isArray(value.content) ? value.content.filter(isNode) : []

/** Checks one text as Markdown that somebody typed. */
export const checkMarkdown = (findings: Findings, where: Where, text: string): void => {
  if (text.length > longestMarkdown) return
  findings.guard('markdown', where, () => {
    try {
      const document = parseMarkdown(text)
      for (const line of layoutLines(document, 80)) void line
      parseWiki(writeWiki(document))
      const [problem] = validateAdf(writeAdf(document))
      if (problem !== undefined) findings.add('loss', 'markdown as adf', where, shown(JSON.stringify(problem)))
    } catch (error) {
      if (!isAboutSigns(error)) throw error
    }
  })
}

/** Everything for one text: as it is shown without markup, as wiki markup, and as Markdown. */
export const checkText = (findings: Findings, where: Where, text: string, widths: readonly number[]): void => {
  checkPlain(findings, where, text, widths.slice(0, 6))
  if (!isWorthParsing(text)) return
  checkWiki(findings, where, text, text.length > 300_000 ? widths.slice(0, lines(text)).concat(80) : widths)
  checkMarkdown(findings, where, text)
}
