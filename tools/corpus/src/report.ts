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
  stall: 'files that took too long',
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

/** What was found in nothing. */
export const emptyReport: Report = {
  files: 0,
  bytes: 0,
  shapes: { json: 0, 'broken json': 0, text: 0, empty: 0 },
  binary: 0,
  cut: 0,
  skipped: [],
  strings: 0,
  parsed: 0,
  documents: 0,
  read: {},
  counts: { crash: 0, control: 0, wide: 0, loss: 0, stall: 0 },
  findings: [],
  slowest: { name: '', ms: 0 },
  seconds: 0,
  megabytesPerSecond: 0,
}

/** A report with something that is wrong with a whole file of `bytes` bytes, which was not looked at to its end. */
export const withFinding = (report: Report, finding: Finding, bytes: number): Report => ({
  ...report,
  files: report.files + 1,
  bytes: report.bytes + bytes,
  counts: { ...report.counts, [finding.kind]: report.counts[finding.kind] + 1 },
  findings: [...report.findings, { ...finding, where: quoted(finding.where), message: quoted(finding.message) }],
})

const sums = <Name extends string>(
  a: Readonly<Record<Name, number>>,
  b: Readonly<Record<Name, number>>,
): Record<Name, number> => {
  const out: Record<Name, number> = { ...a }
  for (const name of Object.keys(b) as Name[]) out[name] = (out[name] ?? 0) + b[name]
  return out
}

/** The report on the files of two, of which none is in both. */
export const mergeReports = (a: Report, b: Report): Report => {
  const { files, bytes, binary, cut, strings, parsed, documents, seconds } = sums(numbersOf(a), numbersOf(b))
  const known = new Set(a.skipped.map(({ name }) => name))
  return {
    files,
    bytes,
    binary,
    cut,
    strings,
    parsed,
    documents,
    shapes: sums(a.shapes, b.shapes),
    skipped: [...a.skipped, ...b.skipped.filter(({ name }) => !known.has(name))],
    read: sums(a.read, b.read),
    counts: sums(a.counts, b.counts),
    findings: [...a.findings, ...b.findings],
    slowest: a.slowest.ms >= b.slowest.ms ? a.slowest : b.slowest,
    seconds: Number(seconds.toFixed(1)),
    megabytesPerSecond: seconds > 0 ? Number((bytes / 1e6 / seconds).toFixed(2)) : 0,
  }
}

const numbersOf = ({ files, bytes, binary, cut, strings, parsed, documents, seconds }: Report) => ({
  files,
  bytes,
  binary,
  cut,
  strings,
  parsed,
  documents,
  seconds,
})
