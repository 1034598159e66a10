import { readFileSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ActorLine, ActorTask } from './messages.ts'
import { openPlace } from './open-place.ts'
import { performStep } from './perform-step.ts'

/** Straight to the pipe: what was said is out when this returns, whatever happens to the process. */
const say = (line: ActorLine): void => void writeSync(1, `${JSON.stringify(line)}\n`)

const live = async (task: ActorTask): Promise<void> => {
  const { engine, replica } = openPlace(task, 'soon')
  say({ kind: 'ready' })
  await engine.wake()
  const changes = new Map(Object.entries(task.changes).map(([index, change]) => [Number(index), change]))
  for (const step of task.steps) {
    performStep(replica, step, changes, say)
    // Some come in one go, others while the ones before are on their way.
    if (step.index % 3 !== 0) await sleep(step.index % 4)
  }
  await replica.idle()
  say({ kind: 'idle' })
  await replica.close()
}

const [, , taskFile = ''] = process.argv
await live(JSON.parse(readFileSync(taskFile, 'utf8')) as ActorTask)
