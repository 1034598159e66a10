import type { IssueKey } from '@mmd/jira-api/model'
import type { StoredOperation } from '../store/store.ts'
import type { Life } from './life.ts'

/** What an operation has set for good: `PAY-1 summary` and the value. */
const settingsOf = ({ operation }: StoredOperation): readonly (readonly [string, unknown])[] => {
  const { key } = operation
  switch (operation.kind) {
    case 'set-fields':
      return operation.changes.map(({ id, value }) => [
        `${key} ${id}`,
        value.kind === 'text' ? value.text : value.kind === 'named' ? value.value.id : null,
      ])
    case 'assign':
      return operation.assignee === 'automatic' ? [] : [[`${key} assignee`, operation.assignee?.id ?? null]]
    case 'transition':
      return [[`${key} status`, operation.transition.to.id]]
    case 'labels':
      return [
        ...operation.remove.map((label) => [`${key} label ${label}`, false] as const),
        ...operation.add.map((label) => [`${key} label ${label}`, true] as const),
      ]
    case 'members':
      return [
        ...operation.remove.map(({ id }) => [`${key} component ${id}`, false] as const),
        ...operation.add.map(({ id }) => [`${key} component ${id}`, true] as const),
      ]
    case 'watch':
      return [[`${key} watching`, operation.isWatching]]
    case 'vote':
      return [[`${key} vote`, operation.isFor]]
    case 'sprint':
      return [[`${key} sprint`, operation.to?.id ?? null]]
    default:
      return []
  }
}

const valueOn = async (
  { mine, sprintField }: Life['place'],
  key: IssueKey,
  [field = '', which = '']: readonly string[],
): Promise<unknown> => {
  const issue = await mine.issueWithFields({ key, customFields: [sprintField] })
  switch (field) {
    case 'summary':
      return issue.summary
    case 'priority':
      return issue.priority?.id
    case 'assignee':
      return issue.assignee?.id ?? null
    case 'status':
      return issue.status.id
    case 'label':
      return issue.labels.includes(which)
    case 'component':
      return issue.components.some(({ id }) => id === which)
    case 'watching':
      return issue.watchers.mine
    case 'vote':
      return issue.votes.mine
    case 'sprint': {
      const value = issue.fields?.find(({ id }) => id === sprintField)?.value
      const open = value?.kind === 'sprints' ? value.sprints.find(({ state }) => state !== 'closed') : undefined
      return open?.id ?? null
    }
    default:
      throw new Error(`nothing is known of ${field}`)
  }
}

/** For tests: what is not as the last operation has set it that the site said it took, although nobody else has changed it. */
export const notAsSet = async (life: Life, keys: readonly IssueKey[]): Promise<readonly string[]> => {
  const sent = life.all().filter(({ state }) => state === 'sent')
  const ordered = sent.toSorted((a, b) => (a.settledOrder ?? 0) - (b.settledOrder ?? 0))
  const wrong: string[] = []
  for (const [what, wanted] of new Map(ordered.flatMap(settingsOf))) {
    const [name, ...field] = what.split(' ')
    const key = keys.find((one) => one === name)
    if (key === undefined || life.theirs.has(`${key} ${field[0]}`)) continue
    const value = await valueOn(life.place, key, field)
    if (value !== wanted) wrong.push(`${what} is ${String(value)} and not ${String(wanted)}`)
  }
  return wrong
}
