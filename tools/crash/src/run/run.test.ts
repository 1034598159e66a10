import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleActor } from '../actor/bundle-actor.ts'
import { runOnce } from './run.ts'

let home: string
let actor: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mmd-crash-test-'))
  actor = await bundleActor(home)
})
afterAll(() => rm(home, { recursive: true, force: true }))

const seeds = Array.from({ length: 15 }, (_, at) => at + 1)

// Most of a run is waiting for what was told to wait.
test.concurrent.each(seeds)(
  'run %i: whatever was killed and whatever broke, everything is on the site once or waits with its reason',
  async (seed) => {
    const deployment = seed % 2 === 0 ? 'cloud' : 'datacenter'
    const result = await runOnce({ seed, deployment, actor, folder: join(home, String(seed)) })
    // The story is of use only when there is a problem to explain.
    const story = result.problems.length === 0 ? [] : result.story
    expect({ problems: result.problems, story }).toEqual({ problems: [], story: [] })
  },
  240_000,
)
