import { isNext, whyNot } from '../history/plan.ts'
import type { Replica, UndoPlan } from '../replica.ts'
import { pressOf } from './press.ts'
import { qualify, splitKey } from './qualified-key.ts'
import type { Placed, Router } from './router.ts'

/** What is taken back. */
export type Undo = Pick<Replica, 'planUndo' | 'planRedo' | 'takeBack'>

/** The plan of one member. */
interface Part {
  readonly member: Placed
  readonly plan: UndoPlan
}

const rankOf = (plan: UndoPlan): number => (isNext(plan) ? 1 : 0)
const timeOf = ({ change }: UndoPlan): number => change.performedAt

/** Taking back across sites: what was done last, wherever, and on all sites where one key press did it. */
export const combinedUndo = (router: Router): Undo => {
  const made = new WeakMap<UndoPlan, readonly Part[]>()

  const newest = (ask: (replica: Replica) => UndoPlan | null): UndoPlan | null => {
    const parts = router.members.flatMap((member): Part[] => {
      const plan = ask(member.replica)
      return plan === null ? [] : [{ member, plan }]
    })
    // A site of which nothing comes back does not keep the others from it.
    const [first] = parts.toSorted((a, b) => rankOf(b.plan) - rankOf(a.plan) || timeOf(b.plan) - timeOf(a.plan))
    const last = first?.plan.change
    if (last === undefined) return null
    const plan = join(
      parts.filter((part) => part === first || (last.press !== null && part.plan.change.press === last.press)),
    )
    return plan === null ? null : kept(plan, { ...plan, passed: passedBy(parts, last.performedAt) })
  }

  /** What any site passed that is newer than what is taken back. */
  const passedBy = (parts: readonly Part[], since: number): UndoPlan['passed'] =>
    parts
      .flatMap(({ member, plan }) => {
        const closed = isNext(plan) ? [] : [{ change: plan.change, why: whyNot(plan) }]
        return [...closed, ...plan.passed].map((one) => ({ ...one, change: router.toChange(member, one.change) }))
      })
      .filter(({ change }) => change.performedAt > since)
      .toSorted((a, b) => b.change.performedAt - a.change.performedAt)

  const kept = (before: UndoPlan, plan: UndoPlan): UndoPlan => {
    made.set(plan, made.get(before) ?? [])
    return plan
  }

  const join = (parts: readonly Part[]): UndoPlan | null => {
    const [first] = parts
    if (first === undefined) return null
    const plan: UndoPlan = {
      change: router.toChange(first.member, first.plan.change),
      cancelled: parts.flatMap(({ member, plan: { cancelled } }) => cancelled.map((id) => router.toId(member, id))),
      operations: parts.flatMap(({ member, plan: { operations } }) =>
        operations.map((one) => ({
          ...one,
          undoes: router.toId(member, one.undoes),
          operation: { ...one.operation, key: qualify(member.site, one.operation.key) },
        })),
      ),
      loses: [...new Set(parts.flatMap(({ plan: { loses } }) => loses))],
      refused: parts.flatMap(({ member, plan: { refused } }) =>
        refused.map((one) => ({ ...one, key: qualify(member.site, one.key) })),
      ),
      passed: [],
    }
    made.set(plan, parts)
    return plan
  }

  return {
    planUndo: (change) => {
      if (change === undefined) return newest((replica) => replica.planUndo())
      const { id, ...member } = router.ofId(change)
      const plan = member.replica.planUndo(id)
      return plan === null ? null : join([{ member, plan }])
    },
    planRedo: () => newest((replica) => replica.planRedo()),
    takeBack: (plan, { filled = [] } = {}) => {
      const parts = made.get(plan)
      if (parts === undefined) throw new TypeError('This plan was made by another copy')
      const press = pressOf(parts)
      const steps = filled.map(({ undoes, operation }) => ({ ...router.ofId(undoes), operation }))
      return parts.flatMap(({ member, plan: own }) => {
        const mine = steps.filter(({ index }) => index === member.index)
        const plain = mine.map(({ id, operation }) => ({
          undoes: id,
          operation: { ...operation, key: splitKey(operation.key).key },
        }))
        const options = { ...(press === undefined ? {} : { press }), filled: plain }
        return member.replica.takeBack(own, options).map((record) => router.toRecord(member, record))
      })
    },
  }
}
