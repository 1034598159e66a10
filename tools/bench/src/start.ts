import { spawn } from 'node:child_process'
import { hasWholeFrame, isPainted } from './frame.ts'
import { median, medianRatio } from './statistics.ts'
import { type Bench, leaveSubject, openSubject, type Size, type Subject, sizeName, sizes } from './subject.ts'
import { fixed, type Table } from './table.ts'

/** Times of one kind of start, milliseconds, each with the time of `node -e 0` in the same round. */
export interface StartRow {
  readonly what: string
  readonly times: readonly number[]
  readonly bases: readonly number[]
}

export interface StartResult {
  readonly base: readonly number[]
  readonly rows: readonly StartRow[]
}

/** Rounds with an empty compile cache: enough to see what it is worth. */
const coldRounds = 5

/** Milliseconds from starting a command to its end. Throws when it fails. */
export const timeCommand = (command: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const [file, ...args] = command
    const started = performance.now()
    const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'ignore'] })
    child.on('error', reject)
    child.on('exit', (code) => {
      const ms = performance.now() - started
      if (code === 0) resolve(ms)
      else reject(new Error(`${command.slice(1).join(' ')} ended with code ${code}`))
    })
  })

/** What a program costs that does nothing. */
export const timeNode = (): Promise<number> => timeCommand([process.execPath, '-e', '0'], process.env)

/** When the marker was painted in whatever way, and when the first whole frame with it had arrived, milliseconds. */
interface FirstFrame {
  readonly painted: number
  readonly whole: number
}

/** Opens the screen, waits for its first frame with the marker, and leaves. */
export const timeFirstFrame = async (subject: Subject, size: Size): Promise<FirstFrame> => {
  const screen = await openSubject(subject, size)
  let output = ''
  let painted: number | undefined
  let whole: number | undefined
  const stop = screen.onOutput((chunk) => {
    const now = performance.now() - screen.startedAt
    output += Buffer.from(chunk).toString('latin1')
    if (painted === undefined && isPainted(output, subject.marker)) painted = now
    if (whole === undefined && hasWholeFrame(output, subject.marker)) whole = now
  })
  try {
    const isWhole = (): boolean => painted !== undefined && whole !== undefined
    await screen.waitUntil(`a whole frame with ${subject.marker}`, isWhole, { timeoutMs: 60_000 })
    stop()
    await screen.waitIdle({ timeoutMs: 60_000 })
    return { painted: painted ?? Number.NaN, whole: whole ?? Number.NaN }
  } finally {
    await leaveSubject(screen)
  }
}

/** Collects times by name, with the base of the round they were taken in. */
export const createRounds = () => {
  const rows = new Map<string, { times: number[]; bases: number[] }>()
  return {
    add: (what: string, base: number, ms: number): void => {
      const row = rows.get(what) ?? { times: [], bases: [] }
      rows.set(what, row)
      row.times.push(ms)
      row.bases.push(base)
    },
    rows: (): readonly StartRow[] => [...rows].map(([what, { times, bases }]) => ({ what, times, bases })),
  }
}

const addFrames = async (bench: Bench, rounds: ReturnType<typeof createRounds>, base: number, note: string) => {
  for (const size of sizes) {
    const { painted, whole } = await timeFirstFrame(bench.subject, size)
    rounds.add(`first text, ${sizeName(size)}${note}`, base, painted)
    rounds.add(`first whole frame, ${sizeName(size)}${note}`, base, whole)
  }
}

/** Measures starts in rounds, `node -e 0` and each kind one after the other, warm and then cold. */
export const measureStart = async (bench: Bench, roundCount: number): Promise<StartResult> => {
  const { subject, progress } = bench
  const [file, ...args] = subject.command
  const env = { ...process.env, ...subject.env }
  const rounds = createRounds()
  const base: number[] = []
  // Twice for nothing: the first fills the local copy, the second the compile cache.
  for (const size of [...sizes, ...sizes]) await timeFirstFrame(subject, size)
  for (let round = 1; round <= roundCount; round++) {
    progress(`start: round ${round} of ${roundCount}`)
    const node = await timeNode()
    base.push(node)
    await addFrames(bench, rounds, node, '')
    rounds.add('version', node, await timeCommand([file, ...args, 'version'], env))
    rounds.add('--help', node, await timeCommand([file, ...args, '--help'], env))
  }
  for (let round = 1; round <= Math.min(coldRounds, roundCount); round++) {
    progress(`start: cold round ${round}`)
    const node = await timeNode()
    for (const size of sizes) {
      await subject.forgetCompiled()
      const { whole } = await timeFirstFrame(subject, size)
      rounds.add(`first whole frame, ${sizeName(size)}, nothing compiled`, node, whole)
    }
  }
  return { base, rows: rounds.rows() }
}

/** Medians in milliseconds and as ratios to `node -e 0`. */
export const startTable = ({ base, rows }: StartResult, title = 'Start'): Table => ({
  title,
  head: ['from the command to', 'ms', 'ratio to `node -e 0`', 'rounds'],
  rows: [
    ['the end of `node -e 0`', fixed(median(base), 0), '1.0', String(base.length)],
    ...rows.map(({ what, times, bases }) => [
      what,
      fixed(median(times), 0),
      fixed(medianRatio(times, bases)),
      String(times.length),
    ]),
  ],
})
