import { type Finding, type FindingKind, findingKinds, shown } from './findings.ts'
import type { Shape } from './pieces.ts'
import type { Skipped } from './walk.ts'

/** What a run found. All but the times is the same for the same folder. */
export interface Report {
  readonly files: number
  readonly bytes: number
  /** How the files were understood. */
  readonly shapes: Readonly<Record<Shape, number>>
  /** Files with zero bytes in them. */
  readonly binary: number
  /** Files of which only the beginning was read. */
  readonly cut: number
  readonly skipped: readonly Skipped[]
  /** Texts found in all files, those in JSON too. */
  readonly strings: number
  /** Different ones that went through parse, layout, write and edit. */
  readonly parsed: number
  /** Atlassian documents. */
  readonly documents: number
  /** How often each reader found what it reads. */
  readonly read: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<FindingKind, number>>
  /** The first of each kind. */
  readonly findings: readonly Finding[]
  readonly slowest: { readonly name: string; readonly ms: number }
  readonly seconds: number
  readonly megabytesPerSecond: number
}

const titles: Readonly<Record<FindingKind, string>> = {
  crash: 'crashes',
  control: 'control characters that would reach a terminal',
  wide: 'lines wider than asked for',
  loss: 'losses on write-back',
}

const quoted = (name: string): string => shown(name, 200).slice(1, -1)

/** The report as text for people. */
export const toText = (report: Report): string => {
  const { shapes, counts, slowest } = report
  const facts = [
    `${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB: ${shapes.json} JSON, ${shapes.text} text, ` +
      `${shapes['broken json']} broken JSON, ${shapes.empty} empty; ${report.binary} binary, ${report.cut} read in part`,
    `${report.strings} strings, of which ${report.parsed} went through parse, layout, write and edit; ${report.documents} documents`,
    `${report.seconds} s, ${report.megabytesPerSecond} MB/s; slowest file: ${quoted(slowest.name)} (${slowest.ms} ms)`,
  ]
  const skipped = report.skipped.map(({ name, why }) => `skipped: ${quoted(name)} (${quoted(why)})`)
  const found = report.findings.map(({ kind, step, where, message }) => `${kind}: ${step}\n  in ${where}\n  ${message}`)
  const totals = findingKinds.map((kind) => `${counts[kind]} ${titles[kind]}`)
  return `${[...facts, ...skipped, ...found, '', ...totals].join('\n')}\n`
}

/** True when nothing is wrong. */
export const isClean = ({ counts }: Report): boolean => findingKinds.every((kind) => counts[kind] === 0)
