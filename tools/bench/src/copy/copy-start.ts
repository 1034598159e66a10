import { createRounds, type StartResult, timeCommand, timeFirstFrame, timeNode } from '../start.ts'
import { type Bench, sizeName, sizes } from '../subject.ts'
import { type CopyHomeOptions, prepareCopyHome } from './copy-home.ts'

/** The program, how large its copy is, and how often each start is timed. */
export interface CopyStartOptions {
  readonly program: string
  readonly copy: number
  readonly rounds: number
}

const sites: readonly CopyHomeOptions['site'][] = ['down', 'up']

/** From the command to the first row of the view that was opened last, `node -e 0` and each kind in turns. */
export const measureCopyStart = async (
  { progress }: Pick<Bench, 'progress'>,
  { program, copy: issues, rounds: roundCount }: CopyStartOptions,
): Promise<StartResult> => {
  await using stack = new AsyncDisposableStack()
  const kinds = []
  for (const site of sites) {
    const home = stack.use(await prepareCopyHome({ program, issues, site, progress }))
    for (const size of sizes) kinds.push({ home, size, name: `${sizeName(size)}, site ${site}` })
  }
  const rounds = createRounds()
  const base: number[] = []
  // Once for nothing: what is compiled is kept.
  for (const { home, size } of kinds) await timeFirstFrame(home.subject, size)
  for (let round = 1; round <= roundCount; round++) {
    progress(`start on the copy: round ${round} of ${roundCount}`)
    for (const { home, size, name } of kinds) {
      const node = await timeNode()
      base.push(node)
      const { painted, whole } = await timeFirstFrame(home.subject, size)
      rounds.add(`first row, ${name}`, node, painted)
      rounds.add(`first whole frame, ${name}`, node, whole)
    }
  }
  return { base, rows: rounds.rows() }
}

/** What `issue list` takes without the network, beside commands that read nothing. */
export const measureOfflineList = async (
  { progress }: Pick<Bench, 'progress'>,
  { program, copy: issues, rounds: roundCount }: CopyStartOptions,
): Promise<StartResult> => {
  await using home = await prepareCopyHome({ program, issues, site: 'down', progress })
  const [file, ...args] = home.subject.command
  const env = { ...process.env, ...home.subject.env }
  const view = ['--view', `Newest ${issues}`]
  const kinds = [
    ['issue', 'list', ...view, '--offline', '--json', '--limit', '50'],
    ['search', 'zanzibar', '--offline', '--json'],
    ['version'],
    ['--help'],
  ]
  const rounds = createRounds()
  const base: number[] = []
  for (let round = 0; round <= roundCount; round++) {
    if (round > 0) progress(`commands on the copy: round ${round} of ${roundCount}`)
    for (const kind of kinds) {
      const node = await timeNode()
      const ms = await timeCommand([file, ...args, ...kind], env)
      // The first is for nothing: what is compiled is kept.
      if (round === 0) continue
      base.push(node)
      rounds.add(kind.join(' ').replace(view.join(' '), `--view "Newest ${issues}"`), node, ms)
    }
  }
  return { base, rows: rounds.rows() }
}
