import { customFields } from './custom-fields.ts'
import type { SandboxIssue, World } from './world.ts'

/** What finds issues by their names, and knows which names are spent. */
export type IssueIndex = Pick<World, 'findIssue' | 'removeIssue' | 'moveIssue' | 'nextIssueId' | 'nextIssueNumber'>

// An issue keeps its identity when it moves; its key is all that changes.
type Movable = { -readonly [Member in keyof SandboxIssue]: SandboxIssue[Member] }

const smallestId = 10_001

const keysOf = ({ key, formerKeys = [] }: SandboxIssue): readonly string[] => [key, ...formerKeys]

/** The names that an issue is found by: its id and its keys. */
export const namesOf = (issue: SandboxIssue): readonly string[] => [String(issue.id), ...keysOf(issue)]

// Fields that name another issue keep its key here, and its id in a Jira.
const namingFields = customFields.filter(({ kind }) => kind === 'epic-link' || kind === 'parent-link')

const rename = (issues: readonly SandboxIssue[], from: string, to: string): void => {
  for (const { custom } of issues) for (const { id } of namingFields) if (custom.get(id) === from) custom.set(id, to)
}

/** An index of issues, those added at the end of the list later included. */
export const indexIssues = (issues: SandboxIssue[]): IssueIndex => {
  const known = new Map<string, SandboxIssue>()
  const numbers = new Map<string, number>()
  let [indexed, nextId] = [0, smallestId]
  const add = (issue: SandboxIssue): void => {
    for (const name of namesOf(issue)) known.set(name, issue)
    nextId = Math.max(nextId, issue.id + 1)
    for (const key of keysOf(issue)) {
      const dash = key.lastIndexOf('-')
      const [projectKey, number] = [key.slice(0, dash), Number(key.slice(dash + 1))]
      numbers.set(projectKey, Math.max(numbers.get(projectKey) ?? 0, number))
    }
  }
  const catchUp = (): void => {
    // Issues are only ever added at the end.
    for (const issue of issues.slice(indexed)) add(issue)
    indexed = issues.length
  }
  const find: World['findIssue'] = (idOrKey) => {
    catchUp()
    return known.get(String(idOrKey).toUpperCase())
  }
  const nextNumber: World['nextIssueNumber'] = (projectKey) => {
    catchUp()
    return (numbers.get(projectKey) ?? 0) + 1
  }
  return {
    findIssue: find,
    nextIssueNumber: nextNumber,
    nextIssueId: () => {
      catchUp()
      return nextId
    },
    removeIssue: (issue) => {
      const place = find(issue.id) === issue ? issues.indexOf(issue) : -1
      if (place === -1) return
      issues.splice(place, 1)
      indexed -= 1
      for (const name of namesOf(issue)) known.delete(name)
    },
    moveIssue: (issue, projectKey) => {
      if (find(issue.id) !== issue || issue.projectKey === projectKey) return
      const former = issue.key
      const movable: Movable = issue
      movable.formerKeys = [...(issue.formerKeys ?? []), former]
      movable.projectKey = projectKey
      movable.number = nextNumber(projectKey)
      movable.key = `${projectKey}-${movable.number}`
      add(issue)
      rename(issues, former, issue.key)
    },
  }
}
