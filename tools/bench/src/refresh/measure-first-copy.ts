import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleChildren } from '../fetch/bundle-children.ts'
import { askChild, endChild, startChild } from '../fetch/child.ts'
import type { Deployment, PlainAnswer, PlainTask, SiteAnswer, SiteTask } from '../fetch/messages.ts'
import { recordRequests } from '../fetch/record-requests.ts'
import { median, medianRatio } from '../statistics.ts'
import type { Bench } from '../subject.ts'
import { fixed, mebibytes, type Table } from '../table.ts'
import type { RefreshOptions } from './measure-delta.ts'
import type { ReadAnswer, ReaderTask } from './messages.ts'
import { deploymentName, deployments, type Files, sources, view } from './sources.ts'

type How = ReaderTask['how']

/** How many requests at a time the copying has open. */
const sideBySide: Readonly<Record<How, number>> = { rows: 1, whole: 3 }

/** A first copy of a site, beside the same requests whose answers are thrown away; round by round. */
export interface FirstCopyRow {
  readonly deployment: Deployment
  readonly how: How
  readonly copies: readonly ReadAnswer[]
  readonly plains: readonly PlainAnswer[]
}

const copyOnce = async (files: Files, task: Omit<ReaderTask, 'folder'>): Promise<ReadAnswer> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-bench-first-'))
  try {
    return await askChild<ReadAnswer>(files.reader, { ...task, folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const measureOne = async (
  files: Files,
  { deployment, how }: Pick<FirstCopyRow, 'deployment' | 'how'>,
  { issues, rounds }: RefreshOptions,
  progress: (round: number) => void,
): Promise<FirstCopyRow> => {
  const siteTask: SiteTask = { deployment, issues }
  const site = await startChild<SiteAnswer>(files.site, siteTask)
  try {
    const task = { ...site.answer, deployment, view, how }
    await using recorder = await recordRequests(task.baseUrl)
    // Not measured: it tells which requests there are, and lets the site compile what it needs for them.
    await copyOnce(files, { ...task, baseUrl: recorder.baseUrl })
    const { requests } = recorder
    const plainTask: PlainTask = { origin: new URL(task.baseUrl).origin, requests, sideBySide: sideBySide[how] }
    const copies: ReadAnswer[] = []
    const plains: PlainAnswer[] = []
    for (let round = 1; round <= rounds; round += 1) {
      progress(round)
      plains.push(await askChild<PlainAnswer>(files.plain, plainTask))
      copies.push(await copyOnce(files, task))
    }
    return { deployment, how, copies, plains }
  } finally {
    await endChild(site.process)
  }
}

/** Copies a whole site into an empty copy: its rows alone, and every issue with all of it. */
export const measureFirstCopy = async (
  { progress }: Pick<Bench, 'progress'>,
  options: RefreshOptions,
  chosen: readonly Deployment[] = deployments,
) => {
  await using children = await bundleChildren(sources)
  const rows: FirstCopyRow[] = []
  for (const deployment of chosen)
    for (const how of ['rows', 'whole'] as const)
      rows.push(
        await measureOne(children.files, { deployment, how }, options, (round) =>
          progress(`first copy: ${deployment}, ${how}, round ${round} of ${options.rounds}`),
        ),
      )
  return rows
}

const words: Readonly<Record<How, string>> = { rows: 'rows', whole: 'everything' }

/** One line for each deployment and way: medians, and the median of the ratios round by round. */
export const firstCopyTable = (rows: readonly FirstCopyRow[]): Table => ({
  title: 'A first copy, over the time in which the site gives the same answers',
  head: ['deployment', 'what', 'issues', 'requests', 'MiB', 's', 'site s', 'ratio', 'CPU s', 'peak MiB', 'rounds'],
  rows: rows.map(({ deployment, how, copies, plains }) => {
    const middle = (of: (answer: ReadAnswer) => number): number => median(copies.map(of))
    const [times, bases] = [copies.map(({ ms }) => ms), plains.map(({ ms }) => ms)]
    return [
      deploymentName(deployment),
      words[how],
      fixed(
        middle(({ issues }) => issues),
        0,
      ),
      fixed(
        middle(({ requests }) => requests),
        0,
      ),
      mebibytes(middle(({ bytes }) => bytes)),
      fixed(median(times) / 1_000, 2),
      fixed(median(bases) / 1_000, 2),
      fixed(medianRatio(times, bases), 2),
      fixed(middle(({ cpuMs }) => cpuMs) / 1_000, 2),
      mebibytes(middle(({ peakBytes }) => peakBytes)),
      String(copies.length),
    ]
  }),
})
