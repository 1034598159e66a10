import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleActor } from '../actor/bundle-actor.ts'
import { problem } from '../judge/problem.ts'
import type { Deployment } from '../site.ts'
import { type RunResult, runOnce } from './run.ts'

export interface ManyOptions {
  readonly runs: number
  readonly seed: number
  readonly jobs: number
  readonly deployments: readonly Deployment[]
  /** Told about each run that is over, with the folder that was kept when it failed. */
  readonly onResult: (result: RunResult, folder: string | undefined) => void
}

const failed = (seed: number, deployment: Deployment, error: unknown): RunResult => ({
  seed,
  deployment,
  problems: [
    problem('crash', `the harness failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  ],
  story: [],
  operations: [],
  kills: 0,
  troubles: 0,
})

/**
 * In memory where there is such a place: what a killed process has written stays there as it does on a disk, and a
 * thousand runs do not wait for one.
 */
const place = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir())

/** Does many runs, some at the same time. */
export const runMany = async ({ runs, seed, jobs, deployments, onResult }: ManyOptions): Promise<void> => {
  const home = await mkdtemp(join(place(), 'mmd-crash-'))
  const actor = await bundleActor(home)
  let isKept = false
  let begun = 0
  const work = async (): Promise<void> => {
    while (begun < runs) {
      const at = begun
      begun += 1
      const deployment = deployments[at % deployments.length] ?? 'datacenter'
      const folder = join(home, String(seed + at))
      const options = { seed: seed + at, deployment, actor, folder }
      const result = await runOnce(options).catch((error: unknown) => failed(seed + at, deployment, error))
      const isGood = result.problems.length === 0
      if (isGood) await rm(folder, { recursive: true, force: true })
      else await writeFile(join(folder, 'story.txt'), `${result.story.join('\n')}\n`)
      isKept ||= !isGood
      onResult(result, isGood ? undefined : folder)
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, runs) }, work))
  if (!isKept) await rm(home, { recursive: true, force: true })
}
