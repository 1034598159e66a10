import type { Exchange } from '../exchange.ts'
import {
  issueTypeById,
  issueTypes,
  priorities,
  priorityById,
  type Resolution,
  resolutionById,
  resolutions,
} from '../world/catalogue.ts'
import { assignableUsers, mayIn } from '../world/permissions.ts'
import type { ProjectPart, SandboxIssue, SandboxProject } from '../world/world.ts'
import { changeItem, type Edit } from './change.ts'
import { editEstimates } from './edit-estimates.ts'
import { editedList, type Operation } from './edit-lists.ts'
import { editSecurity } from './edit-security.ts'
import { dateValue, FieldError, labelValue, namedRow, summaryValue, textValue, userName } from './edit-values.ts'

const textLimit = 32_767

type Editor = (issue: SandboxIssue, operations: readonly Operation[], exchange: Exchange) => Edit

const lastValue = (operations: readonly Operation[]): unknown => operations.at(-1)?.value

const plain = (text: string | null): { readonly id: null; readonly text: string | null } => ({ id: null, text })

const textEditor =
  (name: 'description' | 'environment'): Editor =>
  (issue, operations) => {
    const text = textValue(lastValue(operations), textLimit)
    const kept = text === '' ? null : text
    return {
      apply: (target) => {
        target[name] = kept
      },
      item: changeItem(name, plain(issue[name]), plain(kept)),
    }
  }

const nameSide = (
  row: { readonly id: string; readonly name: string } | undefined,
): { id: string | null; text: string | null } =>
  row === undefined ? { id: null, text: null } : { id: row.id, text: row.name }

const personSide = ({ world }: Exchange, key: string | null): { id: string | null; text: string | null } => ({
  id: key,
  text: key === null ? null : (world.userByKey(key)?.displayName ?? key),
})

/** The key of the person who is to be the assignee; throws a FieldError for people who cannot. */
export const assigneeFor = (name: string | null, issue: SandboxIssue, { world, user }: Exchange): string | null => {
  if (name === null) return null
  const project = world.findProject(issue.projectKey)
  if (project === undefined || !mayIn(world, user, issue.projectKey, 'ASSIGN_ISSUES')) {
    throw new FieldError('You do not have permission to assign issues.')
  }
  if (name === '-1') return project.leadKey
  const wanted = world.findUser(name)
  if (wanted === undefined) throw new FieldError(`User '${name}' does not exist.`)
  if (!assignableUsers(world, project).includes(wanted))
    throw new FieldError(`User '${name}' cannot be assigned issues.`)
  return wanted.key
}

/** The change of assignee. */
export const assign = (key: string | null, issue: SandboxIssue, exchange: Exchange): Edit => ({
  apply: (target) => {
    target.assigneeKey = key
  },
  item: changeItem('assignee', personSide(exchange, issue.assigneeKey), personSide(exchange, key)),
})

const reporter: Editor = (issue, operations, exchange) => {
  const name = userName(lastValue(operations))
  if (name === null) throw new FieldError('Reporter is required.')
  const user = exchange.world.findUser(name)
  if (user === undefined) throw new FieldError(`The reporter specified is not a user.`)
  if (!mayIn(exchange.world, exchange.user, issue.projectKey, 'MODIFY_REPORTER')) {
    throw new FieldError('You do not have permission to change the reporter.')
  }
  return {
    apply: (target) => {
      target.reporterKey = user.key
    },
    item: changeItem('reporter', personSide(exchange, issue.reporterKey), personSide(exchange, user.key)),
  }
}

const partsEditor =
  (
    name: 'componentIds' | 'fixVersionIds' | 'affectedVersionIds',
    field: string,
    what: string,
    parts: (project: SandboxProject) => readonly ProjectPart[],
  ): Editor =>
  (issue, operations, { world }) => {
    const project = world.findProject(issue.projectKey)
    const rows = project === undefined ? [] : parts(project)
    const ids = editedList(issue[name], operations, (value) => namedRow(value, rows, what).id)
    const names = (list: readonly string[]): string | null =>
      rows
        .filter(({ id }) => list.includes(id))
        .map((row) => row.name)
        .join(', ') || null
    return {
      apply: (target) => {
        target[name] = ids
      },
      item: changeItem(
        field,
        { id: issue[name].join(', ') || null, text: names(issue[name]) },
        { id: ids.join(', ') || null, text: names(ids) },
      ),
    }
  }

const labels: Editor = (issue, operations) => {
  const list = [...editedList(issue.labels, operations, labelValue)].sort()
  return {
    apply: (target) => {
      target.labels = list
    },
    item: changeItem('labels', plain(issue.labels.join(' ')), plain(list.join(' '))),
  }
}

/** The change of resolution; null opens the issue again. */
export const resolve = (resolution: Resolution | null, issue: SandboxIssue, { now }: Exchange): Edit => ({
  apply: (target) => {
    target.resolutionId = resolution?.id ?? null
    target.resolved = resolution === null ? null : now
  },
  item: changeItem(
    'resolution',
    nameSide(issue.resolutionId === null ? undefined : resolutionById(issue.resolutionId)),
    nameSide(resolution ?? undefined),
  ),
})

const editors: Readonly<Record<string, Editor>> = {
  summary: (issue, operations) => {
    const summary = summaryValue(lastValue(operations))
    return {
      apply: (target) => {
        target.summary = summary
      },
      item: changeItem('summary', plain(issue.summary), plain(summary)),
    }
  },
  description: textEditor('description'),
  environment: textEditor('environment'),
  labels,
  reporter,
  assignee: (issue, operations, exchange) =>
    assign(assigneeFor(userName(lastValue(operations)), issue, exchange), issue, exchange),
  components: partsEditor('componentIds', 'Component', 'Component', ({ components }) => components),
  fixVersions: partsEditor('fixVersionIds', 'Fix Version', 'Version', ({ versions }) => versions),
  versions: partsEditor('affectedVersionIds', 'Version', 'Version', ({ versions }) => versions),
  resolution: (issue, operations, exchange) => {
    const value = lastValue(operations)
    return resolve(value === null ? null : namedRow(value, resolutions, 'Resolution'), issue, exchange)
  },
  priority: (issue, operations) => {
    const priority = namedRow(lastValue(operations), priorities, 'Priority')
    return {
      apply: (target) => {
        target.priorityId = priority.id
      },
      item: changeItem('priority', nameSide(priorityById(issue.priorityId)), nameSide(priority)),
    }
  },
  issuetype: (issue, operations, { world }) => {
    const type = namedRow(lastValue(operations), issueTypes, 'Issue type')
    const project = world.findProject(issue.projectKey)
    if (project?.typeIds.includes(type.id) !== true || type.subtask !== issueTypeById(issue.typeId).subtask) {
      throw new FieldError('The issue type selected is invalid.')
    }
    return {
      apply: (target) => {
        target.typeId = type.id
      },
      item: changeItem('issuetype', nameSide(issueTypeById(issue.typeId)), nameSide(type)),
    }
  },
  security: (issue, operations, exchange) => editSecurity(lastValue(operations), issue, exchange),
  timetracking: (issue, operations) => editEstimates(lastValue(operations), issue),
  duedate: (issue, operations) => {
    const due = dateValue(lastValue(operations))
    return {
      apply: (target) => {
        target.due = due
      },
      item: changeItem('duedate', { id: issue.due, text: issue.due }, { id: due, text: due }),
    }
  },
}

/** The editor of a system field; undefined: it is not edited that way. */
export const systemEditor = (fieldId: string): Editor | undefined =>
  Object.hasOwn(editors, fieldId) ? editors[fieldId] : undefined
