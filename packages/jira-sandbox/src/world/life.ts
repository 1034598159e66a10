import { resolutionById, statusById } from './catalogue.ts'
import type { Random } from './random.ts'
import type { Change, ChangeItem, SandboxIssue } from './world.ts'

/** How far an issue has come, in the statuses of its project's workflow. */
interface Course {
  readonly start: string
  readonly underway: readonly (readonly [string, number])[]
  readonly ended: readonly (readonly [string, number])[]
  readonly resolutions: readonly (readonly [string, number])[]
}

/** The statuses an issue of a project goes through. */
export const courses: Readonly<Record<string, Course>> = {
  PAY: {
    start: '1',
    underway: [
      ['3', 5],
      ['10001', 3],
      ['10002', 2],
    ],
    ended: [
      ['10003', 8],
      ['10004', 2],
    ],
    resolutions: [
      ['1', 6],
      ['10000', 3],
      ['10002', 1],
      ['10003', 1],
    ],
  },
  OPS: {
    start: '10010',
    underway: [
      ['10011', 3],
      ['3', 4],
      ['10012', 2],
    ],
    ended: [
      ['5', 5],
      ['6', 4],
    ],
    resolutions: [
      ['1', 5],
      ['10000', 5],
      ['10003', 1],
    ],
  },
  SUP: {
    start: '10020',
    underway: [
      ['3', 4],
      ['10021', 4],
      ['10022', 1],
    ],
    ended: [
      ['5', 6],
      ['6', 4],
    ],
    resolutions: [
      ['10000', 7],
      ['10004', 2],
      ['10002', 1],
    ],
  },
  LAB: { start: '10110', underway: [['10111', 1]], ended: [['10112', 1]], resolutions: [['10000', 1]] },
}

/** Courses of projects by key; throws a TypeError for a project that has none. */
export const courseOf = (projectKey: string): Course => {
  const course = courses[projectKey]
  if (course === undefined) throw new TypeError(`no course for ${projectKey}`)
  return course
}

/** Where an issue of this age (0 just made, 1 oldest) stands. */
export const chooseStatus = (
  projectKey: string,
  age: number,
  random: Random,
): { readonly id: string; readonly stage: 'start' | 'underway' | 'ended' } => {
  const course = courseOf(projectKey)
  const stage = random.weighted([
    ['ended', age * 2],
    ['underway', 0.25],
    ['start', 0.12 + (1 - age) * 0.5],
  ] as const)
  if (stage === 'start') return { id: course.start, stage }
  return { id: random.weighted(stage === 'ended' ? course.ended : course.underway), stage }
}

const statusItem = (from: string, to: string): ChangeItem => ({
  field: 'status',
  fieldtype: 'jira',
  from,
  fromString: statusById(from).name,
  to,
  toString: statusById(to).name,
})

const resolutionItem = (to: string): ChangeItem => ({
  field: 'resolution',
  fieldtype: 'jira',
  from: null,
  fromString: null,
  to,
  toString: resolutionById(to).name,
})

/** The history that brought an issue to its status, at the times given (ascending). */
export const makeHistory = (
  issue: SandboxIssue,
  times: readonly [first: number, last: number],
  authorKey: string,
  nextId: () => number,
): Change[] => {
  const { start, underway } = courseOf(issue.projectKey)
  if (issue.statusId === start) return []
  const between = underway.find(([id]) => id === '3')?.[0] ?? start
  const path = issue.statusId === between ? [start, between] : [start, between, issue.statusId]
  return path.slice(1).map((to, index) => {
    const last = index === path.length - 2
    const items = [statusItem(path[index] ?? start, to)]
    if (last && issue.resolutionId !== null) items.push(resolutionItem(issue.resolutionId))
    return { id: String(nextId()), authorKey, created: last ? times[1] : times[0], items }
  })
}
