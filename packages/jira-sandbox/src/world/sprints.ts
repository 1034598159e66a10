import type { SandboxSprint } from './agile.ts'
import { createRandom } from './random.ts'
import { sprintField } from './sprint-of.ts'
import type { SandboxIssue } from './world.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

interface Plan {
  readonly id: number
  readonly boardId: number
  readonly name: string
  readonly goal?: string
}

const closed = (plan: Plan, start: number, end: number): SandboxSprint => ({
  goal: '',
  ...plan,
  state: 'CLOSED',
  start,
  end,
  activated: start,
  completed: end - hourMs / 2,
})

const active = (plan: Plan, start: number, end: number): SandboxSprint => ({
  goal: '',
  ...plan,
  state: 'ACTIVE',
  start,
  end,
  activated: start,
  completed: null,
})

const future = (plan: Plan): SandboxSprint => ({
  goal: '',
  ...plan,
  state: 'FUTURE',
  start: null,
  end: null,
  activated: null,
  completed: null,
})

const [platformClosed, platformActive, platformFuture] = [41, 42, 43] as const

/**
 * The sprints of the scrum boards, two weeks each, with one of them under way at `now` (epoch milliseconds). Names with
 * brackets and commas on purpose: v2 shows sprints as Java texts.
 */
export const makeSprints = (now: number): SandboxSprint[] => {
  const midnight = Math.floor(now / dayMs) * dayMs
  const begin = midnight - 13 * dayMs + 9 * hourMs
  const [platformBegin, fortnight] = [begin + 7 * dayMs, 14 * dayMs]
  return [
    closed({ id: 36, boardId: 4, name: 'PAY 36 [refunds], part 1' }, begin - fortnight, begin),
    active(
      { id: 37, boardId: 4, name: 'PAY 37', goal: 'Refunds in one step, without a call to the bank' },
      begin,
      begin + fortnight,
    ),
    future({ id: 38, boardId: 4, name: 'PAY 38 (holiday)' }),
    closed({ id: platformClosed, boardId: 7, name: 'Platform 2026/23' }, platformBegin - fortnight, platformBegin),
    active(
      { id: platformActive, boardId: 7, name: 'Platform 2026/24', goal: 'No more than two pages a night' },
      platformBegin,
      platformBegin + fortnight,
    ),
    future({ id: platformFuture, boardId: 7, name: 'Platform 2026/25' }),
  ]
}

const [incident, subtask] = ['10005', '10003']
const solved = new Set(['5', '6'])

/** Puts a part of the issues of operations into their sprints; those that are solved into the one that is over. */
export const planSprints = (issues: readonly SandboxIssue[], seed: number): void => {
  // A source of its own: the choices of the rest of the world stay what they were.
  const random = createRandom(seed + 7919)
  for (const { projectKey, typeId, statusId, custom } of issues) {
    if (projectKey !== 'OPS' || typeId === incident || typeId === subtask || custom.has(sprintField)) continue
    const [isPlanned, isLater, isLate] = [random.chance(0.3), random.chance(0.3), random.chance(0.2)]
    if (!isPlanned) continue
    const open = [...(isLate ? [platformClosed] : []), isLater ? platformFuture : platformActive]
    custom.set(sprintField, (solved.has(statusId) ? [platformClosed] : open).map(String))
  }
}
