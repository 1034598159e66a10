import { usualWidths } from './check-layout.ts'
import { ModelCheck } from './check-model.ts'
import { checkAdf, checkText, isWorthParsing } from './check-text.ts'
import { Findings } from './findings.ts'
import { piecesOf, type Shape, shapeOf, type Where } from './pieces.ts'
import { readText } from './read-text.ts'
import type { Report } from './report.ts'
import { type FoundFile, filesIn, type Skipped } from './walk.ts'

/** How to run. */
export interface RunOptions {
  readonly folder: string
  readonly width?: number | undefined
  /** So many files at the beginning are left out; default 0. */
  readonly from?: number
  /** Told the number, the name and the bytes of each file before it is looked at. */
  readonly progress?: (index: number, name: string, size: number) => void
  /** Told what was found so far, after each file. */
  readonly each?: (report: Report) => void
  /** Milliseconds; for the times in the report. */
  readonly now?: () => number
}

/** Texts that are remembered so that nothing is checked twice: recordings repeat themselves. */
const mostKnown = 100_000
const longestKnown = 2000

class Run {
  readonly findings = new Findings()
  readonly model = new ModelCheck(this.findings)
  strings = 0
  parsed = 0
  documents = 0
  private readonly widths: readonly number[]
  private readonly known = new Set<string>()

  constructor(width: number | undefined) {
    this.widths = width === undefined ? usualWidths : [width]
  }

  file(name: string, text: string, shape: Shape): void {
    for (const piece of piecesOf(name, text, shape)) {
      if (piece.kind === 'text') this.text(piece.text, piece.where)
      else this.value(piece.value, piece.where)
    }
  }

  private text(text: string, where: Where): void {
    this.strings += 1
    if (text.length <= longestKnown) {
      if (this.known.has(text)) return
      if (this.known.size >= mostKnown) this.known.clear()
      this.known.add(text)
    }
    this.model.text(text, where)
    if (isWorthParsing(text)) this.parsed += 1
    checkText(this.findings, where, text, this.widths)
  }

  private value(value: unknown, where: Where): void {
    this.model.value(value, where)
    if (typeof value !== 'object' || value === null || !('type' in value)) return
    // A document, or a node by itself, as lists of examples have it.
    const isDocument = value.type === 'doc'
    const isAlone = isInlineless(where) && 'content' in value && Array.isArray(value.content)
    if (!isDocument && !(typeof value.type === 'string' && isAlone)) return
    this.documents += 1
    checkAdf(this.findings, where, value, this.widths)
  }
}

/** Not inside of another node: those are checked with it. */
const isInlineless = (where: Where): boolean => where.parent?.name !== 'content' && where.name !== 'content'

/** Looks at everything in a folder. Throws when the folder cannot be read. */
export const runCorpus = ({
  folder,
  width,
  from = 0,
  progress,
  each,
  now = () => performance.now(),
}: RunOptions): Report => {
  const run = new Run(width)
  const skipped: Skipped[] = []
  const shapes: Record<Shape, number> = { json: 0, 'broken json': 0, text: 0, empty: 0 }
  let [files, bytes, binary, cut] = [0, 0, 0, 0]
  let slowest = { name: '', ms: 0 }
  const began = now()
  const look = (file: FoundFile): void => {
    const start = now()
    const { text, isBinary, isCut } = readText(file.path, file.size)
    const shape = shapeOf(file.name, text)
    shapes[shape] += 1
    bytes += Math.min(file.size, text.length > 0 ? file.size : 0)
    binary += isBinary ? 1 : 0
    cut += isCut ? 1 : 0
    run.file(file.name, text, shape)
    const ms = now() - start
    if (ms > slowest.ms) slowest = { name: file.name, ms }
  }
  const soFar = (): Report => {
    const seconds = (now() - began) / 1000
    return {
      files,
      bytes,
      shapes,
      binary,
      cut,
      skipped,
      strings: run.strings,
      parsed: run.parsed,
      documents: run.documents,
      read: Object.fromEntries([...run.model.found].sort(([a], [b]) => (a < b ? -1 : 1))),
      counts: run.findings.counts,
      findings: [...run.findings.kept],
      slowest: { name: slowest.name, ms: Math.round(slowest.ms) },
      seconds: Number(seconds.toFixed(1)),
      megabytesPerSecond: seconds > 0 ? Number((bytes / 1e6 / seconds).toFixed(2)) : 0,
    }
  }
  let at = 0
  for (const file of filesIn(folder, (one) => skipped.push(one))) {
    const index = at
    at += 1
    if (index < from) continue
    progress?.(index, file.name, file.size)
    files += 1
    try {
      look(file)
    } catch (error) {
      skipped.push({ name: file.name, why: error instanceof Error ? error.message : String(error) })
    }
    each?.(soFar())
  }
  return soFar()
}
