import { boards } from './agile.ts'
import { awkwardIssues, makeAwkward } from './awkward.ts'
import { connectIssues } from './connect-issues.ts'
import { bareIssue, cornerKeys, makeCorner, makeHiddenIssues } from './corners.ts'
import { makeDashboards } from './dashboards.ts'
import { makeFilters } from './filters.ts'
import { indexIssues } from './issue-index.ts'
import { chooseType, makeIssue } from './issue-maker.ts'
import { deletedUserKey, knownPeople, makeGroups, makePeople } from './people.ts'
import { makeProjects } from './projects.ts'
import { makeQuirkIssues } from './quirks.ts'
import { createRandom } from './random.ts'
import { makeRequests } from './service-desk.ts'
import { makeSprints, planSprints } from './sprints.ts'
import type { Workshop } from './workshop.ts'
import type { SandboxIssue, SandboxProject, SandboxUser, World, WorldOptions } from './world.ts'

const dayMs = 86_400_000
const defaultNow = Date.UTC(2026, 10, 22, 8)

type Groups = ReadonlyMap<string, ReadonlySet<string>>

const atLeastOne = (keys: readonly string[]): [string, ...string[]] => {
  const [first, ...rest] = keys
  if (first === undefined) throw new TypeError('a team has no members')
  return [first, ...rest]
}

const openWorkshop = (
  users: readonly SandboxUser[],
  projects: readonly SandboxProject[],
  groups: Groups,
  now: number,
  seed: number,
): Workshop => {
  const keyOf = (name: string): string => users.find((user) => user.name === name)?.key ?? ''
  const robotKey = keyOf(knownPeople.robot)
  let last = 20_000
  return {
    random: createRandom(seed),
    now,
    nextId: () => (last += 1),
    workers: new Map(
      projects.map(({ key, team }) => [
        key,
        atLeastOne([...(groups.get(team) ?? [])].filter((member) => member !== robotKey)),
      ]),
    ),
    reporters: atLeastOne(users.filter(({ name }) => name !== knownPeople.robot).map(({ key }) => key)),
    robotKey,
    deletedKey: deletedUserKey,
    taken: new Set(),
  }
}

// Times of making, ascending. The tail is denser: there is always something new to triage.
const makeTimes = (count: number, { random, now }: Workshop): number[] =>
  Array.from({ length: count }, () => now - 180_000 - Math.floor(random.next() ** 1.5 * 118 * dayMs)).sort(
    (a, b) => a - b,
  )

const makeAwkwardIssues = (pay: SandboxProject, shop: Workshop): SandboxIssue[] =>
  awkwardIssues.map(({ key }, index) => {
    const created = shop.now - 120 * dayMs + index * 600_000
    // Made as if it were then: nothing has touched them since.
    const past = { ...shop, now: created + dayMs }
    const number = Number(key.split('-')[1])
    const issue = makeIssue(
      { id: 10_101 + index, number, project: pay, typeId: '10004', created, parentId: null },
      past,
    )
    issue.due = null
    makeAwkward(issue)
    return issue
  })

const firstNumbers: Readonly<Record<string, number>> = { PAY: 1201, OPS: 311, SUP: 2040 }

const makeOrdinaryIssues = (count: number, projects: readonly SandboxProject[], shop: Workshop): SandboxIssue[] => {
  const { random } = shop
  const numbers = new Map(Object.entries(firstNumbers))
  const parents = new Map<string, number[]>()
  return makeTimes(count, shop).map((created, index) => {
    const key = random.weighted([
      ['PAY', 45],
      ['OPS', 25],
      ['SUP', 30],
    ] as const)
    const project = projects.find((candidate) => candidate.key === key) ?? projects[0]
    if (project === undefined) throw new TypeError('a world needs a project')
    const number = numbers.get(key) ?? 1
    numbers.set(key, number + 1)
    const candidates = parents.get(key)?.slice(-12) ?? []
    const drawn = chooseType(key, random)
    const typeId = drawn === '10003' && candidates.length === 0 ? '10002' : drawn
    const parentId = typeId === '10003' ? random.pick(candidates as [number, ...number[]]) : null
    const id = 10_201 + index
    if (typeId !== '10003' && typeId !== '10000') parents.set(key, [...candidates, id])
    return makeIssue({ id, number, project, typeId, created, parentId }, shop)
  })
}

const makeIssues = (count: number, projects: readonly SandboxProject[], shop: Workshop): SandboxIssue[] => {
  const [pay] = projects
  const awkward = count < 40 || pay === undefined ? [] : makeAwkwardIssues(pay, shop)
  const issues = [...awkward, ...makeOrdinaryIssues(count - awkward.length, projects, shop)]
  connectIssues(issues, shop)
  return issues
}

const addCorners = (issues: SandboxIssue[], quirks: boolean): void => {
  const pattern = issues.find(({ key }) => key === cornerKeys.moved)
  if (pattern === undefined) return
  for (const issue of issues) makeCorner(issue)
  issues[issues.indexOf(pattern)] = { ...pattern, formerKeys: [cornerKeys.movedFrom] }
  issues.push(...makeHiddenIssues(pattern))
  if (!quirks) return
  issues.push(...makeQuirkIssues(issues, (number, summary) => bareIssue(pattern, 10_000 + number, number, summary)))
}

/** A world to serve: the same options give the same world. */
export const createWorld = (options: WorldOptions = {}): World => {
  const { seed = 1, issues: count = 400, now = defaultNow, quirks = false } = options
  const users = makePeople()
  const groups = makeGroups(users)
  const projects = makeProjects(users, now)
  const shop = openWorkshop(users, projects, groups, now, seed)
  const issues = makeIssues(count, projects, shop)
  addCorners(issues, quirks)
  makeRequests(
    issues,
    ['mira', 'sofia.nunes'].flatMap((name) => users.find((user) => user.name === name)?.key ?? []),
  )
  const sprints = makeSprints(now)
  planSprints(issues, seed)
  let lastSprintId = Math.max(...sprints.map(({ id }) => id))
  return {
    users,
    findUser: (name) => users.find((user) => user.name.toLowerCase() === name.toLowerCase()),
    userByKey: (key) => (key === null ? undefined : users.find((user) => user.key === key)),
    groups,
    projects,
    withheld: new Map(),
    findProject: (idOrKey) => projects.find(({ id, key }) => id === idOrKey || key === idOrKey.toUpperCase()),
    issues,
    ...indexIssues(issues),
    filters: makeFilters(users),
    dashboards: makeDashboards(users),
    boards,
    sprints,
    nextSprintId: () => (lastSprintId += 1),
    nextId: shop.nextId,
  }
}
