import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleChildren } from '../fetch/bundle-children.ts'
import { endChild, startChild, tellChild } from '../fetch/child.ts'
import type { Deployment, SiteAnswer, SiteChange, SiteTask } from '../fetch/messages.ts'
import { median } from '../statistics.ts'
import type { Bench } from '../subject.ts'
import { fixed, type Table } from '../table.ts'
import type { ReadAnswer, ReaderTask, RefreshTask } from './messages.ts'
import { deploymentName, deployments, type Files, sources, view } from './sources.ts'

const minute = 60_000

/** What happened on the site since the last refresh, and how long ago that was. */
interface Case {
  readonly what: string
  readonly passedMs: number
  readonly changes: number
  readonly background: boolean
}

/** Whoever has left the list is looked for when something has changed, or five minutes after the last time. */
const cases: readonly Case[] = [
  { what: 'nothing, swept 3 minutes ago', passedMs: 3 * minute, changes: 0, background: false },
  { what: 'nothing, swept 10 minutes ago', passedMs: 10 * minute, changes: 0, background: false },
  { what: '1 issue', passedMs: 10 * minute, changes: 1, background: false },
  { what: '1 issue, nobody waits', passedMs: 3 * minute, changes: 1, background: true },
  { what: '20 issues', passedMs: 10 * minute, changes: 20, background: false },
  { what: '500 issues', passedMs: 10 * minute, changes: 500, background: false },
]

/** Refreshes of one list after the same changes. */
export interface DeltaRow {
  readonly deployment: Deployment
  readonly what: string
  readonly answers: readonly ReadAnswer[]
}

export interface RefreshOptions {
  readonly issues: number
  readonly rounds: number
}

const measureOne = async (
  files: Files,
  deployment: Deployment,
  { issues, rounds }: RefreshOptions,
  progress: (text: string) => void,
): Promise<readonly DeltaRow[]> => {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'mmd-bench-delta-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const siteTask: SiteTask = { deployment, issues }
  const site = await startChild<SiteAnswer>(files.site, siteTask)
  stack.defer(() => endChild(site.process))
  progress(`delta: ${deployment}, the whole list`)
  const task: ReaderTask = { ...site.answer, deployment, folder, view, how: 'rows' }
  const reader = await startChild<ReadAnswer>(files.reader, task)
  stack.defer(() => endChild(reader.process))
  const refresh = async ({ passedMs, changes, background }: Omit<Case, 'what'>): Promise<ReadAnswer> => {
    const change: SiteChange = { aheadMs: passedMs, changes }
    await tellChild(site.process, change)
    const next: RefreshTask = { aheadMs: passedMs, background }
    return tellChild<ReadAnswer>(reader.process, next)
  }
  const answers = cases.map((): ReadAnswer[] => [])
  for (let round = 1; round <= rounds; round += 1) {
    progress(`delta: ${deployment}, round ${round} of ${rounds}`)
    for (const [at, one] of cases.entries()) {
      // What the last case changed is too old by now to be asked for again.
      await refresh({ passedMs: 20 * minute, changes: 0, background: false })
      answers[at]?.push(await refresh(one))
    }
  }
  return cases.map(({ what }, at) => ({ deployment, what, answers: answers[at] ?? [] }))
}

/** Refreshes a long list that is in the copy, after changes by others, on both deployments; site and reader apart. */
export const measureDelta = async (
  { progress }: Pick<Bench, 'progress'>,
  options: RefreshOptions,
  chosen: readonly Deployment[] = deployments,
) => {
  await using children = await bundleChildren(sources)
  const rows: DeltaRow[] = []
  for (const deployment of chosen) rows.push(...(await measureOne(children.files, deployment, options, progress)))
  return rows
}

/** One line for each deployment and case: medians. */
export const deltaTable = (rows: readonly DeltaRow[]): Table => ({
  title: 'A refresh of a long list, by what was changed on the site since the last one',
  head: ['deployment', 'changed', 'issues', 'requests', 'KiB', 'ms', 'CPU ms', 'rounds'],
  rows: rows.map(({ deployment, what, answers }) => {
    const middle = (of: (answer: ReadAnswer) => number): string => fixed(median(answers.map(of)), 0)
    return [
      deploymentName(deployment),
      what,
      middle(({ issues }) => issues),
      middle(({ requests }) => requests),
      middle(({ bytes }) => bytes / 1_024),
      middle(({ ms }) => ms),
      middle(({ cpuMs }) => cpuMs),
      String(answers.length),
    ]
  }),
})
