import { layoutLazily, layoutLines, parseStored, parseStoredLazily, type StoredText } from '@mmd/rich-text'
import { median } from '../statistics.ts'
import { fixed, type Table } from '../table.ts'
import { type BenchText, generatedTexts, textsOf } from './texts.ts'

/** What one text, or several together, cost. */
export interface RichTextRow {
  readonly name: string
  readonly megabytes: number
  /** Milliseconds: parsing it all; the first screen from the stored text on; all lines at 80 cells, parsing not counted. */
  readonly parseMs: number
  readonly firstScreenMs: number
  readonly layoutMs: number
  readonly lines: number
}

const width = 80
const screen = 60

const timed = (rounds: number, work: () => void): number => {
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
  return median(times)
}

const countLines = (texts: readonly ReturnType<typeof parseStored>[]): number => {
  let lines = 0
  for (const document of texts) for (const line of layoutLines(document, width)) lines += line.length >= 0 ? 1 : 0
  return lines
}

const measure = ({ name, texts }: BenchText, rounds: number): RichTextRow => {
  const parsed = texts.map((text) => parseStored(text))
  const first = ([text]: readonly StoredText[]): void => {
    if (text !== undefined) layoutLazily(parseStoredLazily(text), width).slice(0, screen)
  }
  return {
    name,
    megabytes: texts.reduce((sum, { source }) => sum + Buffer.byteLength(source), 0) / 1e6,
    parseMs: timed(rounds, () => {
      for (const text of texts) parseStored(text)
    }),
    firstScreenMs: timed(rounds, () => first(texts)),
    layoutMs: timed(rounds, () => countLines(parsed)),
    lines: countLines(parsed),
  }
}

/** Parses and lays out generated texts, and those of a folder. */
export const measureRichText = (
  folder: string | undefined,
  progress: (text: string) => void,
  rounds = 5,
  generated: readonly BenchText[] = generatedTexts(),
): readonly RichTextRow[] =>
  [...generated, ...(folder === undefined ? [] : textsOf(folder))].map((text) => {
    progress(text.name)
    return measure(text, rounds)
  })

/** One line per text. */
export const richTextTable = (rows: readonly RichTextRow[]): Table => ({
  title: 'Texts, at 80 cells',
  head: ['text', 'MB', 'parse MB/s', 'first screen, ms', 'all lines, ms', 'lines'],
  rows: rows.map(({ name, megabytes, parseMs, firstScreenMs, layoutMs, lines }) => [
    name,
    fixed(megabytes, 2),
    fixed(megabytes / (parseMs / 1000)),
    fixed(firstScreenMs),
    fixed(layoutMs, 0),
    String(lines),
  ]),
})
