import { join } from 'node:path'
import type { StoredOperation } from '@mmd/replica'
import type { Place } from '../actor/messages.ts'
import { judge, remember } from '../judge/judge.ts'
import type { Problem } from '../judge/problem.ts'
import { judgeRows } from '../judge/rows.ts'
import { createRandom } from '../random.ts'
import { type Deployment, startSite } from '../site.ts'
import { allOperations, openCopy, primeCopy } from './copy.ts'
import { finish } from './finish.ts'
import { startLine } from './line.ts'
import { createLives } from './lives.ts'
import { prepare } from './prepare.ts'
import { readSite } from './read-site.ts'
import { createStory } from './story.ts'

export interface RunOptions {
  readonly seed: number
  readonly deployment: Deployment
  /** The bundled actor. */
  readonly actor: string
  /** Of this run alone; must not be there yet. */
  readonly folder: string
}

/** What came of one run. */
export interface RunResult {
  readonly seed: number
  readonly deployment: Deployment
  readonly problems: readonly Problem[]
  readonly story: readonly string[]
  readonly operations: readonly StoredOperation[]
  readonly kills: number
  readonly troubles: number
}

/** One run from its seed: processes are killed while they work on a faulty site, then everything is counted. */
export const runOnce = async ({ seed, deployment, actor, folder }: RunOptions): Promise<RunResult> => {
  const random = createRandom(seed)
  const story = createStory()
  const tell = (line: string): void => story.tell(line)
  await using site = await startSite(deployment, random.between(1, 1_000_000))
  const { me, world, authorization } = site
  const { stock, plan } = await prepare(site, random.fork(), folder)
  const before = remember(world)
  const lives = createLives({ actor, folder, tell, random: random.fork(), plan })
  await using line = await startLine({ site, random: random.fork(), tell, onMoment: lives.onMoment })
  const { baseUrl } = line
  const identity = `${baseUrl} ${me.id}`
  const place: Place = { folder: join(folder, 'copy'), identity, baseUrl, deployment, authorization, me }
  const store = openCopy(place.folder, identity)
  try {
    primeCopy(store, stock)
    await lives.spend(place)
    await line.calm()
    const keys = [...stock.issues, stock.quiet].map(({ detail }) => detail.key)
    const shown = await finish(place, { ...lives.left(), keys, say: (said) => lives.hear('the last', said) })
    const real = await readSite(site.client, keys, shown)
    const operations = allOperations(store)
    const problems = [
      ...lives.problems(),
      ...judge(lives.acknowledged(), { operations, before, world, me }),
      ...judgeRows(shown, withoutWaiting(real, operations)),
    ]
    const [kills, troubles] = [lives.kills(), line.troubles()]
    return { seed, deployment, problems, story: story.lines, operations, kills, troubles }
  } finally {
    store.close()
  }
}

/** Rows with something that waits show what the site does not have. */
const withoutWaiting = <T>(
  issues: Readonly<Record<string, T>>,
  operations: readonly StoredOperation[],
): Readonly<Record<string, T>> => {
  const open = operations.filter(({ state }) => state !== 'sent' && state !== 'dropped')
  const waiting = new Set<string>(open.map(({ operation }) => operation.key))
  return Object.fromEntries(Object.entries(issues).filter(([key]) => !waiting.has(key)))
}
