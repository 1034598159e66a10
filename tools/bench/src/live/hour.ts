import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { processUsage, type Screen } from '@mmd/tools-screen-driver'
import { listPosition } from '../frame.ts'
import { type Bench, type Pace, pause, type Size, type Subject, withSubject } from '../subject.ts'
import { fixed, type Table } from '../table.ts'
import { growthOf } from './growth.ts'
import { type Scene, scenes, wait } from './hour-script.ts'
import { type LiveHome, prepareLiveHome } from './live-home.ts'

/** What a program holds at a rest. */
export interface HourSample {
  /** Keys that were pressed until then. */
  readonly keys: number
  /** Resident memory before garbage was collected, bytes. */
  readonly residentBytes: number
  /** In use after garbage was collected, bytes: by the thread of the screen, and by the worker. */
  readonly screenBytes: number
  readonly workerBytes: number
  /** Open files and sockets. */
  readonly files: number
  /** Timers, requests and the like that keep a thread alive. */
  readonly resources: number
  /** Of the process and its terminal. */
  readonly listeners: number
}

export interface HourResult {
  readonly samples: readonly HourSample[]
  readonly seconds: number
  readonly refreshes: number
  readonly changedRows: number
}

/** How large the copy is, and into how many rounds of the same keys the hour is cut. */
export interface HourOptions {
  readonly program: string
  readonly copy: number
  readonly rounds: number
}

const hourMs = 60 * 60_000
/** Faster than anybody types, so that an hour's keys take some minutes. */
const betweenKeysMs = 25
/** For what a dialog needs from the site. */
const waitMs = 300
const size: Size = { cols: 200, rows: 60 }
const probe = pathToFileURL(fileURLToPath(new URL('../../fixtures/heap-probe.mjs', import.meta.url))).href
const probeMs = 10_000

/** The same program with the probe in front of it, and the file that it writes to. */
const withProbe = (subject: Subject, file: string): Subject => {
  const [node, ...args] = subject.command
  return {
    ...subject,
    command: [node, '--expose-gc', '--import', probe, ...args],
    env: { ...subject.env, MMD_BENCH_PROBE: file },
  }
}

type Probed = Record<'screen' | 'worker' | 'resources' | 'listeners', number>

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)

/** Has garbage collected, and reads what is in use then. */
const askProbe = async (screen: Screen, file: string): Promise<Probed> => {
  const { length } = await linesOf(file)
  screen.kill('SIGUSR2')
  for (const end = performance.now() + probeMs; performance.now() < end; await pause(20)) {
    const line = (await linesOf(file))[length]
    if (line !== undefined) return JSON.parse(line) as Probed
  }
  throw new Error('the program did not say what it holds')
}

const sample = async (screen: Screen, file: string, keys: number, pace: Pace): Promise<HourSample> => {
  await screen.waitIdle({ timeoutMs: 60_000 })
  await pause(pace.restMs)
  const { residentBytes } = processUsage(screen.pid)
  const { screen: screenBytes, worker: workerBytes, resources, listeners } = await askProbe(screen, file)
  const files = (await readdir(`/proc/${screen.pid}/fd`)).length
  return { keys, residentBytes, screenBytes, workerBytes, files, resources, listeners }
}

// A list in groups shows no position, and one that says something no keys.
const isInList = (text: string): boolean => listPosition(text) !== undefined || /^ Enter open/m.test(text)

/** Back in the list, whatever is open; each key that leads back is one more. */
const goBack = async (screen: Screen): Promise<void> => {
  for (let tries = 0; tries < 5 && !isInList(screen.text()); tries += 1) await screen.press('esc')
  if (!isInList(screen.text())) throw new Error('the keys of the hour do not lead back to the list')
}

const play = async (screen: Screen, { name, keys }: Scene, pace: Pace): Promise<void> => {
  for (const key of keys) {
    if (key === wait) await pause(Math.min(waitMs, pace.restMs))
    else screen.send(key)
    await pause(betweenKeysMs)
  }
  try {
    await goBack(screen)
  } catch (error) {
    throw new Error(`${name}: there is no way back to the list\n${screen.text()}`, { cause: error })
  }
}

const live = async (
  screen: Screen,
  home: LiveHome,
  file: string,
  { rounds, pace, progress }: { rounds: number } & Pick<Bench, 'progress' | 'pace'>,
): Promise<readonly HourSample[]> => {
  const samples: HourSample[] = []
  let keys = 0
  for (let round = 1; round <= rounds; round += 1) {
    progress(`an hour: round ${round} of ${rounds}`)
    for (const scene of scenes) {
      await home.keepRefreshing(screen)
      await play(screen, scene, pace)
      keys += scene.keys.length
    }
    await home.putForward(hourMs / rounds)
    samples.push(await sample(screen, file, keys, pace))
  }
  return samples
}

/** An hour's use in some minutes: the same keys over all screens again and again, while others change the site. */
export const measureHour = async (
  { pace, progress }: Pick<Bench, 'progress' | 'pace'>,
  { program, copy: issues, rounds }: HourOptions,
): Promise<HourResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-bench-probe-'))
  try {
    await using home = await prepareLiveHome({ program, issues, progress })
    const file = join(folder, 'held.jsonl')
    await home.change(true)
    await home.report({ forget: true })
    const started = performance.now()
    const samples = await withSubject(withProbe(home.subject, file), size, (screen) =>
      live(screen, home, file, { rounds, pace, progress }),
    )
    const { refreshes, rows: changedRows } = await home.report({ forget: false })
    return { samples, seconds: (performance.now() - started) / 1_000, refreshes, changedRows }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const mebi = 2 ** 20

const kinds: readonly (readonly [what: string, decimals: number, of: (one: HourSample) => number])[] = [
  ['resident, MiB', 1, ({ residentBytes }) => residentBytes / mebi],
  ['in use by the screen after a collection, MiB', 2, ({ screenBytes }) => screenBytes / mebi],
  ['in use by the worker after a collection, MiB', 2, ({ workerBytes }) => workerBytes / mebi],
  ['open files and sockets', 1, ({ files }) => files],
  ['timers and requests', 1, ({ resources }) => resources],
  ['listeners', 1, ({ listeners }) => listeners],
]

/** Fewer than three in each third do not tell growth from chance. */
const fewSamples = 9

/** One line for each thing that may grow. It has not grown when the change is within its noise. */
export const hourTable = ({ samples, seconds, refreshes, changedRows }: HourResult): Table => ({
  title: `An hour's use in ${fixed(seconds, 0)} seconds: ${samples.at(-1)?.keys ?? 0} keys, ${refreshes} refreshes with ${changedRows} changed rows`,
  head: ['what', 'first', 'middle third', 'last third', 'change', 'chance ±', 'slope an hour', '±', 'has grown'],
  rows: kinds.map(([what, decimals, of]) => {
    const { first, middle, last, change, noise, slope, slopeError } = growthOf(samples.map(of))
    const numbers = [first, middle, last, change, noise, slope, slopeError].map((value) => fixed(value, decimals))
    const grown = samples.length < fewSamples ? '–' : change > noise ? 'yes' : 'no'
    return [what, ...numbers, grown]
  }),
})
