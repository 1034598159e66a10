import { parseArgs } from 'node:util'
import type { Deployment } from './site.ts'

/** What was asked for on the command line. */
export interface CrashOptions {
  readonly help: boolean
  readonly runs: number
  /** Of the first run; each further one has the next. */
  readonly seed: number
  /** Runs at the same time. */
  readonly jobs: number
  readonly deployments: readonly Deployment[]
}

export const usage = `npm run crash -- [--runs N] [--seed N] [--jobs N] [--deployment datacenter|cloud]

Kills processes at random points while their operations flow through a faulty site, and then counts: every operation must
be on the site exactly once, or wait in the outbox with its reason. A run that fails keeps its folder and tells its story;
--runs 1 --seed N does it again, as far as timing allows.

  --runs N        how many, default 100
  --seed N        seed of the first, default a new one each time
  --jobs N        how many at the same time, default 12; most of a run is waiting
  --deployment D  one alone, default both in turn
`

const number = (text: string, name: string, most: number): number => {
  const value = Number(text)
  if (!/^\d+$/u.test(text) || value < 1 || value > most) throw new TypeError(`--${name} is a number from 1 to ${most}`)
  return value
}

const deploymentsOf = (text: string | undefined): readonly Deployment[] => {
  if (text === undefined) return ['datacenter', 'cloud']
  if (text === 'datacenter' || text === 'cloud') return [text]
  throw new TypeError('--deployment is datacenter or cloud')
}

/** Reads the arguments. Throws `TypeError`. */
export const parseOptions = (argv: readonly string[]): CrashOptions => {
  const string = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: { help: { type: 'boolean' }, runs: string, seed: string, jobs: string, deployment: string },
  })
  return {
    help: values.help === true,
    runs: number(values.runs ?? '100', 'runs', 1_000_000),
    seed: number(values.seed ?? String(1 + (Date.now() % 1_000_000_000)), 'seed', 4_000_000_000),
    jobs: number(values.jobs ?? '12', 'jobs', 200),
    deployments: deploymentsOf(values.deployment),
  }
}
