import type { BulkOrder, BulkTask, TaskPace } from './task.ts'
import { createBulkTask } from './task.ts'

/** The tasks of one site. */
export interface TaskBook {
  /** Undefined: five are running already, over all users. */
  submit(order: BulkOrder): BulkTask | undefined
  find(id: string): BulkTask | undefined
  /** Has every task do what is due. */
  advance(now: number): void
}

const mostAtOnce = 5
const keptMs = 14 * 86_400_000

/** A book without tasks. */
export const createTaskBook = (pace: TaskPace): TaskBook => {
  const tasks = new Map<string, { readonly task: BulkTask; readonly until: number }>()
  const advance = (now: number): void => {
    for (const [id, { task, until }] of tasks) {
      task.advance(now)
      if (until <= now) tasks.delete(id)
    }
  }
  return {
    submit: (order) => {
      const { now } = order.exchange
      advance(now)
      const running = [...tasks.values()].filter(({ task }) => !task.isOver)
      if (running.length >= mostAtOnce) return undefined
      const task = createBulkTask(order, pace)
      tasks.set(order.id, { task, until: now + keptMs })
      return task
    },
    find: (id) => tasks.get(id)?.task,
    advance,
  }
}
