import type { Workshop } from './workshop.ts'
import type { SandboxIssue } from './world.ts'

const link = (from: SandboxIssue, to: SandboxIssue, typeId: string, id: string): void => {
  from.links.push({ id, typeId, direction: 'outward', otherId: to.id })
  to.links.push({ id, typeId, direction: 'inward', otherId: from.id })
}

const joinEpic = (issue: SandboxIssue, epics: readonly SandboxIssue[], { random }: Workshop): void => {
  const epic = epics[Math.floor(random.next() * epics.length)]
  if (
    epic !== undefined &&
    issue.typeId !== '10000' &&
    issue.parentId === null &&
    issue.projectKey === 'PAY' &&
    random.chance(0.4)
  ) {
    issue.custom.set('customfield_10102', epic.key)
  }
}

/** Sub-tasks, links, epics and worklogs: what one issue knows of others. `issues` must be sorted by age. */
export const connectIssues = (issues: readonly SandboxIssue[], shop: Workshop): void => {
  const { random, nextId } = shop
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const epics = issues.filter(({ typeId }) => typeId === '10000')
  for (const [index, issue] of issues.entries()) {
    if (issue.parentId !== null) byId.get(issue.parentId)?.subtaskIds.push(issue.id)
    joinEpic(issue, epics, shop)
    const earlier = issues[index - random.between(1, 25)]
    if (earlier !== undefined && issue.id > 10_200 && earlier.id > 10_200 && random.chance(0.18)) {
      link(issue, earlier, random.pick(['10000', '10002', '10003', '10003', '10004']), String(nextId()))
    }
    if (issue.assigneeKey !== null && random.chance(0.15)) {
      const seconds = random.between(1, 12) * 1800
      issue.worklogs.push({
        id: String(nextId()),
        authorKey: issue.assigneeKey,
        comment: 'Looked into it',
        started: issue.created + 7_200_000,
        seconds,
      })
    }
  }
}
