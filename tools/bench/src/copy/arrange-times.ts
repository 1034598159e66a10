import type { Issue } from '@mmd/jira-api/model'
import { combineReplicas, openReplica, openStore, type Replica } from '@mmd/replica'
import { keyOf } from './believable.ts'
import { viewsOf } from './fill-copy.ts'
import type { CopyTask, Times } from './messages.ts'
import { restingEngine } from './resting-engine.ts'

/** Repetitions at most: each reads a whole list. */
const mostRounds = 20

const me = { id: 'mira', name: 'Mira Okafor', active: true }

/** Resolves when the values of all rows are there. Gives how long it took, and how long the longest turn of it held up a key, ms. */
const valuesRead = async (
  replica: Replica,
  view: string,
  read: (issue: Issue) => unknown,
  isThere: (values: ReadonlyMap<string, unknown>) => boolean,
): Promise<{ readonly all: number; readonly longest: number }> => {
  const started = performance.now()
  let longest = 0
  for (;;) {
    const turn = performance.now()
    if (isThere(replica.rowValues(view, read))) return { all: performance.now() - started, longest }
    await new Promise((go) => setImmediate(go))
    longest = Math.max(longest, performance.now() - turn)
  }
}

const orders = async (task: CopyTask, rounds: number): Promise<readonly Times[]> => {
  const store = openStore(task.owner)
  const replica = openReplica({ store, engine: restingEngine, me, deployment: 'datacenter' })
  const { id, size } = viewsOf(task.issues).all
  const first: number[] = []
  const turns: number[] = []
  const again: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const summaryOf = ({ summary }: Issue): string => summary.toLowerCase()
    const whole = await valuesRead(replica, id, summaryOf, (values) => values.size === size)
    first.push(whole.all)
    turns.push(whole.longest)
    const key = keyOf(1 + ((round * 7_919) % size))
    const row = store.issues.row(key)
    if (row === undefined) throw new Error(`the copy has no ${key}`)
    const summary = `Changed in round ${round}`
    store.transaction(() => store.issues.putRow({ ...row, summary }, Date.now() + round))
    replica.poll()
    const changed = await valuesRead(replica, id, summaryOf, (values) => values.get(key) === summary.toLowerCase())
    again.push(changed.longest)
  }
  await replica.close()
  return [
    { what: `values of ${size} rows, for an order or groups, while keys go on`, times: first },
    { what: 'the longest turn of that', times: turns },
    { what: 'the longest turn after one row has changed', times: again },
  ]
}

const merges = async (task: CopyTask, rounds: number): Promise<readonly Times[]> => {
  const { all, fifth } = viewsOf(task.issues)
  const lines = [fifth, all].map(({ id, size }) => ({
    id,
    what: `one list of two sites with ${size} rows each`,
    times: [] as number[],
  }))
  for (let round = 0; round < rounds; round += 1)
    for (const { id, times } of lines) {
      const open = (): Replica =>
        openReplica({ store: openStore(task.owner), engine: restingEngine, me, deployment: 'datacenter' })
      const [acme, beta] = [open(), open()]
      const both = combineReplicas([
        { site: 'acme', replica: acme },
        { site: 'beta', replica: beta },
      ])
      const started = performance.now()
      both.view(id)
      times.push(performance.now() - started)
      await acme.close()
      await beta.close()
    }
  return lines
}

/** What orders, groups and lists over several sites cost the thread that draws. */
export const arrangeTimes = async (task: CopyTask): Promise<readonly Times[]> => {
  const rounds = Math.min(mostRounds, task.count)
  return [...(await orders(task, rounds)), ...(await merges(task, rounds))]
}
