import type { UndoPlan } from '../replica.ts'
import type { StoredOperation } from '../store/store.ts'
import type { Life } from './life.ts'

/** What was taken back, and of what it was said that it does not come back: `PAY-1 transition`. */
export interface TakenBack {
  readonly count: number
  readonly stays: ReadonlySet<string>
}

const mostRounds = 200

const isWaiting = ({ refused }: UndoPlan): boolean => refused.some(({ why }) => why === 'It is being sent just now')

/** One that has changed nothing is taken back too. */
const isClosed = ({ cancelled, operations, refused }: UndoPlan): boolean =>
  refused.length > 0 && cancelled.length + operations.length === 0

/** The operations of a plan of which there is no way back, by what is left over when those that have one are taken away. */
const refusedBy = (life: Life, { change, operations, cancelled }: UndoPlan): readonly StoredOperation[] => {
  const handled = new Set([...cancelled, ...operations.map(({ undoes }) => undoes)])
  return life
    .all()
    .filter((stored) => stored.change === change.id && stored.state === 'sent' && !handled.has(stored.id))
}

const isOver = ({ state }: StoredOperation): boolean => state === 'sent' || state === 'dropped'

/** Operations of changes that could be taken back, but for those of which there is no way back. */
const leftOver = (life: Life, way: 'undo' | 'redo'): readonly StoredOperation[] => {
  const { replica } = life.seat(0)
  const mine = replica.changes(1_000).filter(({ title }) => title.startsWith('undo ') === (way === 'redo'))
  return mine.flatMap(({ id }) => {
    const plan = replica.planUndo(id)
    return plan === null || plan.refused.length === 0 ? [] : refusedBy(life, plan)
  })
}

const nameOf = ({ operation: { key, kind } }: StoredOperation): string => `${key} ${kind}`

/** For tests: undo, or redo, until there is nothing more to be taken back. `isPatient`: each is sent before the next. */
export const takeAllBack = async (life: Life, way: 'undo' | 'redo', isPatient: boolean): Promise<TakenBack> => {
  const stays = new Set<string>()
  const { replica } = life.seat(0)
  const done = new Set<number>()
  for (let count = 0; count < mostRounds; count += 1) {
    replica.poll()
    const plan = way === 'undo' ? replica.planUndo() : replica.planRedo()
    if (plan !== null && isWaiting(plan)) {
      await life.settle()
      continue
    }
    if (plan !== null && plan.refused.length > 0) for (const stored of refusedBy(life, plan)) stays.add(nameOf(stored))
    if (plan === null || isClosed(plan)) {
      await life.settle()
      for (const stored of [
        ...leftOver(life, way),
        ...life.all().filter((one) => done.has(one.change) && !isOver(one)),
      ]) {
        stays.add(nameOf(stored))
      }
      return { count, stays }
    }
    for (const { change } of replica.takeBack(plan)) done.add(change)
    if (isPatient) await life.settle()
  }
  throw new Error(`There is no end to ${way}`)
}
